import { sampleGaussian, setSeed, tf } from 'bayes-notebooks';
import { describe, expect, test } from 'vitest';
import oracles from '../oracles.json';

/** The draws' covariance in float64, around the mean that they are drawn with, which is 0. */
function covarianceOf(draws: tf.Tensor2D): number[][] {
  const rows = draws.arraySync();
  const size = rows[0]!.length;
  return Array.from({ length: size }, (_, i) =>
    Array.from(
      { length: size },
      (__, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0) / rows.length,
    ),
  );
}

describe('sampleGaussian()', () => {
  // The posterior of the first lecture's linear regression: precision I + X^T X / 0.25 with rows (x, 1) of X.
  test('draws from the posterior of a linear regression, as the oracle has it', () => {
    setSeed(3);
    const { x, posterior_sd, correlation } = oracles.exact_linear_regression;
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0) / 0.25;
    const cross = sum(x);
    const precision = tf.tensor2d([
      [1 + sum(x.map((value) => value * value)), cross],
      [cross, 1 + 4 / 0.25],
    ]);
    const S = 20_000;
    const [[ww, wb], [, bb]] = covarianceOf(sampleGaussian(precision, { numSamples: S })) as [
      [number, number],
      [number, number],
    ];
    // A variance of S draws is known to sqrt(2 / S) of itself, a correlation to (1 - r^2) / sqrt(S): four of these.
    const [slope, intercept] = posterior_sd as [number, number];
    expect(Math.abs(ww / slope ** 2 - 1)).toBeLessThan(4 * Math.sqrt(2 / S));
    expect(Math.abs(bb / intercept ** 2 - 1)).toBeLessThan(4 * Math.sqrt(2 / S));
    const r = wb / Math.sqrt(ww * bb);
    expect(Math.abs(r - correlation)).toBeLessThan((4 * (1 - correlation ** 2)) / Math.sqrt(S));
  });

  // N(0, I) through the root of a precision whose inverse is known in closed form: for the chain of differences
  // tridiag(-1, 2, -1) of size n the inverse's entry (i, j) is min(i, j) (n + 1 - max(i, j)) / (n + 1).
  test('has the inverse of a matrix of second differences as its covariance', () => {
    setSeed(4);
    const n = 6;
    const entry = (i: number, j: number) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0);
    const indices = Array.from({ length: n }, (_, i) => i);
    const precision = tf.tensor2d(indices.map((i) => indices.map((j) => entry(i, j))));
    const S = 20_000;
    const covariance = covarianceOf(sampleGaussian(precision, { numSamples: S }));
    const exact = (i: number, j: number) => ((Math.min(i, j) + 1) * (n - Math.max(i, j))) / (n + 1);
    for (const i of indices)
      for (const j of indices) {
        // the variance of a product of two normals is c_ii c_jj + c_ij^2
        const error = Math.sqrt((exact(i, i) * exact(j, j) + exact(i, j) ** 2) / S);
        expect(Math.abs(covariance[i]![j]! - exact(i, j))).toBeLessThan(5 * error);
      }
  });

  test('repeats with the seed, draws 100 by default, and leaves no tensor but its own', () => {
    const precision = tf.eye(3);
    const draw = () => {
      setSeed(5);
      return sampleGaussian(precision);
    };
    const before = tf.memory().numTensors;
    const first = draw();
    expect(tf.memory().numTensors).toBe(before + 1);
    expect(first.shape).toEqual([100, 3]);
    expect(draw().arraySync()).toEqual(first.arraySync());
  });

  test.each([
    [
      () => sampleGaussian(tf.ones([2, 3])),
      TypeError,
      'precision must be a float32 tensor of the shape [P, 2]',
    ],
    [() => sampleGaussian(tf.tensor1d([1])), TypeError, 'of the shape [P, P], got [1]'],
    [() => sampleGaussian(tf.tensor2d([[1, 2], [2, 1]])), RangeError, 'precision must be positive definite'], // biome-ignore format: a row each
    [() => sampleGaussian(tf.tensor2d([[1, 0.5], [0, 1]])), RangeError, 'precision must be symmetric, got entries 0.5 apart'], // biome-ignore format: a row each
    [() => sampleGaussian(tf.tensor2d([[Number.NaN]])), RangeError, 'precision must be finite, got NaN'],
    [
      () => sampleGaussian(tf.eye(2), { numSamples: 0 }),
      RangeError,
      'numSamples must be an integer of at least 1, got 0',
    ],
  ])('refuses what is no precision (%#)', (draw, kind, message) => {
    expect(draw).toThrow(kind);
    expect(draw).toThrow(`Cannot sample the Gaussian: `);
    expect(draw).toThrow(message);
  });
});
