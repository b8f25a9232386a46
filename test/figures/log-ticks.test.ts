import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logTicks } from '../../lib/figures/log-ticks';

test.each([
  [0.0005, 20, [0.001, 0.01, 0.1, 1, 10]],
  [0.009, 0.3, [0.01, 0.02, 0.05, 0.1, 0.2]],
  [0.021, 0.055, [0.03, 0.04, 0.05]],
  [0.021, 0.045, [0.025, 0.03, 0.04]],
])('logTicks(%d, %d) is as coarse as it can be with three ticks', (low, high, ticks) => {
  expect(logTicks(low, high)).toEqual(ticks);
});

test('logTicks() has two ticks or more in any range of a factor 1.5, all inside it and in ascending order', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -6, max: 6, noNaN: true }),
      fc.double({ min: 1.51, max: 1e4, noNaN: true }),
      (power, factor) => {
        const low = 10 ** power;
        const ticks = logTicks(low, low * factor);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThan(20);
        expect(
          ticks.every((tick, i) => tick >= low && tick <= low * factor && tick > (ticks[i - 1] ?? 0)),
        ).toBe(true);
      },
    ),
    { seed: 1, numRuns: 500 },
  );
});
