/**
 * A net of Bayesian dense layers in one kernel, each with one sample of its weights and relu behind it where it has one:
 *
 *   W = weightMu + e^weightLogSigma * noise,  b = biasMu + e^biasLogSigma * noise,  y = x W + b or max(0, x W + b)
 *
 * With dy the loss's gradient by x W + b (0 where relu is closed), the chain rule gives, layer by layer from the last one
 * on (products of matrices, then elementwise ones),
 *
 *   by x = dy W^T,  by weightMu = x^T dy,  by biasMu = the column sums of dy,
 *   by a log sigma = by its mu * e^logSigma * noise
 *
 * since W depends on mu with slope 1 and on log sigma with slope sigma * noise = W - mu.
 */
import * as tf from '@tensorflow/tfjs';
import {
  FusedKernel,
  isRecorded,
  type Posterior,
  type Remembered,
  recall,
  remember,
  tensorsOf,
} from './fused-kernel';
import { type Noise, noiseTensors, writeSample } from './sampled-weights';
import { type Gradient, record } from './tape';
import { wasmMemory } from './wasm-memory';

/** A layer of the net. */
export interface SampledLink {
  posterior: Posterior;
  noise: Noise;
  /** Whether max(0, y) follows it: default no; never behind the last one. */
  relu?: boolean;
}

interface Call {
  x: tf.Tensor;
  links: readonly SampledLink[];
}

const kernel = new FusedKernel<Call>();
const posteriorsKernel = new FusedKernel<Call & { dy: tf.Tensor; hidden: readonly tf.Tensor[] }>();
const inputKernel = new FusedKernel<{ dy: tf.Tensor; link: SampledLink }>();

/** Whether `sampledDense` and `sampledChain` can be used with this input on the backend in use. */
export function canFuseDense(x: tf.Tensor): boolean {
  return x.rank === 2 && x.dtype === 'float32' && kernel.isThere;
}

/**
 * @param x [batch, inputs of the first layer]
 * @returns [batch, units of the last layer], differentiable in x and in the posteriors, twice as well
 */
export function sampledChain(x: tf.Tensor, links: readonly SampledLink[]): tf.Tensor {
  const [y, ...hidden] = kernel.run({ x, links }) as [tf.Tensor];
  const inputs = [x];
  for (const { posterior } of links) inputs.push(...tensorsOf(posterior));
  record('BayesSampledChain', inputs, y, gradientOf(links), [x], hidden);
  return y;
}

/** A net of one layer. */
export function sampledDense(x: tf.Tensor, posterior: Posterior, noise: Noise): tf.Tensor {
  return sampledChain(x, [{ posterior, noise }]);
}

/** Samples W and b into scratch memory; behind them is room for a second matrix of W's size. */
function sample({ posterior, noise }: SampledLink) {
  const [size, units] = [posterior.weightMu.size, posterior.biasMu.size];
  const weight = wasmMemory().scratch(2 * noise.length + size);
  const bias = weight + 4 * size;
  const forNoise = bias + 4 * units;
  writeSample(posterior, noise, { noise: forNoise, weight, bias });
  return { weight, bias, second: forNoise + 4 * noise.length };
}

/** The output, then those of the layers before the last. */
function forward({ x, links }: Call): tf.TensorInfo[] {
  const memory = wasmMemory();
  const batch = x.shape[0] as number;
  const outputs: tf.TensorInfo[] = [];
  let from: tf.TensorInfo = x;
  for (const link of links) {
    const [width, units] = link.posterior.weightMu.shape as [number, number];
    const y = memory.output([batch, units]);
    const { weight, bias, second } = sample(link);
    const [fromX, toY] = [memory.pointer(from), memory.pointer(y)];
    memory.loops.dense(batch, width, units, fromX, weight, bias, toY, second, link.relu === true);
    outputs.push(y);
    from = y;
  }
  return [outputs.pop() as tf.TensorInfo, ...outputs];
}

/** dy W^T. */
function inputSlopes(dy: tf.TensorInfo, link: SampledLink): tf.TensorInfo {
  const memory = wasmMemory();
  const [width, units] = link.posterior.weightMu.shape as [number, number];
  const batch = dy.shape[0] as number;
  const byX = memory.output([batch, width]);
  const { weight, second } = sample(link);
  const [from, to] = [memory.pointer(dy), memory.pointer(byX)];
  memory.loops.denseInputGradient(batch, width, units, from, weight, to, second);
  return byX;
}

/** The slopes by each layer's posterior, then, for the slope by x, dy of the first layer where it is not the last. */
function byPosteriors({ x, dy, links, hidden }: Parameters<typeof posteriorsKernel.run>[0]): tf.TensorInfo[] {
  const memory = wasmMemory();
  const slopes: tf.TensorInfo[] = [];
  let byY: tf.TensorInfo = dy;
  for (let i = links.length - 1; i > 0; i--) {
    const [link, before] = [links[i] as SampledLink, hidden[i - 1] as tf.Tensor];
    slopes.unshift(...posteriorSlopes(before, byY, link));
    const byX = inputSlopes(byY, link);
    const at = memory.pointer(byX);
    if (links[i - 1]?.relu) memory.loops.reluGradient(before.size, memory.pointer(before), at, at);
    if (byY !== dy) memory.free(byY);
    byY = byX;
  }
  slopes.unshift(...posteriorSlopes(x, byY, links[0] as SampledLink));
  return byY === dy ? slopes : [...slopes, byY];
}

