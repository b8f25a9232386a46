/** A net at concrete weights: while it runs, no BayesLinear layer may sample others. */
import type * as tf from './tensorflow';

/** A weight [inputs, units] and a bias [units]. */
type Concrete = [weight: tf.Tensor, bias: tf.Tensor];

let depth = 0;

/**
 * Runs `action` with concrete weights in the place of the layers' distributions, which they have back afterwards.
 *
 * @param weights [W1, b1, W2, b2, ...], of the layers in their order
 * @returns what `action` returns; it must not be asynchronous
 * @throws {Error} where `action` uses a layer that is not among these
 */
export function atConcreteWeights<T>(
  layers: readonly { concreteWeights?: Concrete | undefined }[],
  weights: tf.Tensor[],
  action: () => T,
): T {
  const before = layers.map((layer) => layer.concreteWeights);
  depth += 1;
  try {
    layers.forEach((layer, i) => {
      layer.concreteWeights = [weights[2 * i] as tf.Tensor, weights[2 * i + 1] as tf.Tensor];
    });
    return action();
  } finally {
    depth -= 1;
    layers.forEach((layer, i) => {
      layer.concreteWeights = before[i];
    });
  }
}

/** @throws {Error} while `atConcreteWeights` runs: the output would be random where nobody sees it */
export function refuseNoise(layerName: string): void {
  if (depth === 0) return;
  throw new Error(
    `Cannot predict at concrete weights: ${layerName} must be a layer of the model or in a property of one of its layers ` +
      'that can be seen from outside, got a layer within a layer that hides it',
  );
}
