import { BayesLinear } from './bayes-linear';
import * as tf from './tensorflow';

/** A layer of a chain, and whether max(0, y) follows it. */
export interface ChainLayer {
  layer: BayesLinear;
  relu: boolean;
}

const classOf = (layer: tf.layers.Layer) => layer.constructor as new () => tf.layers.Layer;
const Relu = classOf(tf.layers.reLU({ name: 'relu' }));
const Activation = classOf(tf.layers.activation({ activation: 'relu', name: 'activation' }));

/**
 * A sequential model's layers where they are BayesLinear with or without a relu behind each; undefined for all others, and
 * where somebody has changed what the model or a layer does when it is called.
 */
export function modelChain(model: tf.layers.Layer): ChainLayer[] | undefined {
  if (!(model instanceof tf.Sequential) || !isAsItsClass(model, tf.Sequential)) return undefined;
  const chain: ChainLayer[] = [];
  for (const layer of model.layers) {
    const last = chain.at(-1);
    if (isAsItsClass(layer, BayesLinear)) chain.push({ layer, relu: false });
    else if (last && isRelu(layer)) last.relu = true;
    else return undefined;
  }
  return chain;
}

/** No subclass's, and no own `call` or `apply`. */
function isAsItsClass<T extends tf.layers.Layer>(
  layer: tf.layers.Layer,
  aClass: abstract new (...args: never) => T,
): layer is T {
  const { call, apply } = aClass.prototype as T;
  return layer.constructor === aClass && layer.call === call && layer.apply === apply;
}

/** tf.layers.reLU() without an upper limit, or tf.layers.activation({ activation: 'relu' }). */
const isRelu = (layer: tf.layers.Layer): boolean =>
  (isAsItsClass(layer, Relu) && configOf(layer).maxValue == null) ||
  (isAsItsClass(layer, Activation) && configOf(layer).activation === 'relu');

/** Each layer's configuration, which does not change: to write it down takes as long as to run the layer. */
const configs = new WeakMap<tf.layers.Layer, tf.serialization.ConfigDict>();

function configOf(layer: tf.layers.Layer): tf.serialization.ConfigDict {
  const config = configs.get(layer) ?? layer.getConfig();
  configs.set(layer, config);
  return config;
}
