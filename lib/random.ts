/** The library's own random stream: what has no seed of its own draws from it. Figures have one beside it. */
import { asideNow } from './draw-aside';
import { RandomState } from './random-state';
import * as tf from './tensorflow';

/** Seeded by chance until `setSeed` is called. */
let streams: { library: RandomState; figures: RandomState } | undefined;

/** Makes another seed of a seed, for the figures. The bits are 2^32 over the golden ratio: no seed that people choose. */
const figuresSeed = (seed: number): number => (seed ^ 0x9e3779b9) >>> 0;

const seeded = (seed: number): NonNullable<typeof streams> => ({
  library: new RandomState(seed),
  figures: new RandomState(figuresSeed(seed)),
});

function streamsNow(): NonNullable<typeof streams> {
  streams ??= seeded(crypto.getRandomValues(new Uint32Array(1))[0] as number);
  return streams;
}

/** The stream in use, which is another while something draws aside. */
export const libraryStream = (): RandomState => asideNow()?.stream ?? streamsNow().library;

/** What figures draw from: so a figure more or less changes no number of a training, and the figures repeat too. */
export const figureStream = (): RandomState => streamsNow().figures;

/**
 * Makes every draw of the library from here on repeatable: noise, initial weights, splits without a seed of their own.
 * What `plotPredictions` draws is repeatable too and comes from a stream of its own: figures and self-checks change no
 * other number.
 *
 * @param seed an integer from 0 to 2^32 - 1; 0 is a seed like any other
 * @throws {RangeError} for any other seed
 * @example
 * setSeed(42);
 * randomNormal([3]).print(); // [0.4967141, -0.1382643, 0.6476886], as numpy.random.RandomState(42).randn(3)
 */
export function setSeed(seed: number): void {
  const aside = asideNow();
  if (aside) aside.stream = new RandomState(seed);
  else streams = seeded(seed);
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
