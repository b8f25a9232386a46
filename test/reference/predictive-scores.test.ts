import { describe, expect, test } from 'vitest';
import { coverage, logScore } from './predictive-scores.mjs';
import { randomStream } from './random-stream.mjs';

const logNormal = (residual: number, sd: number) =>
  -((residual / sd) ** 2) / 2 - Math.log(sd * Math.sqrt(2 * Math.PI));

describe('logScore()', () => {
  test('is the log density of the observation where there is one draw', () => {
    expect(logScore([Float64Array.of(0.3)], Float64Array.of(0.5), 0.1)).toBeCloseTo(logNormal(0.2, 0.1), 12);
  });

  test('is the logarithm of the mean density, then the mean over the observations', () => {
    const draws = [Float64Array.of(0, 1), Float64Array.of(0.2, 1)];
    const first = Math.log((Math.exp(logNormal(0.1, 0.1)) + Math.exp(logNormal(-0.1, 0.1))) / 2);
    const second = Math.log((Math.exp(logNormal(0.05, 0.1)) + Math.exp(logNormal(0.05, 0.1))) / 2);
    expect(logScore(draws, Float64Array.of(0.1, 1.05), 0.1)).toBeCloseTo((first + second) / 2, 12);
  });

  test('does not lose an observation that is 60 standard deviations away from every draw', () => {
    const draws = [Float64Array.of(0), Float64Array.of(-5)];
    expect(logScore(draws, Float64Array.of(6), 0.1)).toBeCloseTo(logNormal(6, 0.1) - Math.log(2), 8);
  });

  test('comes to the density of N(mean, sd^2 + noise^2) with many draws of N(mean, sd^2)', () => {
    const { normal } = randomStream(1);
    const draws = Array.from({ length: 40_000 }, () => Float64Array.of(1 + 0.3 * normal()));
    for (const y of [1, 1.5]) {
      // the density N(y; f, 0.1^2) of a draw has the relative variance r - 1, with r from E N^2 / (E N)^2
      const square =
        Math.exp(logNormal(y - 1, Math.hypot(0.3, 0.1 / Math.SQRT2))) / (0.1 * Math.sqrt(4 * Math.PI));
      const exact = logNormal(y - 1, Math.hypot(0.3, 0.1));
      const error = Math.sqrt((square / Math.exp(2 * exact) - 1) / draws.length);
      expect(Math.abs(logScore(draws, Float64Array.of(y), 0.1) - exact)).toBeLessThan(4 * error);
    }
  });
});

describe('coverage()', () => {
  test.each([0.5, 0.9] as const)('is %d of observations that are as the band says', (level) => {
    const { normal } = randomStream(1);
    const n = 20_000;
    const band = { mean: new Float64Array(n).fill(2), sd: new Float64Array(n).fill(0.3) };
    const y = band.mean.map((mean) => mean + 0.5 * normal()); // 0.3^2 + 0.4^2 = 0.5^2
    const error = Math.sqrt((level * (1 - level)) / n);
    expect(Math.abs(coverage(band, y, 0.4, level) - level)).toBeLessThan(4 * error);
  });

  test.each([
    [0.5, 0.674, 0.675],
    [0.9, 1.644, 1.645],
  ] as const)('of %d ends between %d and %d standard deviations, on both sides', (level, inside, outside) => {
    const band = { mean: new Float64Array(4), sd: new Float64Array(4) };
    expect(coverage(band, Float64Array.of(inside, -inside, outside, -outside), 1, level)).toBe(0.5);
  });
});
