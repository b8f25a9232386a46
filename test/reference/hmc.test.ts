import { describe, expect, test } from 'vitest';
import oracles from '../oracles.json';
import { effectiveSampleSize } from './effective-sample-size';
import { inOwnUnit, withGaussianPrior } from './gaussian-prior.mjs';
import { type HmcOptions, hmc } from './hmc.mjs';
import type { LogDensity } from './leapfrog.mjs';
import { randomStream } from './random-stream.mjs';
import { meanOf } from './vector.mjs';

/** A step size so long that without the right acceptance the variances would be wrong by a fifth and more. */
const settings = { draws: 4000, burnIn: 500, acceptance: 0.6 };

/** The draws of each of two quantities. */
function drawsOf(logDensity: LogDensity, options: Partial<HmcOptions>, scale = 1): [number[], number[]] {
  const draws: [number[], number[]] = [[], []];
  const all = { ...settings, random: randomStream(1), ...options };
  for (const { index, position } of hmc(logDensity, Float64Array.of(3, -3), all)) {
    if (index < 0) continue;
    inOwnUnit(position, scale).forEach((value, k) => {
      draws[k]?.push(value);
    });
  }
  return draws;
}

/**
 * Compares a chain with a Gaussian. The mean of z = (x - mean) / sd over a chain has the standard error 1 / sqrt(n),
 * that of z^2 sqrt(2 / n), that of a product of two sqrt((1 + correlation^2) / n), with the effective number n of
 * draws of that very quantity; four of them are missed once in 16,000 seeds.
 */
function expectGaussian(
  draws: [number[], number[]],
  mean: number[],
  sd: number[],
  correlation: number,
): void {
  const [a, b] = draws.map((xs, k) => xs.map((x) => (x - mean[k]!) / sd[k]!)) as [number[], number[]];
  const quantities = [
    { values: a, is: 0, variance: 1 },
    { values: b, is: 0, variance: 1 },
    { values: a.map((z) => z * z), is: 1, variance: 2 },
    { values: b.map((z) => z * z), is: 1, variance: 2 },
    { values: a.map((z, i) => z * b[i]!), is: correlation, variance: 1 + correlation ** 2 },
  ];
  for (const { values, is, variance } of quantities) {
    const n = effectiveSampleSize(values);
    expect(n).toBeGreaterThan(500); // else the comparison would say little
    expect(Math.abs(meanOf(values) - is)).toBeLessThan(4 * Math.sqrt(variance / n));
  }
}

describe('hmc() draws from', () => {
  test('a correlated Gaussian', () => {
    const [mean, sd, correlation] = [[1, -2], [0.5, 2], 0.9];
    const gaussian: LogDensity = (position, gradient) => {
      const [a = 0, b = 0] = position.map((x, k) => (x - mean[k]!) / sd[k]!);
      const determinant = 1 - correlation ** 2;
      gradient.set([
        (correlation * b - a) / determinant / sd[0]!,
        (correlation * a - b) / determinant / sd[1]!,
      ]);
      return -(a * a - 2 * correlation * a * b + b * b) / (2 * determinant);
    };
    expectGaussian(drawsOf(gaussian, { time: 2 }), mean, sd, correlation);
  });

  const { x, y, posterior_mean, posterior_sd, correlation } = oracles.exact_linear_regression;

  test.each([1, 0.25])('the exact posterior of a linear regression, in units of a prior sd of %d', (unit) => {
    // with a prior N(0, unit^2), the likelihood is given what is missing to N(0, 1)
    const missing = unit ** -2 - 1;
    const logLikelihood: LogDensity = ([w = 0, b = 0], gradient) => {
      const residuals = x.map((value, i) => y[i]! - w * value - b);
      const slope = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / 0.25;
      gradient.set([slope(residuals.map((r, i) => r * x[i]!)) + missing * w, slope(residuals) + missing * b]);
      return -slope(residuals.map((r) => (r * r) / 2)) + (missing * (w * w + b * b)) / 2;
    };
    const draws = drawsOf(withGaussianPrior(logLikelihood, unit), {}, unit);
    expectGaussian(draws, posterior_mean, posterior_sd, correlation);
  });
});

describe('hmc()', () => {
  const standardNormal: LogDensity = (position, gradient) => {
    gradient.set(position.map((x) => -x));
    return -position.reduce((sum, x) => sum + x * x, 0) / 2;
  };
  const transitions = (options: Partial<HmcOptions>) => [
    ...hmc(standardNormal, new Float64Array(20), {
      draws: 300,
      burnIn: 500,
      random: randomStream(1),
      ...options,
    }),
  ];

  test.each([1e-3, 0.01, 10])(
    'finds the step size that is accepted 0.8 of the time, from %d',
    (firstStepSize) => {
      const kept = transitions({ firstStepSize }).filter(({ index }) => index >= 0);
      const probabilities = kept.map(({ probability }) => probability);
      expect(new Set(kept.map(({ stepSize }) => stepSize)).size).toBe(1);
      expect(Math.abs(meanOf(probabilities) - 0.8)).toBeLessThan(0.1);
    },
  );

  test('numbers its draws from 0, after a burn-in of negative numbers', () => {
    const indices = transitions({ draws: 3, burnIn: 2 }).map(({ index }) => index);
    expect(indices).toEqual([-2, -1, 0, 1, 2]);
  });

  test('repeats its draws with the same seed, and makes others with another', () => {
    const last = (seed: number, stream = 0) =>
      transitions({ random: randomStream(seed, stream) }).at(-1)?.position;
    expect(last(1)).toEqual(last(1));
    expect(last(1)).not.toEqual(last(2));
    expect(last(1)).not.toEqual(last(1, 1));
  });

  test('stays where it is when a trajectory runs off to infinity', () => {
    const cliff: LogDensity = ([x = 0], gradient) => {
      gradient[0] = x > 1 ? Number.NaN : -x;
      return x > 1 ? Number.NaN : -(x * x) / 2;
    };
    for (const { position } of hmc(cliff, Float64Array.of(0), {
      draws: 200,
      burnIn: 50,
      random: randomStream(1),
    })) {
      expect(position[0]).toBeLessThanOrEqual(1);
    }
  });
});
