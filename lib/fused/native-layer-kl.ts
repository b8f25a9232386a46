/**
 * The KL divergence of ./layer-kl.ts for native TensorFlow, which has no such operation and needs some sixty for it: the
 * numbers are copied to the loops' memory instead, and the gradients back.
 */
import * as tf from '@tensorflow/tfjs';
import type { Posterior } from './fused-kernel';
import { LAYER_KL, LAYER_KL_GRADIENT, type Prior } from './layer-kl';
import { type Loops, loopsOver } from './loops';

const PAGE = 65536;
let memory: WebAssembly.Memory | undefined;
let loops: Loops | undefined;

interface Call {
  inputs: unknown;
  attrs?: unknown;
}

/** Puts a mean and a log sigma at the start of the memory, with room for two more arrays of their size behind them. */
function copied(mu: tf.Tensor, logSigma: tf.Tensor): { loops: Loops; buffer: ArrayBuffer } {
  memory ??= new WebAssembly.Memory({ initial: 1 });
  loops ??= loopsOver(memory);
  const missing = 16 * mu.size - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  const numbers = new Float32Array(memory.buffer);
  numbers.set(mu.dataSync());
  numbers.set(logSigma.dataSync(), mu.size);
  return { loops, buffer: memory.buffer };
}

function forward({ inputs, attrs }: Call): tf.Tensor {
  const { weightMu, weightLogSigma, biasMu, biasLogSigma } = inputs as Posterior;
  const { priorMu, priorLogSigma } = attrs as Prior;
  const sum = (mu: tf.Tensor, logSigma: tf.Tensor) =>
    copied(mu, logSigma).loops.kl(
      mu.size,
      0,
      4 * mu.size,
      priorMu,
      priorLogSigma,
      Math.exp(priorLogSigma / 2),
    );
  return tf.scalar(sum(weightMu, weightLogSigma) + sum(biasMu, biasLogSigma));
}

function gradients({ inputs, attrs }: Call): tf.Tensor[] {
  const { dy, weightMu, weightLogSigma, biasMu, biasLogSigma } = inputs as Posterior & { dy: tf.Tensor };
  const { priorMu, priorLogSigma } = attrs as Prior;
  const [factor] = dy.dataSync();
  const both = (mu: tf.Tensor, logSigma: tf.Tensor) => {
    const { loops, buffer } = copied(mu, logSigma);
    const [n, bytes] = [mu.size, 4 * mu.size];
    const root = Math.exp(priorLogSigma / 2);
    loops.klGradient(n, 0, bytes, priorMu, priorLogSigma, root, factor as number, 2 * bytes, 3 * bytes);
    return [2, 3].map((place) => tf.tensor(new Float32Array(buffer, place * bytes, n).slice(), mu.shape));
  };
  return [...both(weightMu, weightLogSigma), ...both(biasMu, biasLogSigma)];
}

/** Makes the kernel available on native TensorFlow. */
export function registerNativeLayerKl(): void {
  for (const [kernelName, kernelFunc] of [
    [LAYER_KL, forward],
    [LAYER_KL_GRADIENT, gradients],
  ] as const) {
    tf.registerKernel({
      kernelName,
      backendName: 'tensorflow',
      kernelFunc: kernelFunc as unknown as tf.KernelFunc,
    });
  }
}
