import { tf } from 'bayes-notebooks';
import { describe, expect, test } from 'vitest';
import { scattered } from './agreement';

describe("relu's gradient", () => {
  test.each([[[]], [[0]], [[1]], [[7]], [[4, 4]], [[3, 5, 2]]])(
    'passes dy where x > 0, in the shape %o',
    (shape) => {
      const [x, dy] = [scattered(shape, 2, 1), scattered(shape, 2, 5)];
      const expected = Array.from(x.dataSync(), (value, i) => (value > 0 ? dy.dataSync()[i]! : 0));
      const got = tf.grad((t: tf.Tensor) => tf.relu(t))(x, dy);
      expect(Array.from(got.dataSync(), (value) => value + 0)).toEqual(expected); // + 0: a zero of either sign
    },
  );

  test('is 0 at 0, and has a second derivative', () => {
    expect(
      Array.from(
        tf
          .grad((t: tf.Tensor) => tf.relu(t))(tf.tensor1d([-1, 0, 2]))
          .dataSync(),
      ),
    ).toEqual([0, 0, 1]);
    const slope = tf.grad((t: tf.Tensor) => tf.sum(tf.pow(tf.relu(t), 3)));
    const second = tf.grad((t: tf.Tensor) => tf.sum(slope(t)))(tf.tensor1d([-1, 2]));
    expect(second.dataSync()[0]).toBeCloseTo(0, 5);
    expect(second.dataSync()[1]).toBeCloseTo(12, 4); // 6 x
  });
});
