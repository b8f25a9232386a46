/** Which layer a weight belongs to: a wrapper and a layer of one's own show the weights of the layers within, not these. */
import type * as tf from './tensorflow';

type Weight = tf.layers.Layer['weights'][number];

const owners = new WeakMap<Weight, tf.layers.Layer>();

/** Remembers whose the weight is. */
export function setWeightOwner(weight: Weight, owner: tf.layers.Layer): void {
  owners.set(weight, owner);
}

/** The BayesLinear layer that has made the weight; undefined for those of other layers. */
export function weightOwner(weight: Weight): tf.layers.Layer | undefined {
  return owners.get(weight);
}
