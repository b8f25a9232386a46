/**
 * The KL divergence of ./layer-kl.ts for native TensorFlow. It has operations for the means' part of the sum and for all
 * gradients, but makes some twenty of e^u - 1 - u near 0: for that the log sigmas are copied to the loops' memory.
 */
import * as tf from '@tensorflow/tfjs';
import { type KernelCall, type Posterior, registerFused } from './fused-kernel';
import { inverseSigma, LAYER_KL, type Prior } from './layer-kl';
import { type Loops, loopsOver } from './loops';

const PAGE = 65536;
let memory: WebAssembly.Memory | undefined;
let loops: Loops | undefined;

function ofSigmas(logSigma: tf.Tensor, { priorLogSigma }: Prior): number {
  memory ??= new WebAssembly.Memory({ initial: 1 });
  loops ??= loopsOver(memory);
  const missing = 4 * logSigma.size - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  new Float32Array(memory.buffer).set(logSigma.dataSync());
  return loops.klOfSigmas(logSigma.size, 0, priorLogSigma);
}

function ofMeans(mu: tf.Tensor, { priorMu, priorLogSigma }: Prior): tf.Tensor {
  const z = tf.mul(tf.sub(mu, priorMu), inverseSigma(priorLogSigma));
  return tf.mul(tf.sum(tf.square(z)), 0.5);
}

function forward({ inputs, attrs }: KernelCall): tf.Tensor {
  const { weightMu, weightLogSigma, biasMu, biasLogSigma } = inputs as Posterior;
  const prior = attrs as Prior;
  return tf.tidy(() => {
    const means = tf.add(ofMeans(weightMu, prior), ofMeans(biasMu, prior));
    return tf.add(means, ofSigmas(weightLogSigma, prior) + ofSigmas(biasLogSigma, prior));
  });
}

/** Makes the kernel available on native TensorFlow. */
export function registerNativeLayerKl(): void {
  registerFused(LAYER_KL, 'tensorflow', forward);
}
