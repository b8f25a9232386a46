/**
 * The KL divergence of ./layer-kl.ts for native TensorFlow. It has operations for the means' part and for the gradients,
 * but makes some twenty of e^u - 1 - u near 0: for that the log sigmas are copied to the loops' memory. There e^u - 1,
 * the slope by log sigma, is left over, and waits in plain arrays for the gradient.
 */
import * as tf from '@tensorflow/tfjs';
import { isRecorded } from './fused-kernel';
import { inverseSigma, type LayerKl, layerKlGradientKernel, layerKlKernel, type Prior } from './layer-kl';
import { LoopsMemory } from './loops-memory';
import { floats, nativeBackend } from './native-backend';

let memory: LoopsMemory | undefined;

/** The log sigmas' part of the sum, and its slopes where a tape asks for them. */
function ofSigmas(logSigma: tf.Tensor, { priorLogSigma }: Prior): [sum: number, slopes?: Float32Array] {
  memory ??= new LoopsMemory();
  const { loops } = memory;
  const { size } = logSigma;
  const buffer = memory.atLeast(8 * size);
  new Float32Array(buffer).set(logSigma.dataSync());
  if (!isRecorded()) return [loops.klOfSigmas(size, 0, priorLogSigma, 0)];
  const behind = 4 * size;
  return [loops.klOfSigmas(size, 0, priorLogSigma, behind), new Float32Array(buffer, behind, size).slice()];
}

const centred = (mu: tf.Tensor, { priorMu }: Prior) => (priorMu === 0 ? mu : tf.sub(mu, priorMu));

function ofMeans(mu: tf.Tensor, prior: Prior): tf.Tensor {
  const z = tf.mul(centred(mu, prior), inverseSigma(prior.priorLogSigma));
  return nativeBackend().executeSingleOutput('L2Loss', [floats('T')], [z]); // the sum of z^2 / 2
}

function forward(call: LayerKl): tf.Tensor[] {
  const { weightMu, weightLogSigma, biasMu, biasLogSigma } = call.posterior;
  const [ofWeights, byWeights] = ofSigmas(weightLogSigma, call);
  const [ofBiases, byBiases] = ofSigmas(biasLogSigma, call);
  call.slopes = [byWeights, byBiases];
  return tf.tidy(() => {
    const means = tf.add(ofMeans(weightMu, call), ofMeans(biasMu, call));
    return [tf.add(means, ofWeights + ofBiases)];
  });
}

function gradients({ call, dy }: { call: LayerKl; dy: tf.Tensor }): tf.Tensor[] {
  const { weightMu, biasMu } = call.posterior;
  const inverse = inverseSigma(call.priorLogSigma);
  const [ofWeights, ofBiases] = call.slopes as [Float32Array, Float32Array];
  const byMu = (mu: tf.Tensor) => tf.mul(tf.mul(centred(mu, call), inverse), tf.mul(dy, inverse));
  const byLogSigma = (slopes: Float32Array, { shape }: tf.Tensor) => tf.mul(tf.tensor(slopes, shape), dy);
  return tf.tidy(() => [
    byMu(weightMu),
    byLogSigma(ofWeights, weightMu),
    byMu(biasMu),
    byLogSigma(ofBiases, biasMu),
  ]);
}

/** Makes the kernels available on native TensorFlow. */
export function registerNativeLayerKl(): void {
  layerKlKernel.register('tensorflow', forward);
  layerKlGradientKernel.register('tensorflow', gradients);
}
