/** Sums of a few tensors each, all of them in one kernel: a variable's slope is the sum of the slopes of its uses. */
import * as tf from '@tensorflow/tfjs';
import { hasFused, type KernelCall, registerFused, runFused } from './fused-kernel';
import { wasmMemory } from './wasm-memory';

const SUMS = 'BayesSums';

/**
 * @param groups tensors of one shape in each group, at least one
 * @returns the sum of each group; where it has one tensor, that tensor
 */
export function sums(groups: tf.Tensor[][]): tf.Tensor[] {
  const pairs = groups.filter((group) => hasFused(SUMS) && isPair(group));
  const ofPairs = pairs.length > 1 ? runFused(SUMS, {}, { pairs }) : [];
  return groups.map(
    (group) => ofPairs[pairs.indexOf(group)] ?? (group.length > 1 ? tf.addN(group) : (group[0] as tf.Tensor)),
  );
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
  registerFused(SUMS, 'wasm', forward);
}
