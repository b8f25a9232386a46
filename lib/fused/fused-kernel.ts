import * as tf from '@tensorflow/tfjs';

/** A layer's variational parameters: the mean and the log standard deviation of every weight and bias. */
export interface Posterior {
  weightMu: tf.Tensor; // [inputs, units]
  weightLogSigma: tf.Tensor; // [inputs, units]
  biasMu: tf.Tensor; // [units]
  biasLogSigma: tf.Tensor; // [units]
}

/** The order in which kernels and gradients take a posterior's tensors. */
export const posteriorNames = ['weightMu', 'weightLogSigma', 'biasMu', 'biasLogSigma'] as const;

/** What a kernel is called with. */
export interface KernelCall {
  inputs: unknown;
  attrs?: unknown;
}
type Kernel = (call: KernelCall) => tf.TensorInfo | tf.TensorInfo[];

/** Names of the fused kernels by backend: TensorFlow.js' own registry answers ten times slower. */
const registered: Record<string, Set<string> | undefined> = {};

/** Makes a fused kernel available on a backend. */
export function registerFused(kernelName: string, backendName: 'wasm' | 'tensorflow', kernel: Kernel): void {
  tf.registerKernel({ kernelName, backendName, kernelFunc: kernel as unknown as tf.KernelFunc });
  registered[backendName] ??= new Set();
  registered[backendName].add(kernelName);
}

/** Whether the backend in use has this fused kernel. */
export function hasFused(kernelName: string): boolean {
  return registered[tf.engine().backendName]?.has(kernelName) === true;
}

/**
 * Whether a tape records what is being computed, since a gradient of it will be asked for. What has no gradient itself
 * cannot be used then; in a gradient that is recorded, as for second derivatives, that is so of its fused kernels.
 */
export function isRecorded(): boolean {
  return tf.engine().state.gradientDepth > 0;
}

/** Runs a kernel that has several outputs. */
export function runFused(kernelName: string, inputs: tf.NamedTensorMap, attributes: object): tf.Tensor[] {
  const output: unknown = tf.engine().runKernel(kernelName, inputs, attributes as tf.NamedAttrMap);
  return output as tf.Tensor[];
}

/**
 * A posterior on its way from a kernel to its gradient, among the kernel's attributes. Its tensors are variables, which
 * outlive the tape, so that they need not be copied and put on it as other saved tensors are: that would take longer
 * than the kernel.
 */
export interface Remembered {
  posterior: Posterior;
  dataIds: object[];
}

export function remember(posterior: Posterior): Remembered {
  return { posterior, dataIds: posteriorNames.map((name) => posterior[name].dataId) };
}

/** @throws {Error} where the loss has changed the weights since: the gradient would be that of other weights */
export function recall({ posterior, dataIds }: Remembered): Posterior {
  if (posteriorNames.some((name, i) => posterior[name].isDisposed || posterior[name].dataId !== dataIds[i])) {
    throw new Error(
      'Cannot compute the gradient of a BayesLinear layer: its weights must not change within the loss function',
    );
  }
  return posterior;
}
