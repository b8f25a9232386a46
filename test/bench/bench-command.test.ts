import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../bench/bench-command';
import { benchRows } from '../../bench/rows';

describe('npm run bench', () => {
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    for (const way of ['log', 'error'] as const)
      vi.spyOn(console, way).mockImplementation((line: string) => void said.push(line));
  });
  afterEach(() => vi.restoreAllMocks());

  it('explains every row with --help', async () => {
    expect(await run(['--help'])).toBe(0);
    for (const { name, title } of Object.values(benchRows)) {
      expect(said.join('\n')).toContain(`${name.padEnd(12)} ${title}`);
    }
  });

  it.each([
    [['--only', 'cosine'], 'Cannot measure cosine: --only takes one of sine, iris,'],
    [['--docs', '--only', 'sine'], 'leave out --only'],
    [['--docs', '--no-peers'], 'leave out --only and --no-peers'],
    [['--fast'], "Unknown option '--fast'. See: npm run bench -- --help"],
  ])('refuses %j in one sentence', async (argv, words) => {
    expect(await run(argv)).toBe(2);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(words);
  });
});
