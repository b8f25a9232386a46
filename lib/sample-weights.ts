import { requireBayesLayers } from './bayes-layers';
import { atConcreteWeights } from './concrete-weights';
import { canFuseChain, denseChain } from './fused/dense-chain';
import { modelChain } from './model-chain';
import * as tf from './tensorflow';

/**
 * Samples every weight and bias of a model's BayesLinear layers once: one function out of the posterior.
 *
 * Layers are taken in the order of `model.layers`, depth first, a shared layer once: of nested models, in wrappers such as
 * tf.layers.timeDistributed, and in a layer of your own that keeps them in a property or shows their weights. One that it
 * hides (in a `#private` member) is not found here, and `predictWith` names it in an error.
 *
 * @param model a net of any depth
 * @returns [W1, b1, W2, b2, ...], W [inputs, units] and b [units], the caller's to dispose. A frozen layer gives those of
 *   the noise that it keeps
 * @throws {TypeError} where `model` is no tf.LayersModel
 * @throws {RangeError} where it has no BayesLinear layer
 * @example
 * const ensemble = Array.from({ length: 10 }, () => sampleWeights(model)); // 10 functions
 */
export function sampleWeights(model: tf.LayersModel): tf.Tensor[] {
  return requireBayesLayers('sample weights', model).flatMap((layer) => layer.sample() as tf.Tensor[]);
}

/**
 * The model's output with concrete weights in place of its distributions, for all rows at once and without noise;
 * its other layers work as in inference (dropout is off). A model with several inputs takes a list of tensors; one with
 * several outputs gives a list, of which TypeScript has to be told: `predictWith<tf.Tensor[]>(model, weights, x)`.
 *
 * @param model the net whose weights were sampled
 * @param weights [W1, b1, W2, b2, ...] as `sampleWeights(model)` returns them, or a mean of several such lists
 * @param x the input, [batch, ..., inputs], or a list with a tensor for each input of the model
 * @returns the output, [batch, ..., units], or a list with a tensor for each output of the model
 * @throws {TypeError} where number or shape of the weights does not fit the model, or where x is no tensor that fits it
 * @throws {Error} where the model uses a BayesLinear layer that a layer of your own hides: its output would be random
 * @example
 * const weights = sampleWeights(model);
 * const y = predictWith(model, weights, tf.linspace(-3, 3, 500).expandDims(1)); // [500, 1]
 */
export function predictWith(model: tf.LayersModel, weights: tf.Tensor[], x: tf.Tensor): tf.Tensor;
export function predictWith<Y extends tf.Tensor | tf.Tensor[] = tf.Tensor>(
  model: tf.LayersModel,
  weights: tf.Tensor[],
  x: tf.Tensor | tf.Tensor[],
): Y;
export function predictWith(
  model: tf.LayersModel,
  weights: tf.Tensor[],
  x: tf.Tensor | tf.Tensor[],
): tf.Tensor | tf.Tensor[] {
  const layers = requireBayesLayers('predict', model);
  if (!Array.isArray(weights) || weights.length !== 2 * layers.length) {
    throw new TypeError(
      `Cannot predict: weights must be ${2 * layers.length} tensors, a weight and a bias for each BayesLinear layer, got ${
        Array.isArray(weights) ? weights.length : typeof weights
      }`,
    );
  }
  layers.forEach((layer, i) => {
    const [weightMu, , biasMu] = layer.getWeights() as [tf.Tensor, tf.Tensor, tf.Tensor];
    checkWeight(weights, 2 * i, layer, weightMu.shape);
    checkWeight(weights, 2 * i + 1, layer, biasMu.shape);
  });
  if (!(x instanceof tf.Tensor || Array.isArray(x))) {
    throw new TypeError(`Cannot predict: x must be a tensor of the shape [batch, inputs], got ${typeof x}`);
  }
  const links = modelChain(model)?.map(({ layer, relu }) => {
    const i = 2 * layers.indexOf(layer);
    return { weight: weights[i]!, bias: weights[i + 1]!, relu };
  });
  if (links && !Array.isArray(x) && canFuseChain(x, links)) return denseChain(x, links); // the lines below in one kernel
  return atConcreteWeights(layers, weights, () =>
    tf.tidy(() => model.apply(x, { training: false }) as tf.Tensor | tf.Tensor[]),
  );
}

function checkWeight(weights: tf.Tensor[], at: number, layer: tf.layers.Layer, shape: number[]): void {
  const weight: unknown = weights[at];
  const isTensor = weight instanceof tf.Tensor;
  if (isTensor && !weight.isDisposed && tf.util.arraysEqual(weight.shape, shape)) return;
  const got = !isTensor ? typeof weight : weight.isDisposed ? 'a disposed one' : `[${weight.shape}]`;
  throw new TypeError(
    `Cannot predict: weights[${at}] of ${layer.name} must be a tensor of the shape [${shape}], got ${got}`,
  );
}
