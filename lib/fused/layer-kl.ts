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
import {
  hasFused,
  isRecorded,
  type KernelCall,
  type Posterior,
  posteriorNames,
  type Remembered,
  recall,
  registerFused,
  remember,
  runFused,
} from './fused-kernel';
import { wasmMemory } from './wasm-memory';

export const layerKlKernel = 'BayesLayerKl';
export const layerKlGradientKernel = 'BayesLayerKlGradient';

/** The Gaussian prior of every weight and bias. */
export interface Prior {
  priorMu: number;
  priorLogSigma: number;
}

/** Whether `layerKl` can be used on the backend in use. */
export function canFuseKl(): boolean {
  return hasFused(layerKlKernel);
}

/** @returns a scalar: the SUM in nats, differentiable in the posterior, twice as well */
export function layerKl(posterior: Posterior, prior: Prior): tf.Scalar {
  const attributes = { ...prior, remembered: remember(posterior) };
  return tf.engine().runKernel(layerKlKernel, { ...posterior }, attributes as unknown as tf.NamedAttrMap);
}

type Inputs = Posterior & { dy: tf.Tensor };

function forward({ inputs, attrs }: KernelCall): tf.TensorInfo {
  const { weightMu, weightLogSigma, biasMu, biasLogSigma } = inputs as Inputs;
  const { priorMu, priorLogSigma } = attrs as Prior;
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
  return kl;
}

function gradients({ inputs, attrs }: KernelCall): tf.TensorInfo[] {
  const { dy, weightMu, weightLogSigma, biasMu, biasLogSigma } = inputs as Inputs;
  const { priorMu, priorLogSigma } = attrs as Prior;
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

const gradient: tf.GradConfig = {
  kernelName: layerKlKernel,
  gradFunc(dy, _saved, attrs) {
    const { priorMu, priorLogSigma, remembered } = attrs as unknown as Prior & { remembered: Remembered };
    const byKl = dy as tf.Tensor;
    const fused = !isRecorded() && hasFused(layerKlGradientKernel);
    const { weightMu, weightLogSigma, biasMu, biasLogSigma } = recall(remembered);
    if (fused) {
      const inputs = { dy: byKl, weightMu, weightLogSigma, biasMu, biasLogSigma };
      const byParameter = runFused(layerKlGradientKernel, inputs, attrs);
      return Object.fromEntries(posteriorNames.map((name, i) => [name, () => byParameter[i] as tf.Tensor]));
    }
    const inverse = inverseSigma(priorLogSigma);
    const byMu = (mu: tf.Tensor) => tf.mul(tf.mul(tf.sub(mu, priorMu), inverse), tf.mul(byKl, inverse));
    const byLogSigma = (logSigma: tf.Tensor) =>
      tf.mul(byKl, tf.expm1(tf.mul(tf.sub(logSigma, priorLogSigma), 2)));
    return {
      weightMu: () => byMu(weightMu),
      weightLogSigma: () => byLogSigma(weightLogSigma),
      biasMu: () => byMu(biasMu),
      biasLogSigma: () => byLogSigma(biasLogSigma),
    };
  },
};

/** Makes the kernel available on the WebAssembly backend. */
export function registerLayerKl(): void {
  registerFused(layerKlKernel, 'wasm', forward);
  registerFused(layerKlGradientKernel, 'wasm', gradients);
}

/** Makes the kernel differentiable, on every backend that has it. */
export function registerLayerKlGradient(): void {
  tf.registerGradient(gradient);
}
