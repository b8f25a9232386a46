import { describe, expect, test } from 'vitest';
import { gapPoints } from './gap-network.mjs';
import { gapPosterior } from './gap-posterior.mjs';

describe('gapPosterior()', () => {
  const { numbersOf, statisticsOf, parameters } = gapPosterior(1);
  const places = [-4, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 4];
  const x = [...gapPoints(1).x, ...places];

  test('tells the spread in the data, and spread and mean at places in and outside them', () => {
    const mean = x.map(Math.sin);
    const squares = x.map((value, i) => mean[i]! ** 2 + (value / 100) ** 2);
    const numbers = numbersOf(Float64Array.from([...mean, ...squares]));
    expect(numbers['mean sd in the data']).toBeCloseTo(0.02, 12); // the mean of |x| over the two stretches is 2
    for (const place of places) {
      expect(numbers[`sd at ${place}`]).toBeCloseTo(Math.abs(place) / 100, 7);
      expect(numbers[`mean at ${place}`]).toBe(Math.sin(place));
    }
  });

  test('takes from a draw its function and the square of it', () => {
    const one = new Float64Array(parameters).with(150, 0.5); // the function is its bias
    expect(statisticsOf(one)).toEqual(Float64Array.from([...x.map(() => 0.5), ...x.map(() => 0.25)]));
  });
});
