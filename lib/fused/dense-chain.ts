/**
 * A whole net of dense layers at concrete weights in one kernel: x W1 + b1, relu of it where the layer has one, times
 * W2 and so on. A few rows at a time go through all layers, so that what stands between two layers stays in the
 * processor's cache: at 700 points and 100 units it would otherwise be written and read three times over.
 *
 * It has no gradient; where one is asked for, the layers are applied one by one.
 */
import * as tf from '@tensorflow/tfjs';
import { FusedKernel, isRecorded } from './fused-kernel';
import { wasmMemory } from './wasm-memory';

/** How many numbers between two layers are worked on at once: 16 KiB, half of a usual first-level cache. */
const inCache = 4096;

/** A dense layer of the net. */
export interface Link {
  weight: tf.Tensor; // [inputs, units]
  bias: tf.Tensor; // [units]
  /** Whether max(0, y) follows it. */
  relu: boolean;
}

interface Call {
  x: tf.Tensor;
  links: readonly Link[];
}

const kernel = new FusedKernel<Call>();

/** Whether `denseChain` can be used for them, on the backend in use and outside of gradients. */
export function canFuseChain(x: tf.Tensor, links: readonly Link[]): boolean {
  const isFloat = (tensor: tf.Tensor) => tensor.dtype === 'float32';
  return (
    kernel.isThere &&
    !isRecorded() &&
    x instanceof tf.Tensor &&
    !x.isDisposed &&
    x.shape.length === 2 &&
    x.shape[1] === links[0]?.weight.shape[0] &&
    isFloat(x) &&
    links.every(({ weight, bias }) => isFloat(weight) && isFloat(bias))
  );
}

/**
 * @param x [batch, inputs of the first layer]
 * @returns [batch, units of the last layer]
 */
export function denseChain(x: tf.Tensor, links: readonly Link[]): tf.Tensor {
  return kernel.run({ x, links })[0] as tf.Tensor;
}

function forward({ x, links }: Call): tf.TensorInfo[] {
  const memory = wasmMemory();
  const { loops } = memory;
  const batch = x.shape[0] as number;
  const widest = Math.max(...links.map(({ bias }) => bias.size));
  const largest = Math.max(...links.map(({ weight }) => weight.size));
  const rowsAtOnce = Math.max(4, Math.floor(inCache / widest / 4) * 4); // the product takes four rows at a time
  const y = memory.output([batch, links.at(-1)?.bias.size as number]);
  const scratch = memory.scratch(largest + 2 * rowsAtOnce * widest);
  const between = [scratch + 4 * largest, scratch + 4 * (largest + rowsAtOnce * widest)];
  const layers = links.map(({ weight, bias, relu }) => ({
    inputs: weight.shape[0] as number,
    units: bias.size,
    weight: memory.pointer(weight),
    bias: memory.pointer(bias),
    relu,
  }));
  const [fromX, toY] = [memory.pointer(x), memory.pointer(y)];
  for (let row = 0; row < batch; row += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, batch - row);
    let from = fromX + 4 * row * (x.shape[1] as number);
    layers.forEach(({ inputs, units, weight, bias, relu }, i) => {
      const to = i === layers.length - 1 ? toY + 4 * row * units : (between[i % 2] as number);
      loops.dense(rows, inputs, units, from, weight, bias, to, scratch, relu);
      from = to;
    });
  }
  return [y];
}

/** Makes the kernel available on the WebAssembly backend. */
export function registerDenseChain(): void {
  kernel.register('wasm', forward);
}
