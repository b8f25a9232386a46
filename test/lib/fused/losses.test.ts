import * as tfjs from '@tensorflow/tfjs';
import { tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distance, scattered } from './agreement';

const isFused = process.env.BAYES_BACKEND === 'wasm' && process.env.BAYES_FUSED !== '0';

const losses = {
  meanSquaredError: {
    own: tf.losses.meanSquaredError,
    plain: tfjs.losses.meanSquaredError,
    labels: (shape: number[], seed: number) => scattered(shape, 4, seed),
    float64: (labels: number[], outputs: number[]) =>
      labels.reduce((sum, label, i) => sum + (label - outputs[i]!) ** 2, 0) / labels.length,
  },
  softmaxCrossEntropy: {
    own: tf.losses.softmaxCrossEntropy,
    plain: tfjs.losses.softmaxCrossEntropy,
    labels: (shape: number[], seed: number) => tf.softmax(scattered(shape, 6, seed)), // rows that sum to 1
    float64: (labels: number[], outputs: number[], classes: number) => {
      const rows = labels.length / classes;
      let sum = 0;
      for (let row = 0; row < rows; row++) {
        const logits = outputs.slice(row * classes, (row + 1) * classes);
        const normaliser = Math.log(logits.reduce((total, value) => total + Math.exp(value), 0));
        logits.forEach((value, i) => {
          sum += labels[row * classes + i]! * (normaliser - value);
        });
      }
      return sum / rows;
    },
  },
};

