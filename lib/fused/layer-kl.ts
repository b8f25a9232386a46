/**
 * The KL divergence of all weights and biases of a layer from one Gaussian prior, in one kernel. With
 *
 *   u = 2 (logSigma - priorLogSigma)  and  z = (mu - priorMu) / priorSigma
 *
 * it is the sum of (e^u - 1 - u + z^2) / 2, see ../gaussian-kl.ts. Its slopes, by du/dlogSigma = 2, dz/dmu = 1/priorSigma:
 *
 *   by mu = z / priorSigma,  by logSigma = e^u - 1
 */
import * as tf from '@tensorflow/tfjs';
import { FusedKernel, isRecorded, type Posterior, recall, remember, tensorsOf } from './fused-kernel';
import { type Gradient, record } from './tape';
import { wasmMemory } from './wasm-memory';

/** The Gaussian prior of every weight and bias. */
export interface Prior {
  priorMu: number;
  priorLogSigma: number;
}

/** One layer's KL divergence. */
export interface LayerKl extends Prior {
  posterior: Posterior;
  /** e^u - 1 of the weights and of the biases, where the kernel has them left over and a tape asks for the gradient. */
  slopes?: [weights?: Float32Array, biases?: Float32Array];
}

/** The sum. */
export const layerKlKernel = new FusedKernel<LayerKl>();
/** Its slopes by means and log sigmas of the weights, then of the biases. */
export const layerKlGradientKernel = new FusedKernel<{ call: LayerKl; dy: tf.Tensor }>();

/** Whether `layerKl` can be used on the backend in use. */
export function canFuseKl(): boolean {
  return layerKlKernel.isThere;
}

/** @returns a scalar: the SUM in nats, differentiable in the posterior, twice as well */
export function layerKl(posterior: Posterior, { priorMu, priorLogSigma }: Prior): tf.Scalar {
  const call: LayerKl = { posterior, priorMu, priorLogSigma };
  const [kl] = layerKlKernel.run(call) as [tf.Scalar];
  record('BayesLayerKl', tensorsOf(posterior), kl, gradientOf(call));
  return kl;
}

function forward({ posterior, priorMu, priorLogSigma }: LayerKl): tf.TensorInfo[] {
  const { weightMu, weightLogSigma, biasMu, biasLogSigma } = posterior;
  const memory = wasmMemory();
  const { loops } = memory;
  const means = (mu: tf.Tensor) =>
    loops.klOfMeans(mu.size, memory.pointer(mu), priorMu, inverseRoot(priorLogSigma));
  const sigmas = (logSigma: tf.Tensor) =>
    loops.klOfSigmas(logSigma.size, memory.pointer(logSigma), priorLogSigma, 0);
  const kl = memory.output([]);
  memory.set(
    memory.pointer(kl),
    means(weightMu) + sigmas(weightLogSigma) + means(biasMu) + sigmas(biasLogSigma),
  );
  return [kl];
}

function slopes({ call, dy }: { call: LayerKl; dy: tf.Tensor }): tf.TensorInfo[] {
  const { posterior, priorMu, priorLogSigma } = call;
  const { weightMu, weightLogSigma, biasMu, biasLogSigma } = posterior;
  const memory = wasmMemory();
  const { loops } = memory;
  const byKl = memory.read(memory.pointer(dy));
  const means = (mu: tf.Tensor) => {
    const by = memory.output(mu.shape);
    const [from, to] = [memory.pointer(mu), memory.pointer(by)];
    loops.klByMeans(mu.size, from, priorMu, inverseRoot(priorLogSigma), byKl, to);
    return by;
  };
  const sigmas = (logSigma: tf.Tensor) => {
    const by = memory.output(logSigma.shape);
    loops.klBySigmas(logSigma.size, memory.pointer(logSigma), priorLogSigma, byKl, memory.pointer(by));
    return by;
  };
  return [means(weightMu), sigmas(weightLogSigma), means(biasMu), sigmas(biasLogSigma)];
}

/** 1 / priorSigma, at most what float32 holds, so that 0 times it is 0. */
export const inverseSigma = (priorLogSigma: number) => Math.min(Math.exp(-priorLogSigma), 3.4e38);

/** 1 / sqrt(priorSigma), to be taken twice: 1 / priorSigma itself may not fit float32. */
const inverseRoot = (priorLogSigma: number) => Math.exp(-priorLogSigma / 2);

function gradientOf(call: LayerKl): Gradient {
  const remembered = remember(call.posterior);
  return (dy) => {
    recall(remembered);
    if (isRecorded() || !layerKlGradientKernel.isThere) return plainGradients(dy, call);
    const [byWeightMu, byWeightLogSigma, byBiasMu, byBiasLogSigma] = layerKlGradientKernel.run({ call, dy });
    return [
      () => byWeightMu,
      () => byWeightLogSigma,
      () => byBiasMu,
      () => byBiasLogSigma,
    ] as (() => tf.Tensor)[];
  };
}

/** The same gradients in operations that have gradients themselves. */
function plainGradients(dy: tf.Tensor, { posterior, priorMu, priorLogSigma }: LayerKl) {
  const { weightMu, weightLogSigma, biasMu, biasLogSigma } = posterior;
  const inverse = inverseSigma(priorLogSigma);
  const byMu = (mu: tf.Tensor) => tf.mul(tf.mul(tf.sub(mu, priorMu), inverse), tf.mul(dy, inverse));
  const byLogSigma = (logSigma: tf.Tensor) =>
    tf.mul(dy, tf.expm1(tf.mul(tf.sub(logSigma, priorLogSigma), 2)));
  return [
    () => byMu(weightMu),
    () => byLogSigma(weightLogSigma),
    () => byMu(biasMu),
    () => byLogSigma(biasLogSigma),
  ];
}

/** Makes the kernel available on the WebAssembly backend. */
export function registerLayerKl(): void {
  layerKlKernel.register('wasm', forward);
  layerKlGradientKernel.register('wasm', slopes);
}
