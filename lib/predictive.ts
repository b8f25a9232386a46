import { predictWith, sampleWeights } from './sample-weights';
import * as tf from './tensorflow';

/** How many functions are sampled. */
export interface PredictiveOptions {
  /** Functions to sample, an integer of at least 1; 100 by default. */
  numSamples?: number;
}

/**
 * The outputs of functions sampled from the posterior, one whole function for each draw of all weights.
 *
 * Their mean approximates the posterior predictive expectation, (1/S) sum over s of f(x; w_s) with w_s ~ q: Blundell et
 * al., "Weight Uncertainty in Neural Networks" (2015), section 3. For classification take the mean of the softmax of
 * the outputs, not the softmax of their mean.
 *
 * @param model a net with BayesLinear layers
 * @param x inputs [batch, ...]
 * @param options how many functions are sampled
 * @returns [numSamples, batch, units]: `predictWith(model, sampleWeights(model), x)`, repeated and stacked
 * @throws {RangeError} where numSamples is no integer of at least 1
 * @throws {TypeError} where `model` is no tf.LayersModel, or x does not fit it
 * @example
 * const x = tf.linspace(-3, 3, 61).expandDims(1);
 * const mean = predictive(model, x, { numSamples: 200 }).mean(0); // [61, 1]
 */
export function predictive(
  model: tf.LayersModel,
  x: tf.Tensor,
  { numSamples = 100 }: PredictiveOptions = {},
): tf.Tensor {
  if (!Number.isInteger(numSamples) || numSamples < 1)
    throw new RangeError(`Cannot predict: numSamples must be an integer of at least 1, got ${numSamples}`);
  return tf.tidy(() => {
    const draws = Array.from({ length: numSamples }, () => predictWith(model, sampleWeights(model), x));
    return tf.stack(draws);
  });
}