describe.each(Object.entries(losses))('tf.losses.%s()', (_, { own, plain, labels, float64 }) => {
  test('agrees with TensorFlow.js in every shape, and so do its gradients', () => {
    const shape = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 13 }));
    fc.assert(
      fc.property(shape, fc.nat({ max: 1000 }), fc.constantFrom(0.1, 3, 80), (sizes, seed, spread) => {
        tf.tidy(() => {
          const [target, outputs] = [labels(sizes, seed), scattered(sizes, spread, seed + 1)];
          expect(distance(own(target, outputs), plain(target, outputs))).toBeLessThan(1e-5);
          const gradient = (loss: typeof plain) =>
            tf.grad((x: tf.Tensor) => loss(target, x))(outputs, tf.scalar(1.7));
          // a slope is the difference of two numbers of about 1, over the number of rows
          const error = tf.norm(tf.sub(gradient(own), gradient(plain))).arraySync() as number;
          expect(error / Math.max(1 / sizes[0], tf.norm(gradient(plain)).arraySync() as number)).toBeLessThan(
            1e-5,
          );
        });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('has value and gradients of central differences in float64', () => {
    const shape = [5, 3];
    const [target, outputs] = [labels(shape, 3), scattered(shape, 4, 8)];
    const [a, b] = [Array.from(target.dataSync()), Array.from(outputs.dataSync())];
    expect(own(target, outputs).dataSync()[0]).toBeCloseTo(float64(a, b, 3), 5);
    const slopes = (values: number[], f: (moved: number[]) => number) => {
      const slope = (i: number, by: number) => f(values.map((value, k) => (k === i ? value + by : value)));
      return tf.tensor(
        values.map((_, i) => (slope(i, 1e-5) - slope(i, -1e-5)) / 2e-5),
        shape,
      );
    };
    const byOutputs = tf.grad((x: tf.Tensor) => own(target, x))(outputs);
    expect(
      distance(
        byOutputs,
        slopes(b, (moved) => float64(a, moved, 3)),
      ),
    ).toBeLessThan(1e-5);
    if (isFused) {
      // TensorFlow.js 4.22 returns the gradient by the outputs with the other sign for this one
      const byLabels = tf.grad((x: tf.Tensor) => own(x, outputs))(target);
      expect(
        distance(
          byLabels,
          slopes(a, (moved) => float64(moved, b, 3)),
        ),
      ).toBeLessThan(1e-5);
    }
  });

  if (isFused) {
    test('has second derivatives, which TensorFlow.js has not of every loss', () => {
      const target = labels([4, 3], 1);
      const slope = tf.grad((x: tf.Tensor) => own(target, x));
      const at = scattered([4, 3], 2, 2);
      const along = scattered([4, 3], 1, 9);
      const second = tf.grad((x: tf.Tensor) => tf.sum(tf.mul(slope(x), along)))(at);
      const moved = (by: number) => slope(tf.add(at, tf.mul(along, by)));
      const expected = tf.div(tf.sub(moved(0.01), moved(-0.01)), 0.02); // off by 0.01^2 / 6 third derivatives
      expect(distance(second, expected)).toBeLessThan(1e-3);
    });
  }

  test('takes what TensorFlow.js takes: lists, weights, another reduction, whole numbers as labels', () => {
    const [target, outputs] = [labels([4, 3], 1), scattered([4, 3], 2, 2)];
    const same = (a: tf.Tensor | tf.TensorLike, b: tf.Tensor | tf.TensorLike, weights?: tf.Tensor) =>
      expect(distance(own(a, b, weights), plain(a, b, weights))).toBeLessThan(1e-6);
    same(target.arraySync() as number[][], outputs.arraySync() as number[][]);
    same(target, outputs, tf.scalar(0.5));
    same(tf.cast(tf.round(target), 'int32'), outputs);
    expect(own(labels([2, 2, 3], 1), scattered([2, 2, 3], 2, 2)).shape).toEqual([]);
  });

  test('refuses shapes that differ, with the words of TensorFlow.js', () => {
    expect(() => own(tf.zeros([2, 3]), tf.zeros([3, 2]))).toThrow(/Shapes 2,3 and 3,2 must match/);
  });

  test('is not a number where an output is none', () => {
    const outputs = tf.tensor2d([[0, Number.NaN, 1]]);
    expect(own(tf.tensor2d([[1, 0, 0]]), outputs).dataSync()[0]).toBeNaN();
  });
});

test('tf.losses.softmaxCrossEntropy() is exact for logits far from each other, and smooths labels', () => {
  const labels = tf.tensor2d([[0, 1, 0]]);
  expect(tf.losses.softmaxCrossEntropy(labels, tf.tensor2d([[1000, 0, -1000]])).dataSync()[0]).toBe(1000);
  const logits = tf.tensor2d([[0.5, -1, 2]]);
  const smooth = (loss: typeof tfjs.losses.softmaxCrossEntropy) => loss(labels, logits, undefined, 0.3);
  expect(
    distance(smooth(tf.losses.softmaxCrossEntropy), smooth(tfjs.losses.softmaxCrossEntropy)),
  ).toBeLessThan(1e-6);
});

describe('tf.losses.softmaxCrossEntropy() of labels whose rows do not sum to 1', () => {
  const [rows, classes] = [4, 3];
  const labels = [1, 1, 0, 0.2, 0.1, 0, 0, 0, 0, 2, -1, 3];
  const outputs = [0.5, -1, 2, 3, 0, 1, -2, 0.1, 0.3, 1, 1, -1];
  const value = (of: number[], as: number[]) => losses.softmaxCrossEntropy.float64(as, of, classes);
  const slope = (at: (h: number) => number) => (at(1e-5) - at(-1e-5)) / 2e-5;
  const shifted = (list: number[], i: number, h: number) => list.map((x, j) => (j === i ? x + h : x));
  const tensors = () =>
    [tf.tensor2d(labels, [rows, classes]), tf.tensor2d(outputs, [rows, classes])] as const;

  test('has the gradients of its value, once and twice, as central differences in float64 have them', () => {
    const [target, x] = tensors();
    const own = (label: tf.Tensor, output: tf.Tensor) =>
      tf.losses.softmaxCrossEntropy(label as tf.Tensor2D, output);
    expect(own(target, x).dataSync()[0]).toBeCloseTo(value(outputs, labels), 5);
    const [byLabel, byOutput] = tf.grads(own as (...inputs: tf.Tensor[]) => tf.Tensor)([target, x]);
    outputs.forEach((_, i) => {
      expect(byOutput!.dataSync()[i]).toBeCloseTo(
        slope((h) => value(shifted(outputs, i, h), labels)),
        4,
      );
      expect(byLabel!.dataSync()[i]).toBeCloseTo(
        slope((h) => value(outputs, shifted(labels, i, h))),
        4,
      );
    });
    const square = (output: tf.Tensor) =>
      tf.sum(tf.square(tf.grad((z: tf.Tensor) => own(target, z))(output)));
    const second = tf.grad(square)(x).dataSync();
    const step = 1e-2;
    const at = (i: number, h: number) =>
      square(tf.tensor2d(shifted(outputs, i, h), [rows, classes])).dataSync()[0] as number;
    outputs.forEach((_, i) => expect(second[i]).toBeCloseTo((at(i, step) - at(i, -step)) / (2 * step), 3));
  });

  test('smooths, weighs and reduces as TensorFlow.js does', () => {
    const [target, x] = tensors();
    const weights = tf.tensor1d([1, 0, 2, 0.5]);
    const { NONE, MEAN, SUM, SUM_BY_NONZERO_WEIGHTS } = tf.Reduction;
    for (const reduction of [NONE, MEAN, SUM, SUM_BY_NONZERO_WEIGHTS]) {
      for (const given of [undefined, weights]) {
        for (const smoothing of [0, 0.3]) {
          const [own, plain] = [tf, tfjs].map(({ losses }) =>
            losses.softmaxCrossEntropy(target, x, given, smoothing, reduction),
          );
          expect(distance(own!, plain!)).toBeLessThan(1e-5);
        }
      }
    }
    const wrong = () => tf.losses.softmaxCrossEntropy(tf.ones([2, 3]), tf.ones([2, 4]));
    expect(wrong).toThrow(/^Error in softmaxCrossEntropy: +Shapes 2,3 and 2,4 must match/);
    expect(tf.losses.softmaxCrossEntropy([[1, 0]], [[0, 0]]).dataSync()[0]).toBeCloseTo(Math.log(2), 5);
  });
});