function posteriorSlopes(
  x: tf.Tensor,
  dy: tf.TensorInfo,
  { posterior, noise }: SampledLink,
): tf.TensorInfo[] {
  const memory = wasmMemory();
  const { loops } = memory;
  const { weightMu, weightLogSigma, biasMu, biasLogSigma } = posterior;
  const [width, units] = weightMu.shape as [number, number];
  const byWeightMu = memory.output(weightMu.shape);
  const byWeightLogSigma = memory.output(weightLogSigma.shape);
  const byBiasMu = memory.output(biasMu.shape);
  const byBiasLogSigma = memory.output(biasLogSigma.shape);
  const [toMu, toBias] = [memory.pointer(byWeightMu), memory.pointer(byBiasMu)];
  const forWeight = memory.scratch(noise.length + 1);
  const forBias = forWeight + 4 * weightMu.size;
  const [fromX, fromY] = [memory.pointer(x), memory.pointer(dy)];
  loops.denseWeightGradient(x.shape[0] as number, width, units, fromX, fromY, toMu, toBias, forWeight);
  memory.write(forWeight, noise);
  const slope = (by: number, logSigma: tf.Tensor, forNoise: number, to: tf.TensorInfo) =>
    loops.sampleGradient(logSigma.size, by, memory.pointer(logSigma), forNoise, memory.pointer(to));
  slope(toMu, weightLogSigma, forWeight, byWeightLogSigma);
  slope(toBias, biasLogSigma, forBias, byBiasLogSigma);
  return [byWeightMu, byWeightLogSigma, byBiasMu, byBiasLogSigma];
}

/** The same gradients in operations that have gradients themselves. */
function plainGradients(dy: tf.Tensor, x: tf.Tensor, links: readonly SampledLink[]) {
  const steps = links.map(({ posterior, noise, relu }) => {
    const { weightMu, weightLogSigma, biasMu, biasLogSigma } = posterior;
    const [forWeight, forBias] = noiseTensors(noise, weightMu, biasMu);
    const ofWeight = tf.mul(tf.exp(weightLogSigma), forWeight);
    const ofBias = tf.mul(tf.exp(biasLogSigma), forBias);
    return { relu, ofWeight, ofBias, weight: tf.add(weightMu, ofWeight), bias: tf.add(biasMu, ofBias) };
  });
  const outputs = [x];
  for (const { weight, bias, relu } of steps) {
    const y = tf.add(tf.matMul(outputs.at(-1) as tf.Tensor, weight), bias);
    outputs.push(relu ? tf.relu(y) : y);
  }
  const slopes: tf.Tensor[] = [];
  let byY = dy;
  for (const [i, { weight, ofWeight, ofBias, relu }] of [...steps.entries()].reverse()) {
    if (relu) byY = tf.mul(byY, tf.step(outputs[i + 1] as tf.Tensor));
    const byWeight = tf.matMul(outputs[i] as tf.Tensor, byY, true);
    const byBias = tf.sum(byY, 0);
    slopes.unshift(byWeight, tf.mul(byWeight, ofWeight), byBias, tf.mul(byBias, ofBias));
    byY = tf.matMul(byY, weight, false, true);
  }
  return [byY, ...slopes];
}

/** The slopes by x and by each posterior's tensors, in the order of the operation's inputs. */
function gradientOf(links: readonly SampledLink[]): Gradient {
  const remembered: Remembered[] = [];
  for (const { posterior } of links) remembered.push(remember(posterior));
  return (dy, [first, ...hidden]) => {
    const x = first as tf.Tensor;
    for (const one of remembered) recall(one);
    const byInputs: (() => tf.Tensor)[] = [];
    if (isRecorded() || !posteriorsKernel.isThere) {
      for (const slope of plainGradients(dy, x, links)) byInputs.push(() => slope);
      return byInputs;
    }
    // All at once and now: whatever a function below makes besides its result would be disposed with it.
    const slopes = posteriorsKernel.run({ x, dy, links, hidden });
    const byFirst = slopes[4 * links.length] ?? dy;
    byInputs.push(() => inputKernel.run({ dy: byFirst, link: links[0] as SampledLink })[0] as tf.Tensor);
    for (let i = 0; i < 4 * links.length; i++) byInputs.push(() => slopes[i] as tf.Tensor);
    return byInputs;
  };
}

/** Makes the kernel available on the WebAssembly backend. */
export function registerSampledChain(): void {
  kernel.register('wasm', forward);
  posteriorsKernel.register('wasm', byPosteriors);
  inputKernel.register('wasm', ({ dy, link }) => [inputSlopes(dy, link)]);
}
