/**
 * The slopes of operations on scalars, as plain numbers. A loss ends in a handful of them (data loss + weight * KL / count),
 * and as tensors their slopes take a third of the walk back, in kernels that add or multiply one number.
 */
import * as tf from '@tensorflow/tfjs';
import type { Operation } from './tape';
import { wasmMemory } from './wasm-memory';

/** A slope of the loss: a tensor, or the number in it. */
export type Slope = tf.Tensor | number;

/** The slope by an input, from the one by the output and from the numbers that the operation has saved. */
type Rule = (dy: number, input: string, saved: (i: number) => number) => number;

const rules: Record<string, Rule | undefined> = {
  Add: (dy) => dy,
  AddN: (dy) => dy,
  Sub: (dy, input) => (input === 'a' ? dy : -dy),
  Neg: (dy) => -dy,
  Multiply: (dy, input, saved) => dy * saved(input === 'a' ? 1 : 0),
  RealDiv: (dy, input, saved) =>
    input === 'a' ? dy / saved(1) : -Math.fround(dy * saved(0)) / Math.fround(saved(1) ** 2),
  Reshape: (dy) => dy,
};

/**
 * @param slopes those known so far, by the tensor's id: one of each use
 * @returns the slope by each input; undefined where it is no operation on scalars that is known here, or not on WebAssembly,
 *   where alone a number can be looked at without waiting
 */
export function scalarSlopes(
  operation: Operation,
  slopes: Map<number, Slope[]>,
): ((input: string) => number) | undefined {
  const { kernelName, inputs, outputs, saved = [] } = operation;
  const rule = rules[kernelName];
  const some = slopes.get((outputs[0] as tf.Tensor).id);
  if (!rule || !some || tf.engine().backendName !== 'wasm') return undefined;
  for (const name in inputs) if (!isScalar(inputs[name] as tf.Tensor)) return undefined;
  let dy = 0;
  for (const slope of some) dy = Math.fround(dy + numberOf(slope));
  return (input) => Math.fround(rule(dy, input, (i) => numberOf(saved[i] as tf.Tensor)));
}

/** Slopes as tensors of the shape of what they are by. */
export function slopeTensors(slopes: Slope[], { shape }: tf.Tensor): tf.Tensor[] {
  const tensors: tf.Tensor[] = [];
  for (const slope of slopes) tensors.push(typeof slope === 'number' ? tensorOf(slope, shape) : slope);
  return tensors;
}

function tensorOf(slope: number, shape: number[]): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  return tf.engine().makeTensor(new Float32Array(size).fill(slope), shape, 'float32') as tf.Tensor;
}

const isScalar = ({ size, dtype }: tf.Tensor) => size === 1 && dtype === 'float32';

function numberOf(slope: Slope): number {
  if (typeof slope === 'number') return slope;
  const memory = wasmMemory();
  return memory.read(memory.pointer(slope));
}
