import { describe, expect, test } from 'vitest';
import { linearisedPredictions, predictionsOf } from './predictions.mjs';
import { randomStream } from './random-stream.mjs';
import { meanOf } from './vector.mjs';

describe('predictionsOf()', () => {
  test('tells mean and standard deviation at each place, divided by the number of functions', () => {
    const { mean, sd } = predictionsOf([Float64Array.of(1, 5), Float64Array.of(3, 5)]);
    expect([...mean]).toEqual([2, 5]);
    expect([...sd]).toEqual([1, 0]);
  });

  test.each([
    [10, 10],
    [200, 200],
    [400, 200],
    [1000, 200],
  ])('keeps of %i functions %i, spread evenly', (count, kept) => {
    const functions = Array.from({ length: count }, (_, i) => Float64Array.of(i));
    const places = predictionsOf(functions).draws.map(([i = 0]) => i);
    expect(places).toHaveLength(kept);
    for (let i = 1; i < kept; i++) expect(places[i]! - places[i - 1]!).toBe(count / kept);
  });
});

describe('linearisedPredictions()', () => {
  // f(0) = 1 + 3 z0 + 4 z1, f(1) = -1 + 2 z0
  const spread = [Float64Array.of(3, 4), Float64Array.of(2, 0)];
  const { mean, sd, draws } = linearisedPredictions(Float64Array.of(1, -1), spread, randomStream(1));

  test('tells the standard deviation of a linear function of normal numbers', () => {
    expect([...mean]).toEqual([1, -1]);
    expect([...sd]).toEqual([5, 2]);
  });

  test('draws functions, of which the places belong together', () => {
    expect(draws).toHaveLength(200);
    const z = draws.map((f) => [(f[0]! - 1) / 5, (f[1]! + 1) / 2] as const);
    const correlation = (3 * 2) / (5 * 2);
    // four standard errors, see hmc.test.ts
    const expectMean = (values: number[], exact: number, variance: number) =>
      expect(Math.abs(meanOf(values) - exact)).toBeLessThan(4 * Math.sqrt(variance / 200));
    for (const k of [0, 1] as const) {
      expectMean(
        z.map((pair) => pair[k]),
        0,
        1,
      );
      expectMean(
        z.map((pair) => pair[k] ** 2),
        1,
        2,
      );
    }
    expectMean(
      z.map(([a, b]) => a * b),
      correlation,
      1 + correlation ** 2,
    );
  });
});
