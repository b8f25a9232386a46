import { describe, expect, test } from 'vitest';
import { gap } from './gap-network.mjs';
import type { LogDensity } from './leapfrog.mjs';
import { gapLogPosterior, mapFit } from './map-fit.mjs';
import { randomStream } from './random-stream.mjs';
import { dot } from './vector.mjs';

/** One observation of each parameter, 1 with noise of variance 4: the prior N(0, 4) halves it. */
const observed: LogDensity = (parameters, gradient) => {
  gradient.set(parameters.map((value) => (1 - value) / 4));
  return -parameters.reduce((sum, value) => sum + (1 - value) ** 2, 0) / 8;
};

describe('gapLogPosterior()', () => {
  test('adds to value and gradient those of N(0, 2^2)', () => {
    const gradient = new Float64Array(gap.parameters);
    const value = gapLogPosterior(observed)(new Float64Array(gap.parameters).fill(3), gradient);
    expect(value).toBeCloseTo(-gap.parameters * (4 / 8 + 9 / 8), 10);
    for (const slope of gradient) expect(slope).toBeCloseTo(-2 / 4 - 3 / 4, 12);
  });
});

describe('mapFit()', () => {
  test('finds the most probable parameters from any start', () => {
    for (const value of mapFit(observed, randomStream(1))) expect(value).toBeCloseTo(0.5, 6);
  });

  test('starts from N(0, startSd^2)', () => {
    const start = mapFit(observed, randomStream(1), { steps: 0, startSd: 3 });
    // the mean square of 151 normal numbers, within four standard errors
    expect(Math.abs(dot(start, start) / 151 / 9 - 1)).toBeLessThan(4 * Math.sqrt(2 / 151));
  });
});
