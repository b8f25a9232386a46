/** The library's own random stream: what has no seed of its own draws from it. */
import { RandomState } from './random-state';
import * as tf from './tensorflow';

let stream: RandomState | undefined;

/** The stream in use; seeded by chance until `setSeed` is called. */
export function libraryStream(): RandomState {
  stream ??= new RandomState(crypto.getRandomValues(new Uint32Array(1))[0] as number);
  return stream;
}

/**
 * Makes every draw of the library from here on repeatable: noise, initial weights, splits without a seed of their own.
 *
 * @param seed an integer from 0 to 2^32 - 1; 0 is a seed like any other
 * @throws {RangeError} for any other seed
 * @example
 * setSeed(42);
 * randomNormal([3]).print(); // [0.4967141, -0.1382643, 0.6476886], as numpy.random.RandomState(42).randn(3)
 */
export function setSeed(seed: number): void {
  stream = new RandomState(seed);
}

/**
 * Independent draws from the standard normal distribution N(0, 1), out of the library's stream.
 *
 * @param shape the shape of the result
 * @returns a float32 tensor of that shape
 * @throws {RangeError} where a dimension is not an integer of at least 0
 * @example
 * const noise = tf.mul(0.1, randomNormal([500, 1])); // [500, 1], standard deviation 0.1
 */
export function randomNormal<R extends tf.Rank = tf.Rank>(shape: tf.ShapeMap[R]): tf.Tensor<R> {
  const dimensions: number[] = shape;
  if (!Array.isArray(dimensions) || dimensions.some((n) => !Number.isInteger(n) || n < 0)) {
    throw new RangeError(`Cannot draw normal numbers: shape must hold integers of at least 0, got ${shape}`);
  }
  return tf.tensor(libraryStream().normals(tf.util.sizeFromShape(dimensions)), shape, 'float32');
}
