import { describe, expect, test } from 'vitest';
import { sinePoints } from './regression-network.mjs';
import { sinePosterior } from './sine-posterior.mjs';

describe('sinePosterior()', () => {
  const { numbersOf, statisticsOf, parameters } = sinePosterior(1);
  const x = [...sinePoints(1).x, -4, -3.4, -2, 0, 2, 3.4, 4, 6];

  /** What the numbers are of functions of this mean, and this standard deviation everywhere. */
  const numbersAround = (mean: (x: number) => number, sd: (x: number) => number) =>
    numbersOf(Float64Array.from([...x.map(mean), ...x.map((value) => mean(value) ** 2 + sd(value) ** 2)]));

  test('tells the spread in the data and at places in and outside them', () => {
    const numbers = numbersAround(Math.sin, (value) => Math.abs(value) / 100);
    expect(numbers['mean sd in the data']).toBeCloseTo(0.015, 4); // the mean of |x| on [-3, 3] is 1.5
    const places = [-4, -3.4, -2, 0, 2, 3.4, 4, 6];
    for (const place of places) expect(numbers[`sd at ${place}`]).toBeCloseTo(Math.abs(place) / 100, 7);
  });

  test('measures the mean function by its distance from the sine', () => {
    const off = numbersAround(
      (value) => Math.sin(value) + 0.031,
      () => 0.01,
    );
    expect(off['RMSE to the sine']).toBeCloseTo(0.031, 10);
    expect(off['sine inside 3 sd']).toBe(0);
    expect(
      numbersAround(
        (value) => Math.sin(value) + 0.029,
        () => 0.01,
      )['sine inside 3 sd'],
    ).toBe(1);
  });

  test('adds the noise to the predictive interval, and to it alone', () => {
    const numbers = numbersAround(Math.sin, () => 0.05);
    // shares of 500 normal numbers inside 0.15 / 0.1 and 1.96 * sqrt(0.05^2 + 0.1^2) / 0.1 = 2.191; four standard errors
    const share = (name: string, exact: number) =>
      expect(Math.abs(numbers[name]! - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 500));
    share('observations inside 3 sd', 0.8664);
    share('observations inside the predictive 95 %', 0.9716);
  });

  test('takes from a draw its function and the square of it', () => {
    const one = new Float64Array(parameters).fill(0).with(300, 0.5); // the function is its bias
    expect(statisticsOf(one)).toEqual(Float64Array.from([...x.map(() => 0.5), ...x.map(() => 0.25)]));
  });
});
