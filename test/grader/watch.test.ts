import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TreeWatch } from '../../grader/sandbox/watch';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('TreeWatch where the system tells nothing of its processes', () => {
  /** A call that takes so long: its limit, where it passed one. */
  const call = (watch: TreeWatch, milliseconds: number, cpuSeconds: number): string | undefined => {
    let passed: string | undefined;
    watch.start({ cpuSeconds, idleSeconds: 0.01 }, (limit) => {
      passed = limit;
    });
    vi.advanceTimersByTime(milliseconds);
    watch.stop();
    return passed;
  };

  test('counts all time as CPU time, also that of a call shorter than its period', () => {
    const watch = new TreeWatch(0, false);
    expect(call(watch, 20, 1)).toBeUndefined();
    expect(watch.cpuSeconds).toBeCloseTo(0.02, 10);
    expect(call(watch, 330, 1)).toBeUndefined();
    expect(watch.cpuSeconds).toBeCloseTo(0.35, 10);
    vi.advanceTimersByTime(5000); // between two calls nothing is watched
    expect(call(watch, 10, 1)).toBeUndefined();
    expect(watch.cpuSeconds).toBeCloseTo(0.36, 10);
    expect(watch.idleSeconds).toBe(0);
  });

  test('ends a call soon after its limit, which is that of CPU time', () => {
    const watch = new TreeWatch(0, false);
    expect(call(watch, 10_000, 0.5)).toBe('cpu');
    const late = new TreeWatch(0, false);
    expect(call(late, 490, 0.5)).toBeUndefined();
    expect(call(new TreeWatch(0, false), 530, 0.5)).toBe('cpu');
  });
});
