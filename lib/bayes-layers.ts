import { BayesLinear } from './bayes-linear';
import { innerLayers } from './inner-layers';
import * as tf from './tensorflow';

/**
 * The model's BayesLinear layers in the order of `model.layers`, depth first, a shared layer once: those of nested models,
 * in wrappers and in layers of one's own too, see inner-layers.ts.
 */
export function bayesLayers(model: tf.LayersModel): BayesLinear[] {
  const seen = new Set<tf.layers.Layer>();
  const visit = (layer: tf.layers.Layer): void => {
    if (seen.has(layer)) return;
    seen.add(layer);
    if (!(layer instanceof BayesLinear)) innerLayers(layer).forEach(visit);
  };
  visit(model);
  return [...seen].filter((layer) => layer instanceof BayesLinear);
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
