/**
 * One step of Adam for some variables, in one pass over each where the backend has a kernel for it.
 *
 * For the gradient g of a variable's step t, with moments m and v that start at 0:
 *
 *   m <- beta1 m + (1 - beta1) g,  v <- beta2 v + (1 - beta2) g^2
 *   value <- value - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 *
 * The two corrections are the same for all numbers of a variable, so they move into the factor and into epsilon:
 * rate = learningRate root / (1 - beta1^t) and epsilon root, with root = sqrt(1 - beta2^t).
 */
import * as tf from '@tensorflow/tfjs';
import { FusedKernel } from './fused-kernel';
import { wasmMemory } from './wasm-memory';

/** What is moved, and by what. */
export interface Update {
  value: tf.Variable;
  gradient: tf.Tensor;
  /** m and v, which the step changes too. */
  mean: tf.Variable;
  square: tf.Variable;
  /** The corrected step size and epsilon of the formula above. */
  rate: number;
  epsilon: number;
}

/** A step of all of them. */
export interface AdamStep {
  updates: Update[];
  beta1: number;
  beta2: number;
}

export const adamKernel = new FusedKernel<AdamStep>();

/** Makes the step. */
export function adamStep(step: AdamStep): void {
  const areFloats = step.updates.every(
    ({ value, gradient }) => value.dtype === 'float32' && gradient.dtype === 'float32',
  );
  if (areFloats && adamKernel.isThere) {
    adamKernel.run(step);
    return;
  }
  const { updates, beta1, beta2 } = step;
  tf.tidy(() => {
    for (const { value, gradient, mean, square, rate, epsilon } of updates) {
      mean.assign(tf.add(tf.mul(mean, beta1), tf.mul(gradient, 1 - beta1)));
      square.assign(tf.add(tf.mul(square, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
      value.assign(tf.sub(value, tf.div(tf.mul(mean, rate), tf.add(tf.sqrt(square), epsilon))));
    }
  });
}

function forward({ updates, beta1, beta2 }: AdamStep): tf.TensorInfo[] {
  const memory = wasmMemory();
  const [rest1, rest2] = [1 - beta1, 1 - beta2];
  for (const { value, gradient, mean, square, rate, epsilon } of updates) {
    for (const moment of [mean, square]) makeOwn(moment);
    const moved = memory.output(value.shape);
    const [at, by, to] = [memory.pointer(value), memory.pointer(gradient), memory.pointer(moved)];
    const [m, v] = [memory.pointer(mean), memory.pointer(square)];
    memory.loops.adam(value.size, at, by, m, v, to, rate, beta1, rest1, beta2, rest2, epsilon);
    // Not in place: the backend keeps a packed copy of a matrix it has multiplied by, for as long as its numbers live.
    const tensor = tf.engine().makeTensorFromTensorInfo(moved);
    value.assign(tensor);
    tensor.dispose();
  }
  return [];
}

/** Moments are changed in place, so those whose numbers another tensor shares, as when saved, are copied first. */
function makeOwn(variable: tf.Variable): void {
  const memory = wasmMemory();
  if (memory.isOwn(variable)) return;
  tf.tidy(() => variable.assign(tf.add(variable, 0)));
}

/** Makes the kernel available on the WebAssembly backend. */
export function registerAdam(): void {
  adamKernel.register('wasm', forward);
}
