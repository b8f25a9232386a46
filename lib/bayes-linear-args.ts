import type * as tf from './tensorflow';

type LayerArgs = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>;

/** The options of `BayesLinear`, besides those of every layer: name, inputShape, trainable and so on. */
export interface BayesLinearArgs extends LayerArgs {
  /** Number of outputs: an integer of at least 1. */
  units: number;
  /**
   * Number of inputs: an integer of at least 1. With it the weights exist at once, else from the first use on. Beside it,
   * tf.layers' `batchSize` (an integer of at least 1) fixes how many rows the model takes.
   */
  inputDim?: number;
  /** Mean of the Gaussian prior of every weight and bias. Default 0. */
  priorMu?: number;
  /** Standard deviation of that prior: above 0. Default 0.1. */
  priorSigma?: number;
  /** Standard deviation of the posterior at the start: above 0. Default `priorSigma`. */
  initialSigma?: number;
  /**
   * Seed of a random stream of the layer's own, 0 to 2^32 - 1. Two layers of one shape with the same seed start with the
   * same means and draw the same noise: give each another. Default: the layer draws from the library's, see `setSeed`.
   */
  seed?: number;
  /**
   * `model.fit` adds this times `klLoss()` to the loss, once, however often the model uses the layer: at least 0. Default
   * 0. For a layer of the model, of a nested one or in tf.layers.timeDistributed; a cell or layer of one's own has to add it
   * by itself. As in Keras, `val_loss` and `evaluate` hold the same penalties as `loss`, those of regularizers too; tf.layers by itself
   * leaves them out. The error alone is a metric: `model.compile({ optimizer, loss, metrics: ['mse'] })`.
   */
  klWeight?: number;
}

/** With the option inputDim, also for the batches of a fixed size: the shape that tf.layers.dense makes of it. */
export function withInputShape(args: BayesLinearArgs): BayesLinearArgs {
  const { inputDim, inputShape, batchInputShape, batchSize = null } = args;
  const isGiven = inputDim === undefined || inputShape !== undefined || batchInputShape !== undefined;
  return isGiven ? args : { ...args, batchInputShape: [batchSize, inputDim] };
}
