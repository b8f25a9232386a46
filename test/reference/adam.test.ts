import { tf } from 'bayes-notebooks';
import { beforeAll, describe, expect, test } from 'vitest';
import oracles from '../oracles.json';
import { adam } from './adam.mjs';
import type { LogDensity } from './leapfrog.mjs';

beforeAll(() => tf.ready());

/** Of different height, place and width in each direction. */
const [places, precisions] = [
  [1, -2, 0.5],
  [1, 100, 0.01],
];
const hill: LogDensity = (position, gradient) => {
  let value = 0;
  position.forEach((x, i) => {
    gradient[i] = -precisions[i]! * (x - places[i]!);
    value -= (precisions[i]! / 2) * (x - places[i]!) ** 2;
  });
  return value;
};
const start = Float64Array.of(3, 0, 0);

describe('adam()', () => {
  test("takes TensorFlow.js's steps up the same hill, to float32", () => {
    const own = adam(hill, start, { steps: 40, rates: [0.05, 0.05] });
    const position = tf.variable(tf.tensor1d([...start]));
    const optimizer = tf.train.adam(0.05, 0.9, 0.999, 1e-8);
    for (let step = 0; step < 40; step++) {
      optimizer.minimize(() =>
        tf.tidy(() => position.sub(places).square().mul(precisions).sum().div(2) as tf.Scalar),
      );
    }
    position.dataSync().forEach((value, i) => {
      expect(own[i]).toBeCloseTo(value, 4);
    });
    optimizer.dispose();
    position.dispose();
  });

  test('takes 70 % of its steps at the first rate, the others at the last', () => {
    const slope: LogDensity = (_, gradient) => {
      gradient[0] = 5; // always the same, so that each step is as long as its rate
      return 0;
    };
    const [end] = adam(slope, Float64Array.of(0), { steps: 10, rates: [0.1, 0.001] });
    expect(end).toBeCloseTo(7 * 0.1 + 3 * 0.001, 8);
  });

  test('comes to the mode of a linear regression, and leaves its start alone', () => {
    const { x, y, posterior_mean } = oracles.exact_linear_regression;
    const logPosterior: LogDensity = ([w = 0, b = 0], gradient) => {
      const residuals = x.map((value, i) => (y[i]! - w * value - b) / 0.25);
      gradient[0] = residuals.reduce((sum, r, i) => sum + r * x[i]!, -w);
      gradient[1] = residuals.reduce((sum, r) => sum + r, -b);
      return 0; // which Adam does not ask for
    };
    const from = Float64Array.of(0, 0);
    adam(logPosterior, from, { steps: 2000, rates: [0.02, 0.002] }).forEach((value, i) => {
      expect(value).toBeCloseTo(posterior_mean[i]!, 8);
    });
    expect([...from]).toEqual([0, 0]);
  });
});
