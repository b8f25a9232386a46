import { BayesLinear } from '../lib/bayes-linear';
import * as tf from '../lib/tensorflow';
import type { LayerSpec, ModelSpec, TensorData } from './model-spec';

/** A tensor with these values; the caller's to dispose. */
export const toTensor = ({ values, shape, dtype }: TensorData): tf.Tensor => tf.tensor(values, shape, dtype);

/** Builds the net that a check describes, with exactly its weights. A layer that stands twice is shared. */
export function buildModel(spec: ModelSpec, shared = new Map<string, tf.layers.Layer>()): tf.LayersModel {
  const layers = spec.layers.map((layer) => {
    const known = shared.get(layer.id) ?? buildLayer(layer, shared);
    shared.set(layer.id, known);
    return known;
  });
  if (spec.build === 'sequential') {
    const model = tf.sequential();
    // As in the lecture: model.layers of a net whose first layer knows its inputs has no InputLayer in front.
    if (!knowsItsInputs(spec.layers[0])) model.add(tf.layers.inputLayer({ inputShape: [spec.inputDim] }));
    for (const layer of layers) model.add(layer);
    setWeights(spec, shared);
    return model;
  }
  const input = tf.input({ shape: [spec.inputDim] });
  const output = layers.reduce((tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor, input);
  setWeights(spec, shared);
  return tf.model({ inputs: input, outputs: output });
}

const knowsItsInputs = (layer: LayerSpec | undefined): boolean =>
  layer?.kind === 'bayes' || layer?.kind === 'dense';

function buildLayer(spec: LayerSpec, shared: Map<string, tf.layers.Layer>): tf.layers.Layer {
  switch (spec.kind) {
    case 'bayes': {
      const { units, inputDim, priorMu, priorSigma, trainable, klWeight } = spec;
      return new BayesLinear({ units, inputDim, priorMu, priorSigma, trainable, klWeight });
    }
    case 'dense':
      return tf.layers.dense({ units: spec.units, inputDim: spec.inputDim });
    case 'relu':
      return tf.layers.reLU();
    case 'softmax':
      return tf.layers.softmax();
    case 'dropout':
      return tf.layers.dropout({ rate: spec.rate });
    case 'model':
      return buildModel(spec.model, shared);
  }
}

/** After the model has been put together, since only then every layer is built. */
function setWeights(spec: ModelSpec, built: Map<string, tf.layers.Layer>): void {
  for (const layer of spec.layers)
    if (layer.kind === 'bayes' || layer.kind === 'dense')
      tf.tidy(() => built.get(layer.id)?.setWeights(layer.weights.map(toTensor)));
}
