import type * as tf from './tensorflow';

/** A prediction's uncertainty and its two parts, each [N], one number for each input. */
export interface Uncertainty {
  /** All of it: `aleatoric` + `epistemic`. */
  total: tf.Tensor1D;
  /** The noise of the data, which each sampled function admits by itself; more data does not remove it. */
  aleatoric: tf.Tensor1D;
  /** What the sampled functions disagree about: at least 0, and 0 where all of them agree. It shrinks as data arrive. */
  epistemic: tf.Tensor1D;
}
