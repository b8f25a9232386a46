import { parametersToVector, tf, vectorToParameters } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const numbers = (t: tf.Tensor) => Array.from(t.dataSync());

describe('parametersToVector() and vectorToParameters()', () => {
  test('lay tensors end to end, row by row', () => {
    const vector = parametersToVector([
      tf.tensor2d([
        [1, 2],
        [3, 4],
      ]),
      tf.scalar(5),
      tf.tensor1d([6, 7]),
    ]);
    expect(vector.shape).toEqual([7]);
    expect(numbers(vector)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('are inverse to each other for any shapes', () => {
    const shape = fc.array(fc.nat(4), { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(shape, { minLength: 1, maxLength: 5 }), (shapes) => {
        fc.pre(shapes.some((s) => tf.util.sizeFromShape(s) > 0)); // TensorFlow.js cannot slice an empty vector
        tf.tidy(() => {
          const tensors = shapes.map((s, i) =>
            tf.tensor(new Float32Array(tf.util.sizeFromShape(s)).fill(i), s),
          );
          const back = vectorToParameters(parametersToVector(tensors), tensors);
          expect(back.map((t) => t.shape)).toEqual(shapes);
          expect(back.map(numbers)).toEqual(tensors.map(numbers));
        });
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test('leave no tensors but the result', () => {
    const tensors = [tf.ones([2, 2]), tf.ones([3])];
    const before = tf.memory().numTensors;
    const vector = parametersToVector(tensors);
    vectorToParameters(vector, tensors);
    expect(tf.memory().numTensors).toBe(before + 3);
  });

  test('reject what does not fit', () => {
    const disposed = tf.scalar(1);
    disposed.dispose();
    expect(() => parametersToVector([])).toThrow(RangeError);
    expect(() => parametersToVector([tf.scalar(1, 'int32')])).toThrow(
      new TypeError('Cannot make a vector of parameters: tensors must be float32, got int32'),
    );
    expect(() => parametersToVector([disposed])).toThrow(/got a disposed tensor/);
    expect(() => parametersToVector([1 as unknown as tf.Tensor])).toThrow(/must be float32, got number/);
    expect(() => parametersToVector(tf.scalar(1) as unknown as tf.Tensor[])).toThrow(
      /must be an array of tensors, got object/,
    );
    expect(() => vectorToParameters(tf.ones([3]), [tf.ones([2, 2])])).toThrow(
      new TypeError('Cannot make parameters of a vector: vector must have the shape [4], got [3]'),
    );
    expect(() => vectorToParameters(tf.ones([2, 2]) as unknown as tf.Tensor1D, [tf.ones([2, 2])])).toThrow(
      TypeError,
    );
  });
});
