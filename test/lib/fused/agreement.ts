import { tf } from 'bayes-notebooks';

/** |got - expected| / |expected| as vectors; the absolute distance where 0 is expected, NaN where a number is none. */
export function distance(got: tf.Tensor, expected: tf.Tensor): number {
  if (got.shape.join() !== expected.shape.join())
    throw new Error(`[${got.shape}] is not [${expected.shape}]`);
  const [a, b] = [got.dataSync(), expected.dataSync()];
  const norm = Math.hypot(...b);
  return Math.hypot(...a.map((value, i) => value - b[i]!)) / (norm === 0 ? 1 : norm);
}

/** Numbers from 0 to 1 times `scale`, moved to the middle, out of a multiplicative congruence: no library is needed. */
export function scattered(shape: number[], scale: number, start: number): tf.Tensor {
  let state = start + 1;
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => {
    state = (state * 48271) % 2147483647;
    return scale * (state / 2147483647 - 0.5);
  });
  return tf.tensor(values, shape);
}
