import { libraryStream } from './random';
import type { RandomState } from './random-state';
import * as tf from './tensorflow';

type Initializer = ReturnType<typeof tf.initializers.zeros>;

/**
 * Starts a weight uniform in [-bound, bound), drawn from a stream of the library's instead of TensorFlow.js's own.
 *
 * @param stream default: the library's stream at the time of the draw
 */
export function uniformInitializer(bound: number, stream?: RandomState): Initializer {
  const apply = (shape: number[]): tf.Tensor => {
    const source = stream ?? libraryStream();
    const size = tf.util.sizeFromShape(shape);
    return tf.tensor(
      Float32Array.from({ length: size }, () => (2 * source.uniform() - 1) * bound),
      shape,
    );
  };
  // TensorFlow.js does not export its class Initializer; apply is all that a layer calls of it.
  return { apply } as Initializer;
}
