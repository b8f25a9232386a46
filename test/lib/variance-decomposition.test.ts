import { BayesLinear, predictive, setSeed, tf, varianceDecomposition } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { relativeError } from './relative-error';
import { regression } from './uncertainty.json';

const parts = (draws: number[][], noiseSd: number | tf.Tensor) =>
  tf.tidy(() => {
    const { total, aleatoric, epistemic } = varianceDecomposition(tf.tensor2d(draws), noiseSd);
    return { total: total.arraySync(), aleatoric: aleatoric.arraySync(), epistemic: epistemic.arraySync() };
  });

describe('varianceDecomposition()', () => {
  test.each(['total', 'aleatoric', 'epistemic'] as const)(
    'has the %s variance that NumPy computes',
    (part) => {
      const got = parts(regression.draws, tf.tensor2d(regression.noiseSd))[part];
      expect(got).toHaveLength(4);
      got.forEach((value, n) => expect(relativeError(value, regression[part][n]!)).toBeLessThan(2e-6));
    },
  );

  const numbers = fc.float({ min: -100, max: 100, noNaN: true });
  const noises = fc.float({ min: 0, max: 100, noNaN: true });

  test('total is aleatoric + epistemic, the variance of the mixture, for any draws', () => {
    const pairs = fc.array(fc.tuple(numbers, noises), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(pairs, (draws) => {
        const S = draws.length;
        const { total, aleatoric, epistemic } = parts(
          draws.map(([f]) => [f]),
          tf.tensor2d(draws.map(([, sd]) => [sd])),
        );
        // Half the mean squared difference of two independent copies of y, in float64: it needs no mean.
        const between = draws.reduce((sum, [f]) => sum + draws.reduce((s, [g]) => s + (f - g) ** 2, 0), 0);
        const within = draws.reduce((sum, [, sd]) => sum + sd ** 2, 0) / S;
        const wanted = within + between / (2 * S * S);
        expect(Math.abs(total[0]! - wanted)).toBeLessThanOrEqual(1e-5 * wanted + 1e-30);
        expect(Math.abs(aleatoric[0]! + epistemic[0]! - wanted)).toBeLessThanOrEqual(1e-5 * wanted + 1e-30);
        expect(epistemic[0]).toBeGreaterThanOrEqual(0);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test('epistemic is 0 exactly where all draws agree', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 50 }), noises, (f, S, sd) => {
        const draws = Array.from({ length: S }, () => [f]);
        const { total, aleatoric, epistemic } = parts(draws, sd);
        expect(epistemic).toEqual([0]);
        expect(total).toEqual(aleatoric);
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  test('keeps its digits far from 0', () => {
    expect(parts([[10_000], [10_001], [10_002]], 0).epistemic[0]).toBeCloseTo(2 / 3, 6);
  });

  test('takes the noise as a number, a scalar, one for each input or one for each draw', () => {
    const draws = [
      [1, 5],
      [3, 5],
    ];
    expect(parts(draws, 0.5)).toEqual({ total: [1.25, 0.25], aleatoric: [0.25, 0.25], epistemic: [1, 0] });
    expect(parts(draws, tf.scalar(0.5))).toEqual(parts(draws, 0.5));
    expect(parts(draws, tf.tensor1d([0.5, 2])).aleatoric).toEqual([0.25, 4]);
    expect(parts(draws, tf.tensor2d([1, 2, 3, 0], [2, 2])).aleatoric).toEqual([5, 2]);
  });

  test('has the variance of a layer in closed form, from what predictive() gives', () => {
    // f(x) = w x + b with w ~ N(2, 0.3^2), b ~ N(-1, 0.4^2): epistemic 0.09 x^2 + 0.16.
    setSeed(8);
    const layer = new BayesLinear({ units: 1, inputDim: 1 });
    const log = Math.log;
    layer.setWeights([
      tf.tensor2d([[2]]),
      tf.tensor2d([[log(0.3)]]),
      tf.tensor1d([-1]),
      tf.tensor1d([log(0.4)]),
    ]);
    const S = 4000;
    const at = [-3, 0, 3];
    const draws = predictive(tf.sequential({ layers: [layer] }), tf.tensor2d(at, [3, 1]), { numSamples: S });
    const before = tf.memory().numTensors;
    const { total, aleatoric, epistemic } = varianceDecomposition(draws, 0.1);
    expect(tf.memory().numTensors).toBe(before + 3);
    const [totals, variances] = [total.arraySync(), epistemic.arraySync()];
    at.forEach((x, n) => {
      const wanted = 0.09 * x * x + 0.16;
      // four standard errors of a variance, wanted * sqrt(2 / S)
      expect(Math.abs(variances[n]! - wanted)).toBeLessThan(4 * wanted * Math.sqrt(2 / S));
      expect(totals[n]! - variances[n]!).toBeCloseTo(0.01, 6);
    });
    expect(aleatoric.arraySync()).toEqual(at.map(() => Math.fround(Math.fround(0.1) ** 2)));
  });

  test('refuses other shapes and kinds', () => {
    const refused = (got: string) =>
      new TypeError(
        `Cannot decompose the variance: draws must be a float32 tensor of the shape [S, N] or [S, N, 1], got ${got}`,
      );
    expect(() => varianceDecomposition(tf.ones([3]), 1)).toThrow(refused('[3]'));
    expect(() => varianceDecomposition(tf.ones([3, 2, 2]), 1)).toThrow(refused('[3,2,2]'));
    expect(() => varianceDecomposition([[1]] as unknown as tf.Tensor, 1)).toThrow(refused('an array'));
    expect(() => varianceDecomposition(tf.zeros([0, 4]), 1)).toThrow(
      new RangeError('Cannot decompose the variance: draws must not be empty, got the shape [0,4]'),
    );
    expect(() => varianceDecomposition(tf.ones([3, 2]), tf.ones([3]))).toThrow(
      new TypeError(
        'Cannot decompose the variance: noiseSd must be a float32 tensor of the shape [] or [2] or [3, 2], got [3]',
      ),
    );
  });

  test.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a noise of %s', (noiseSd) => {
    const error = new RangeError(
      `Cannot decompose the variance: noiseSd must be at least 0 and finite, got ${noiseSd}`,
    );
    expect(() => varianceDecomposition(tf.ones([3, 2]), noiseSd)).toThrow(error);
    expect(() => varianceDecomposition(tf.ones([3, 2]), tf.tensor1d([1, noiseSd]))).toThrow(RangeError);
  });
});
