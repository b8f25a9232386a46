import * as tf from '@tensorflow/tfjs';

/** A layer's variational parameters: the mean and the log standard deviation of every weight and bias. */
export interface Posterior {
  weightMu: tf.Tensor; // [inputs, units]
  weightLogSigma: tf.Tensor; // [inputs, units]
  biasMu: tf.Tensor; // [units]
  biasLogSigma: tf.Tensor; // [units]
}

/** The order in which kernels and gradients take a posterior's tensors. */
export const POSTERIOR = ['weightMu', 'weightLogSigma', 'biasMu', 'biasLogSigma'] as const;

/** Whether the backend in use has this fused kernel. */
export function hasFused(kernelName: string): boolean {
  return tf.getKernel(kernelName, tf.getBackend()) !== undefined;
}

/**
 * Whether a gradient is being computed for a tape that records it, as for second derivatives. Then a gradient has to
 * be made of operations that have gradients themselves, which fused ones have not.
 */
export function isRecorded(): boolean {
  return tf.engine().state.gradientDepth > 0;
}

/** Runs a kernel that has several outputs. */
export function runFused(kernelName: string, inputs: tf.NamedTensorMap, attributes: object): tf.Tensor[] {
  const output: unknown = tf.engine().runKernel(kernelName, inputs, attributes as tf.NamedAttrMap);
  return output as tf.Tensor[];
}
