/**
 * The two losses of the lecture, each in one kernel and its gradient in another; TensorFlow.js makes some 10 and 35 kernels
 * of them. With n numbers or rows,
 *
 *   mean squared error: sum of (output - label)^2 / n,  by output = 2 (output - label) / n = minus that by label
 *   softmax cross-entropy: sum of -label . log softmax(output) / n,
 *     by output = (total softmax(output) - label) / n, where total is the sum of the row's labels,
 *     by label = -log softmax(output) / n
 *
 * TensorFlow.js 4.22 takes total = 1 for granted, so that a row of other labels has the right value and another gradient.
 */
import * as tf from '@tensorflow/tfjs';
import { crossEntropyByLabels, crossEntropyByOutputs, plainCrossEntropy } from './cross-entropy';
import { FusedKernel, isRecorded } from './fused-kernel';
import { record } from './tape';
import { type WasmMemory, wasmMemory } from './wasm-memory';

type Losses = typeof tf.losses;

interface Call {
  labels: tf.Tensor;
  outputs: tf.Tensor;
}

/** What the two losses differ in: the loops, and what their sums are divided by. */
interface FusedLoss {
  name: string;
  kernel: FusedKernel<Call>;
  /** The slopes by the outputs. */
  gradientKernel: FusedKernel<Call & { dy: tf.Tensor }>;
  /** The n of the formulas. */
  count(outputs: tf.Tensor): number;
  /** The gradients times n, in operations that have gradients themselves. */
  byOutputs(labels: tf.Tensor, outputs: tf.Tensor): tf.Tensor;
  byLabels(labels: tf.Tensor, outputs: tf.Tensor): tf.Tensor;
  sum(memory: WasmMemory, labels: tf.Tensor, outputs: tf.Tensor): number;
  gradient(memory: WasmMemory, labels: tf.Tensor, outputs: tf.Tensor, factor: number, to: number): void;
}

const squared: FusedLoss = {
  name: 'BayesMeanSquaredError',
  kernel: new FusedKernel(),
  gradientKernel: new FusedKernel(),
  count: ({ size }) => size,
  byOutputs: (labels, outputs) => tf.mul(2, tf.sub(outputs, labels)),
  byLabels: (labels, outputs) => tf.mul(2, tf.sub(labels, outputs)),
  sum: (memory, labels, outputs) =>
    memory.loops.squaredErrors(outputs.size, memory.pointer(labels), memory.pointer(outputs)),
  gradient: (memory, labels, outputs, factor, to) =>
    memory.loops.squaredErrorsGradient(
      outputs.size,
      memory.pointer(labels),
      memory.pointer(outputs),
      2 * factor,
      to,
    ),
};

const rows = ({ size, shape }: tf.Tensor) => size / (shape.at(-1) as number);
const crossEntropy: FusedLoss = {
  name: 'BayesSoftmaxCrossEntropy',
  kernel: new FusedKernel(),
  gradientKernel: new FusedKernel(),
  count: rows,
  byOutputs: crossEntropyByOutputs,
  byLabels: crossEntropyByLabels,
  sum: (memory, labels, outputs) => {
    const [count, classes] = [rows(outputs), outputs.shape.at(-1) as number];
    return memory.loops.crossEntropies(count, classes, memory.pointer(labels), memory.pointer(outputs));
  },
  gradient: (memory, labels, outputs, factor, to) => {
    const [count, classes] = [rows(outputs), outputs.shape.at(-1) as number];
    const [from, by] = [memory.pointer(labels), memory.pointer(outputs)];
    memory.loops.crossEntropiesGradient(count, classes, from, by, factor, to);
  },
};

/** As `tf.losses.meanSquaredError`: fused without weights, with the default reduction, on float32. */
export const meanSquaredError = ((labels, predictions, weights, reduction) =>
  canFuse(squared, labels, predictions, weights, reduction)
    ? run(squared, labels as tf.Tensor, predictions as tf.Tensor)
    : tf.losses.meanSquaredError(labels, predictions, weights, reduction)) as Losses['meanSquaredError'];

/**
 * As `tf.losses.softmaxCrossEntropy`, with the gradient of its value where the labels of a row do not sum to 1 too: fused
 * without weights and smoothing, with the default reduction, on float32.
 */
export const softmaxCrossEntropy = ((labels, logits, weights, labelSmoothing, reduction) =>
  !labelSmoothing && canFuse(crossEntropy, labels, logits, weights, reduction)
    ? run(crossEntropy, labels as tf.Tensor, logits as tf.Tensor)
    : plainCrossEntropy(labels, logits, weights, labelSmoothing, reduction)) as Losses['softmaxCrossEntropy'];

function canFuse(
  loss: FusedLoss,
  labels: tf.Tensor | tf.TensorLike,
  outputs: tf.Tensor | tf.TensorLike,
  weights?: tf.Tensor | tf.TensorLike,
  reduction: tf.Reduction = tf.Reduction.SUM_BY_NONZERO_WEIGHTS,
): boolean {
  return (
    weights == null &&
    reduction === tf.Reduction.SUM_BY_NONZERO_WEIGHTS &&
    isFloat(labels) &&
    isFloat(outputs) &&
    outputs.rank > 0 &&
    outputs.size > 0 &&
    tf.util.arraysEqual(labels.shape, outputs.shape) &&
    loss.kernel.isThere
  );
}

const isFloat = (value: unknown): value is tf.Tensor =>
  value instanceof tf.Tensor && value.dtype === 'float32';

function run(loss: FusedLoss, labels: tf.Tensor, outputs: tf.Tensor): tf.Tensor {
  const [value] = loss.kernel.run({ labels, outputs }) as [tf.Tensor];
  record(loss.name, [labels, outputs], value, (dy, saved) => gradients(loss, dy, saved), [labels, outputs]);
  return value;
}

function gradients(loss: FusedLoss, dy: tf.Tensor, saved: tf.Tensor[]) {
  const [labels, outputs] = saved as [tf.Tensor, tf.Tensor];
  const times = (slopes: tf.Tensor) => tf.mul(slopes, tf.div(dy, loss.count(outputs)));
  return [
    () => times(loss.byLabels(labels, outputs)),
    () =>
      isRecorded() || !loss.gradientKernel.isThere
        ? times(loss.byOutputs(labels, outputs))
        : (loss.gradientKernel.run({ labels, outputs, dy })[0] as tf.Tensor),
  ];
}

function register(loss: FusedLoss): void {
  loss.kernel.register('wasm', ({ labels, outputs }) => {
    const memory = wasmMemory();
    const value = memory.output([]);
    memory.set(memory.pointer(value), loss.sum(memory, labels, outputs) / loss.count(outputs));
    return [value];
  });
  loss.gradientKernel.register('wasm', ({ labels, outputs, dy }) => {
    const memory = wasmMemory();
    const byOutputs = memory.output(outputs.shape);
    const factor = memory.read(memory.pointer(dy)) / loss.count(outputs);
    loss.gradient(memory, labels, outputs, factor, memory.pointer(byOutputs));
    return [byOutputs];
  });
}

/** Makes the losses available on the WebAssembly backend. */
export function registerLosses(): void {
  register(squared);
  register(crossEntropy);
}
