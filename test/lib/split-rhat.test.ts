import { randomNormal, setSeed, splitRhat, tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const rhat = (draws: number[][]) => tf.tidy(() => splitRhat(tf.tensor2d(draws)));

describe('splitRhat()', () => {
  // Worked by hand after Gelman et al. (2013), equations 11.3 and 11.4: halves of n = 2, each of variance 1/2; means
  // 1.5, 1.5, 5.5, 5.5 of variance 16/3. So W = 1/2, B/n = 16/3, and R-hat^2 = 1/2 + (16/3) / (1/2) = 67/6.
  test('is what the equations say of two chains that stay apart', () => {
    const [low, high] = [
      [1, 2, 1, 2],
      [5, 6, 5, 6],
    ];
    expect(rhat([low!, high!])).toBeCloseTo(Math.sqrt(67 / 6), 6);
  });

  // Halves (0, 2) and (4, 6): W = 2, means 1 and 5 of variance 8, R-hat^2 = 1/2 + 8/2 = 9/2.
  test('sees a single chain that drifts, and leaves out the middle of an odd number of draws', () => {
    expect(rhat([[0, 2, 4, 6]])).toBeCloseTo(Math.sqrt(4.5), 6);
    expect(rhat([[0, 2, 1e6, 4, 6]])).toBeCloseTo(Math.sqrt(4.5), 6);
  });

  test('is sqrt((n - 1) / n) where all halves have one mean', () => {
    expect(rhat([[-1, 1, 0, 0, -1, 1].flatMap((value) => [value, -value])])).toBeCloseTo(Math.sqrt(5 / 6), 6);
  });

  test('is near 1 for independent draws of one distribution', () => {
    setSeed(1);
    const draws = randomNormal([4, 1000]);
    // The means of 8 halves of 500 draws have a variance near 1/500: R-hat is within 1 / 250 of 1.
    expect(Math.abs(splitRhat(draws) - 1)).toBeLessThan(0.004);
  });

  test('does not change with the unit, the origin, or the order of the chains', () => {
    const value = fc.integer({ min: -50, max: 50 });
    const chains = fc.array(fc.array(value, { minLength: 6, maxLength: 6 }), { minLength: 2, maxLength: 4 });
    const varied = chains.filter((rows) => rows.some((row) => new Set(row.slice(0, 3)).size > 1));
    fc.assert(
      fc.property(varied, (rows) => {
        const moved = rows.map((row) => row.map((entry) => 4 * entry + 16)).reverse();
        expect(rhat(moved)).toBeCloseTo(rhat(rows), 5);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test.each([
    [() => splitRhat([[1, 2, 3, 4]] as never), TypeError, 'float32 tensor of the shape [C, S], got an array'],
    [() => splitRhat(tf.tensor1d([1, 2, 3, 4])), TypeError, 'got [4]'],
    [
      () => splitRhat(tf.tensor2d([[1, 2, 3]])),
      RangeError,
      'draws must hold at least 4 of each chain, got 3',
    ],
    [() => splitRhat(tf.tensor2d([[1, 2, 3, Number.NaN]])), RangeError, 'draws must be finite, got NaN'],
    [() => splitRhat(tf.tensor2d([[1, 1, 2, 2]])), RangeError, 'draws must vary'],
  ])('refuses what it cannot compare (%#)', (compute, kind, message) => {
    expect(compute).toThrow(kind);
    expect(compute).toThrow(message);
  });
});
