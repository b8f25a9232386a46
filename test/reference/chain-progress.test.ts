import { afterEach, expect, test, vi } from 'vitest';
import { ChainProgress } from './chain-progress.mjs';

afterEach(() => {
  vi.restoreAllMocks();
});

test('ChainProgress writes to stderr after two seconds, and where there is no terminal every ten seconds more', () => {
  let now = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const isTerminal = vi.spyOn(process, 'stderr', 'get');
  const write = vi.fn((_: string) => true);
  isTerminal.mockReturnValue({ isTTY: false, write } as unknown as typeof process.stderr);

  const progress = new ChainProgress({ draws: 100, burnIn: 50, chains: 3 });
  const told = (seconds: number, index: number, chain: number) => {
    now = 1000 + 1000 * seconds;
    write.mockClear();
    progress.showTransition(index, chain);
    return write.mock.calls.map(([line]) => line).join('');
  };
  expect(told(1.9, -49, 0)).toBe('');
  expect(told(2, -48, 0)).toBe('chain 1 of 3, burn-in 3 of 50 (2.0 s)\n');
  expect(told(11.9, 10, 0)).toBe('');
  expect(told(12, 10, 1)).toBe('chain 2 of 3, draw 11 of 100 (12.0 s)\n');
  now = 14_000;
  expect(progress.end()).toBe('13.0 s');
});
