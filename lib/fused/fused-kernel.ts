import * as tf from '@tensorflow/tfjs';
import { unrecorded } from './tape';

/** A layer's variational parameters: the mean and the log standard deviation of every weight and bias. */
export interface Posterior {
  weightMu: tf.Tensor; // [inputs, units]
  weightLogSigma: tf.Tensor; // [inputs, units]
  biasMu: tf.Tensor; // [units]
  biasLogSigma: tf.Tensor; // [units]
}

/** The names of a posterior's tensors, in the order of a layer's weights. */
export const posteriorNames = ['weightMu', 'weightLogSigma', 'biasMu', 'biasLogSigma'] as const;

/** In the order in which kernels give slopes. */
export function tensorsOf({ weightMu, weightLogSigma, biasMu, biasLogSigma }: Posterior): tf.Tensor[] {
  return [weightMu, weightLogSigma, biasMu, biasLogSigma];
}

/** What a kernel makes: tensors, or what the backend has for tensors that nobody knows yet. */
type Kernel<Call> = (call: Call) => (tf.Tensor | tf.TensorInfo)[];

/**
 * A kernel that takes the place of many of TensorFlow.js', on the backends that it is registered for.
 *
 * It is no kernel of TensorFlow.js: `Engine.runKernel` looks each up by name and asks it what to save for a gradient, which on
 * small networks takes longer than most of these compute, and V8 long to compile. What has a gradient is put on the tape by
 * `record`.
 */
export class FusedKernel<Call> {
  readonly #byBackend: Record<string, Kernel<Call> | undefined> = {};

  register(backendName: 'wasm' | 'tensorflow', kernel: Kernel<Call>): void {
    this.#byBackend[backendName] = kernel;
  }

  /** Whether the backend in use has it. */
  get isThere(): boolean {
    return this.#byBackend[tf.engine().backendName] !== undefined;
  }

  /** Runs it on the backend in use, which has to have it. Nothing that it does is recorded. */
  run(call: Call): tf.Tensor[] {
    const engine = tf.engine();
    const kernel = this.#byBackend[engine.backendName] as Kernel<Call>;
    const tensors: tf.Tensor[] = [];
    for (const made of unrecorded(() => kernel(call)))
      tensors.push('rank' in made ? made : engine.makeTensorFromTensorInfo(made));
    return tensors;
  }
}

/**
 * Whether a tape records what is being computed, since a gradient of it will be asked for. What has no gradient itself
 * cannot be used then; in a gradient that is recorded, as for second derivatives, that is so of its fused kernels.
 */
export function isRecorded(): boolean {
  return tf.engine().state.gradientDepth > 0;
}

/**
 * A posterior on its way from a kernel to its gradient. Its tensors are variables, which outlive the tape, so that they need
 * not be copied and put on it as other saved tensors are: that would take longer than the kernel.
 */
export interface Remembered {
  posterior: Posterior;
  dataIds: object[];
}

export function remember(posterior: Posterior): Remembered {
  const dataIds: object[] = [];
  for (const { dataId } of tensorsOf(posterior)) dataIds.push(dataId);
  return { posterior, dataIds };
}

/** @throws {Error} where the loss has changed the weights since: the gradient would be that of other weights */
export function recall({ posterior, dataIds }: Remembered): void {
  const tensors = tensorsOf(posterior);
  for (let i = 0; i < tensors.length; i++) {
    const { dataId, isDisposed } = tensors[i] as tf.Tensor;
    if (dataId === dataIds[i] && !isDisposed) continue;
    throw new Error(
      'Cannot compute the gradient of a BayesLinear layer: its weights must not change within the loss function',
    );
  }
}
