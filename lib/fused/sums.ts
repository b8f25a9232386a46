/** Sums of a few tensors each, all of them in one kernel: a variable's slope is the sum of the slopes of its uses. */
import * as tf from '@tensorflow/tfjs';
import { FusedKernel } from './fused-kernel';
import { wasmMemory } from './wasm-memory';

const kernel = new FusedKernel<tf.Tensor[][]>();

/** @param group tensors of one shape, at least one; where it is one, that tensor is the sum */
export function sumOf(group: tf.Tensor[]): tf.Tensor {
  return group.length > 1 ? tf.addN(group) : (group[0] as tf.Tensor);
}

/** @returns the sum of each group */
export function sums(groups: tf.Tensor[][]): tf.Tensor[] {
  const pairs: tf.Tensor[][] = [];
  if (kernel.isThere) for (const group of groups) if (isPair(group)) pairs.push(group);
  const ofPairs = pairs.length > 1 ? kernel.run(pairs) : [];
  let next = 0;
  const all: tf.Tensor[] = [];
  for (const group of groups) {
    if (ofPairs.length > 0 && group === pairs[next]) all.push(ofPairs[next++] as tf.Tensor);
    else all.push(sumOf(group));
  }
  return all;
}

const isPair = ([one, other, third]: tf.Tensor[]) =>
  third === undefined && other?.dtype === 'float32' && one?.dtype === 'float32';

function forward(pairs: tf.Tensor[][]): tf.TensorInfo[] {
  const memory = wasmMemory();
  const made: tf.TensorInfo[] = [];
  for (const [one, other] of pairs as [tf.Tensor, tf.Tensor][]) {
    const sum = memory.output(one.shape);
    memory.loops.sum(one.size, memory.pointer(one), memory.pointer(other), memory.pointer(sum));
    made.push(sum);
  }
  return made;
}

/** Makes the kernel available on the WebAssembly backend. */
export function registerSums(): void {
  kernel.register('wasm', forward);
}
