/** Sums of a few tensors each, all of them in one kernel: a variable's slope is the sum of the slopes of its uses. */
import * as tf from '@tensorflow/tfjs';
import { hasFused, type KernelCall, registerFused, runFused } from './fused-kernel';
import { wasmMemory } from './wasm-memory';

const kernelName = 'BayesSums';

/** @param group tensors of one shape, at least one; where it is one, that tensor is the sum */
export function sumOf(group: tf.Tensor[]): tf.Tensor {
  return group.length > 1 ? tf.addN(group) : (group[0] as tf.Tensor);
}

/** @returns the sum of each group */
export function sums(groups: tf.Tensor[][]): tf.Tensor[] {
  const pairs = hasFused(kernelName) ? groups.filter(isPair) : [];
  const ofPairs = pairs.length > 1 ? runFused(kernelName, {}, { pairs }) : [];
  return groups.map((group) => ofPairs[pairs.indexOf(group)] ?? sumOf(group));
}

const isPair = (group: tf.Tensor[]) => group.length === 2 && group.every(({ dtype }) => dtype === 'float32');

function forward({ attrs }: KernelCall): tf.TensorInfo[] {
  const { pairs } = attrs as { pairs: [tf.Tensor, tf.Tensor][] };
  const memory = wasmMemory();
  return pairs.map(([one, other]) => {
    const sum = memory.output(one.shape);
    memory.loops.sum(one.size, memory.pointer(one), memory.pointer(other), memory.pointer(sum));
    return sum;
  });
}

/** Makes the kernel available on the WebAssembly backend. */
export function registerSums(): void {
  registerFused(kernelName, 'wasm', forward);
}
