import type * as tf from '../../lib/tensorflow';
import { buildModel } from '../build-model';
import type { Change } from '../call';
import type { ModelSpec } from '../model-spec';
import { equalLists } from './equal-lists';
import type { Given } from './given';

/** Builds a model that is given away. */
export function giveModel(spec: ModelSpec): Given {
  const model = buildModel(spec);
  const tensors = [...new Set(model.weights)].map((weight) => weight.read());
  const values = tensors.map((tensor) => tensor.dataSync().slice());
  const models = modelsIn(model);
  const lists = models.map(({ layers }) => [...layers]);
  const layers = [...new Set<tf.layers.Layer>([...models, ...lists.flat()])];
  const before = layers.map(settings);
  return {
    inputs: [model],
    tensors,
    changes() {
      const changed: Change[] = [];
      if (tensors.some(({ isDisposed }) => isDisposed)) changed.push('disposed');
      else if (tensors.some((tensor, i) => !equalLists(tensor.dataSync(), values[i] ?? [])))
        changed.push('weights');
      if (models.some((one, i) => !equalLists(one.layers, lists[i] ?? []))) changed.push('layers');
      if (layers.some((layer, i) => !equalLists(settings(layer), before[i] ?? [])))
        changed.push('attributes');
      return changed;
    },
    putBack() {},
    dispose() {
      for (const tensor of tensors) tensor.dispose();
    },
  };
}

/** The model and those within it, at any depth, each once. */
function modelsIn(model: tf.LayersModel, found = new Set<tf.LayersModel>()): tf.LayersModel[] {
  if (found.has(model)) return [];
  found.add(model);
  for (const layer of model.layers) if (isModel(layer)) modelsIn(layer, found);
  return [...found];
}

const isModel = (layer: tf.layers.Layer): layer is tf.LayersModel => 'layers' in layer;

/** What a person sets of a layer; what the library keeps in it besides is nobody's business. */
function settings(layer: tf.layers.Layer): unknown[] {
  const { name, trainable, frozen, options, prior } = layer as tf.layers.Layer & Record<string, unknown>;
  return [name, trainable, frozen, ...fieldsOf(options), ...fieldsOf(prior)];
}

const fieldsOf = (value: unknown): unknown[] => Object.values(Object(value));
