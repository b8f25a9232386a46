import { BayesLinear } from './bayes-linear';
import * as tf from './tensorflow';

/** A layer of a chain, and whether max(0, y) follows it. */
export interface ChainLayer {
  layer: BayesLinear;
  relu: boolean;
}

const Relu = tf.layers.reLU({ name: 'relu' }).constructor;

/** A sequential model's layers where they are BayesLinear with or without a relu behind each; undefined for all others. */
export function modelChain(model: tf.LayersModel): ChainLayer[] | undefined {
  if (!(model instanceof tf.Sequential)) return undefined;
  const chain: ChainLayer[] = [];
  for (const layer of model.layers) {
    const last = chain.at(-1);
    if (layer.constructor === BayesLinear) chain.push({ layer: layer as BayesLinear, relu: false });
    else if (last && isRelu(layer)) last.relu = true;
    else return undefined;
  }
  return chain;
}

/** tf.layers.reLU() without an upper limit, or tf.layers.activation({ activation: 'relu' }). */
function isRelu(layer: tf.layers.Layer): boolean {
  return (
    (layer.constructor === Relu && layer.getConfig().maxValue == null) ||
    (layer.getClassName() === 'Activation' && layer.getConfig().activation === 'relu')
  );
}
