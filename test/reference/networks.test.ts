import { tf } from 'bayes-notebooks';
import { beforeAll, describe, expect, test } from 'vitest';
import { gap, gapFunction, gapLogLikelihood, gapPoints } from './gap-network.mjs';
import { irisFlowers } from './iris-flowers.mjs';
import { irisLogLikelihood, irisNetwork, irisParameters } from './iris-network.mjs';
import type { LogDensity } from './leapfrog.mjs';
import { randomStream } from './random-stream.mjs';
import {
  regression,
  regressionFunction,
  regressionLogLikelihood,
  sinePoints,
} from './regression-network.mjs';

beforeAll(() => tf.ready());

const points = sinePoints(1);
const flowers = irisFlowers().test.slice(0, 12); // of all three species

const column = (values: Float64Array) => tf.tensor2d([...values], [values.length, 1]);

/** The same nets in TensorFlow.js, from a vector in the reference's order; each gives its log likelihood. */
const sineByTensorFlow = (parameters: tf.Tensor1D): tf.Scalar => {
  const part = (k: number, n: number) => parameters.slice(k * 100, n);
  const x = column(points.x);
  const hidden = tf.relu(x.matMul(part(0, 100).reshape([1, 100])).add(part(1, 100))); // [500, 100]
  const f = hidden.matMul(part(2, 100).reshape([100, 1])).add(part(3, 1)); // [500, 1]
  return column(points.y)
    .sub(f)
    .square()
    .sum()
    .mul(-0.5 / 0.1 ** 2) as tf.Scalar;
};
const gapByTensorFlow = (parameters: tf.Tensor1D): tf.Scalar => {
  const part = (k: number, n: number) => parameters.slice(k * 50, n);
  const { x, y } = gapPoints(1);
  const hidden = tf.tanh(
    column(x)
      .matMul(part(0, 50).reshape([1, 50]))
      .add(part(1, 50)),
  ); // [100, 50]
  const f = hidden
    .matMul(part(2, 50).reshape([50, 1]))
    .div(Math.sqrt(50))
    .add(part(3, 1)); // [100, 1]
  return column(y)
    .sub(f)
    .square()
    .sum()
    .mul(-0.5 / 0.1 ** 2) as tf.Scalar;
};
const irisLogits = (parameters: tf.Tensor1D): tf.Tensor2D => {
  const x = tf.tensor2d(flowers.map(({ features }) => Array.from(features))); // [12, 4]
  const first = parameters.slice(0, 500).reshape([100, 5]);
  const second = parameters.slice(500).reshape([3, 101]);
  const dense = (inputs: tf.Tensor2D, rows: tf.Tensor) => {
    const count = rows.shape[1]! - 1;
    const weights = rows.slice([0, 0], [-1, count]).transpose() as tf.Tensor2D;
    return inputs.matMul(weights).add(rows.slice([0, count]).squeeze([1])) as tf.Tensor2D;
  };
  return dense(tf.relu(dense(x, first)), second); // [12, 3]
};
const irisByTensorFlow = (parameters: tf.Tensor1D): tf.Scalar =>
  tf
    .logSoftmax(irisLogits(parameters))
    .mul(
      tf.oneHot(
        tf.tensor1d(
          flowers.map(({ species }) => species),
          'int32',
        ),
        3,
      ),
    )
    .sum();

const networks = [
  {
    name: 'regressionLogLikelihood()',
    own: regressionLogLikelihood(points),
    byTensorFlow: sineByTensorFlow,
    count: regression.parameters,
  },
  {
    name: 'irisLogLikelihood()',
    own: irisLogLikelihood(flowers),
    byTensorFlow: irisByTensorFlow,
    count: irisParameters,
  },
  {
    name: 'gapLogLikelihood()',
    own: gapLogLikelihood(gapPoints(1)),
    byTensorFlow: gapByTensorFlow,
    count: gap.parameters,
  },
];

const parametersOf = (count: number, sd: number) => {
  const { normal } = randomStream(7);
  return new Float64Array(count).map(() => sd * normal());
};

function valueAndGradient(logDensity: LogDensity, parameters: Float64Array) {
  const gradient = new Float64Array(parameters.length);
  return { value: logDensity(parameters, gradient), gradient };
}

const greatest = (values: Iterable<number>) => Math.max(...Array.from(values, Math.abs));

describe.each(networks)('$name', ({ own, byTensorFlow, count }) => {
  const parameters = parametersOf(count, 0.5);
  const { value, gradient } = valueAndGradient(own, parameters);

  test('has the gradient that central differences have, for each parameter', () => {
    const h = 5e-7; // so short that next to no flower or point crosses a kink of the ReLU
    const unused = new Float64Array(count);
    const differences = gradient.map((_, k) => {
      const [plus, minus] = [h, -h].map((d) => own(parameters.with(k, parameters[k]! + d), unused));
      return (plus! - minus!) / (2 * h);
    });
    // rounding: values of up to |value| are right to some 100 * 1e-16, differences of them are divided by 2 h
    const rounding = (1e-14 * Math.abs(value)) / h;
    const errors = gradient.map((slope, k) => slope - differences[k]!);
    expect(greatest(gradient)).toBeGreaterThan(100 * rounding);
    expect(greatest(errors)).toBeLessThan(rounding + 1e-6 * greatest(gradient));
  });

  test("has TensorFlow.js's value and gradient of the same loss, to float32", () => {
    tf.tidy(() => {
      const there = tf.valueAndGrad((p) => byTensorFlow(p as tf.Tensor1D))(
        tf.tensor1d(Float32Array.from(parameters)),
      );
      expect(Math.abs((there.value.arraySync() as number) / value - 1)).toBeLessThan(1e-5);
      const errors = Array.from(there.grad.dataSync(), (slope, k) => slope - gradient[k]!);
      expect(greatest(errors) / greatest(gradient)).toBeLessThan(1e-5);
    });
  });
});

