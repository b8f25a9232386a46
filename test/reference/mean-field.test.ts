import { describe, expect, test } from 'vitest';
import oracles from '../oracles.json';
import type { LogDensity } from './leapfrog.mjs';
import { drawFrom, evidenceLowerBound, meanField } from './mean-field.mjs';
import { randomStream } from './random-stream.mjs';
import { meanOf } from './vector.mjs';

const { x, y, posterior_mean, optimal_mean_field_sd, best_elbo } = oracles.exact_linear_regression;

/** With its constant, so that the bound is that of the evidence. */
const logLikelihood: LogDensity = ([w = 0, b = 0], gradient) => {
  const residuals = x.map((value, i) => y[i]! - w * value - b);
  gradient[0] = residuals.reduce((sum, r, i) => sum + (r * x[i]!) / 0.25, 0);
  gradient[1] = residuals.reduce((sum, r) => sum + r / 0.25, 0);
  return residuals.reduce((sum, r) => sum - (r * r) / 0.5 - Math.log(0.5 * Math.sqrt(2 * Math.PI)), 0);
};

describe('evidenceLowerBound()', () => {
  test('has the best bound as its mean at the best independent normal distributions', () => {
    const bound = evidenceLowerBound(logLikelihood, 1, randomStream(1));
    const best = Float64Array.from([...posterior_mean, ...optimal_mean_field_sd.map(Math.log)]);
    const estimates = Array.from({ length: 20_000 }, () => bound(best, new Float64Array(4)));
    const mean = meanOf(estimates);
    const error = Math.sqrt(meanOf(estimates.map((value) => (value - mean) ** 2)) / estimates.length);
    expect(error).toBeLessThan(0.02);
    expect(Math.abs(mean - best_elbo)).toBeLessThan(4 * error);
  });

  test('has the gradient that central differences have, of the same noise', () => {
    const position = Float64Array.of(0.7, -0.3, -1, -2);
    const at = (moved: Float64Array, gradient = new Float64Array(4)) =>
      evidenceLowerBound(logLikelihood, 0.5, randomStream(3))(moved, gradient);
    const gradient = new Float64Array(4);
    at(position, gradient);
    gradient.forEach((slope, k) => {
      const [plus, minus] = [1e-5, -1e-5].map((h) => at(position.with(k, position[k]! + h)));
      expect(slope).toBeCloseTo((plus! - minus!) / 2e-5, 5);
    });
  });
});

test('meanField() finds the best independent normal distributions of a linear regression', () => {
  const start = { means: Float64Array.of(0, 0), sds: Float64Array.of(0.1, 0.1) };
  const settings = { steps: 20_000, rates: [0.01, 0.0005] as const, random: randomStream(1) };
  const { means, sds } = meanField(logLikelihood, 1, start, settings);
  // at the last rate Adam strays by a hundredth or less
  means.forEach((mean, k) => {
    expect(Math.abs(mean - posterior_mean[k]!)).toBeLessThan(0.02);
    expect(Math.abs(sds[k]! / optimal_mean_field_sd[k]! - 1)).toBeLessThan(0.05);
  });
});

test('drawFrom() draws each parameter from its own normal distribution', () => {
  const [means, sds] = [Float64Array.of(1, -2), Float64Array.of(0.1, 3)];
  const random = randomStream(1);
  const draws = Array.from({ length: 10_000 }, () => drawFrom({ means, sds }, random));
  means.forEach((mean, k) => {
    const z = draws.map((draw) => (draw[k]! - mean) / sds[k]!);
    expect(Math.abs(meanOf(z))).toBeLessThan(4 / Math.sqrt(10_000));
    expect(Math.abs(meanOf(z.map((value) => value ** 2)) - 1)).toBeLessThan(4 * Math.sqrt(2 / 10_000));
  });
});
