import { BayesLinear } from './bayes-linear';
import * as tf from './tensorflow';

/** The model's BayesLinear layers in the order of `model.layers`, nested models depth first, a shared layer once. */
export function bayesLayers(model: tf.LayersModel): BayesLinear[] {
  const found = new Set<BayesLinear>();
  const visit = (layers: tf.layers.Layer[]): void => {
    for (const layer of layers) {
      if (layer instanceof BayesLinear) found.add(layer);
      else if (layer instanceof tf.LayersModel) visit(layer.layers);
    }
  };
  visit(model.layers);
  return [...found];
}

/**
 * The same, for functions that need at least one.
 *
 * @param action what cannot be done without, for the error
 * @throws {TypeError} where it is no model
 * @throws {RangeError} where the model has no BayesLinear layer
 */
export function requireBayesLayers(action: string, model: tf.LayersModel): BayesLinear[] {
  if (!(model instanceof tf.LayersModel)) {
    throw new TypeError(`Cannot ${action}: model must be a tf.LayersModel, got ${describe(model)}`);
  }
  const layers = bayesLayers(model);
  if (layers.length === 0) {
    const got = model.layers.map((layer) => layer.getClassName()).join(', ') || 'no layers';
    throw new RangeError(`Cannot ${action}: the model must have a BayesLinear layer, got ${got}`);
  }
  return layers;
}

function describe(value: unknown): string {
  return value instanceof Object ? value.constructor.name : String(value);
}