describe('regressionFunction()', () => {
  const { parameters: count, hidden } = regression;
  /** Two hidden units, the second of which has no weight: 2 relu(3 x + 1) + 4 relu(0 x + 0.5) - 5. */
  const two = new Float64Array(count);
  [3, 0].forEach((weight, j) => {
    two.set([weight], j);
    two.set([[1, 0.5][j]!], hidden + j);
    two.set([[2, 4][j]!], 2 * hidden + j);
  });
  two.set([-5], 3 * hidden);

  test('is the formula of the network', () => {
    expect([...regressionFunction(two, Float64Array.of(-4, 0, 6))]).toEqual([-3, -1, 35]);
  });

  test.each([
    ['drawn parameters', parametersOf(count, 0.5)],
    ['two hidden units, one without weight', two],
  ])('is the function that the likelihood judges, of %s', (_, parameters) => {
    const f = regressionFunction(parameters, points.x);
    const direct = -f.reduce((sum, value, i) => sum + (points.y[i]! - value) ** 2, 0) / (2 * 0.1 ** 2);
    expect(valueAndGradient(regressionLogLikelihood(points), parameters).value / direct).toBeCloseTo(1, 10);
  });
});

describe('gapFunction()', () => {
  test('is the formula of the network', () => {
    // two of its hidden units: -1 + (3 tanh(2 x + 1) + 4 tanh(0.5)) / sqrt(50)
    const two = new Float64Array(gap.parameters);
    for (const [i, value] of [
      [0, 2],
      [50, 1],
      [51, 0.5],
      [100, 3],
      [101, 4],
      [150, -1],
    ] as const)
      two[i] = value;
    const exact = (x: number) => -1 + (3 * Math.tanh(2 * x + 1) + 4 * Math.tanh(0.5)) / Math.sqrt(50);
    const x = Float64Array.of(-4, 0, 6);
    gapFunction(two, x).forEach((value, i) => {
      expect(value).toBeCloseTo(exact(x[i]!), 14);
    });
  });

  test('is the function that the likelihood judges', () => {
    const parameters = parametersOf(gap.parameters, 1);
    const { x, y } = gapPoints(1);
    const f = gapFunction(parameters, x);
    const direct = -f.reduce((sum, value, i) => sum + (y[i]! - value) ** 2, 0) / (2 * 0.1 ** 2);
    expect(valueAndGradient(gapLogLikelihood({ x, y }), parameters).value / direct).toBeCloseTo(1, 10);
  });
});

test("irisNetwork() gives TensorFlow.js's probabilities", () => {
  const parameters = parametersOf(irisParameters, 0.3);
  const { forward } = irisNetwork();
  const there = tf.tidy(() =>
    tf.softmax(irisLogits(tf.tensor1d(Float32Array.from(parameters)))).arraySync(),
  ) as number[][];
  flowers.forEach(({ features }, i) => {
    forward(parameters, features).forEach((p, c) => {
      expect(p).toBeCloseTo(there[i]![c]!, 5);
    });
  });
});

test('sinePoints() are 500 points on [-3, 3] with noise of standard deviation 0.1 around the sine', () => {
  expect([points.x.length, points.x[0], points.x[499]]).toEqual([500, -3, 3]);
  expect(points.x[1]! - points.x[0]!).toBeCloseTo(6 / 499, 12);
  const variance = points.y.reduce((sum, y, i) => sum + (y - Math.sin(points.x[i]!)) ** 2, 0) / 500;
  expect(Math.abs(variance / 0.01 - 1)).toBeLessThan(4 * Math.sqrt(2 / 500)); // four standard errors
  expect(sinePoints(1)).toEqual(points);
  expect(sinePoints(2).y).not.toEqual(points.y);
});

test.each([100, 1000])('gapPoints() are %i points on [-3, -1] and [1, 3], with the same noise', (count) => {
  const { x, y } = gapPoints(1, count);
  const half = count / 2;
  expect([x.length, x[0], x[half - 1], x[half], x[count - 1]]).toEqual([count, -3, -1, 1, 3]);
  expect(x[1]! - x[0]!).toBeCloseTo(2 / (half - 1), 12);
  const variance = y.reduce((sum, value, i) => sum + (value - Math.sin(x[i]!)) ** 2, 0) / count;
  expect(Math.abs(variance / 0.01 - 1)).toBeLessThan(4 * Math.sqrt(2 / count)); // four standard errors
  expect(gapPoints(1, count)).toEqual({ x, y });
  expect(gapPoints(2, count).y).not.toEqual(y);
});
