import { requireBayesLayers } from './bayes-layers';
import * as tf from './tensorflow';

/**
 * The means of the posterior over every weight and bias of a model's BayesLinear layers: the one net f(x; E[w]).
 *
 * Its output is not the mean of the outputs, E[f(x; w)], which `predictive` approximates (Blundell et al., "Weight
 * Uncertainty in Neural Networks", 2015, section 3), and it has no uncertainty.
 *
 * @param model a net of any depth
 * @returns [mu W1, mu b1, mu W2, mu b2, ...], mu W [inputs, units] and mu b [units], the caller's to dispose; in the
 *   order of `sampleWeights(model)`, and the same for a frozen layer. Training does not change them later, and gradients
 *   reach the layers' means through them
 * @throws {TypeError} where `model` is no tf.LayersModel
 * @throws {RangeError} where it has no BayesLinear layer
 * @example
 * const y = predictWith(model, meanWeights(model), tf.tensor2d([[-1], [0], [1]])); // [3, 1], the same at every call
 */
export function meanWeights(model: tf.LayersModel): tf.Tensor[] {
  return requireBayesLayers('take the mean weights', model).flatMap((layer) => {
    const [weightMu, , biasMu] = layer.getWeights() as [tf.Tensor, tf.Tensor, tf.Tensor];
    return [tf.add(weightMu, 0), tf.add(biasMu, 0)]; // numbers of their own: an optimizer may change a variable's in place
  });
}
