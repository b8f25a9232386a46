/**
 * One sample of a layer's weights and biases in one kernel,
 *
 *   W = weightMu + e^weightLogSigma * noise,  b = biasMu + e^biasLogSigma * noise
 *
 * It has no gradient; where one is asked for, the plain operations sample.
 */
import * as tf from '@tensorflow/tfjs';
import { FusedKernel, isRecorded, type Posterior } from './fused-kernel';
import { wasmMemory } from './wasm-memory';

/** Standard normal numbers: inputs * units for the weights, then one for each of the units' biases. */
export type Noise = Float32Array;

const kernel = new FusedKernel<{ posterior: Posterior; noise: Noise }>();

/** The noise in the shapes of the weights and of the biases. */
export function noiseTensors(noise: Noise, weight: tf.Tensor, bias: tf.Tensor): [tf.Tensor, tf.Tensor] {
  const { size } = weight;
  return [tf.tensor(noise.subarray(0, size), weight.shape), tf.tensor(noise.subarray(size), bias.shape)];
}

/** Whether `sampledWeights` can be used, on the backend in use and outside of gradients. */
export function canFuseSample(): boolean {
  return kernel.isThere && !isRecorded();
}

/** @returns W [inputs, units] and b [units] */
export function sampledWeights(posterior: Posterior, noise: Noise): [tf.Tensor2D, tf.Tensor1D] {
  const [weight, bias] = kernel.run({ posterior, noise });
  return [weight as tf.Tensor2D, bias as tf.Tensor1D];
}

/** Writes W, b and the noise that they are made of to these places of the WebAssembly memory. */
export function writeSample(
  { weightMu, weightLogSigma, biasMu, biasLogSigma }: Posterior,
  noise: Noise,
  to: { noise: number; weight: number; bias: number },
): void {
  const memory = wasmMemory();
  const { loops } = memory;
  const { size } = weightMu;
  memory.write(to.noise, noise);
  loops.sample(size, memory.pointer(weightMu), memory.pointer(weightLogSigma), to.noise, to.weight);
  const forBias = to.noise + 4 * size;
  loops.sample(biasMu.size, memory.pointer(biasMu), memory.pointer(biasLogSigma), forBias, to.bias);
}

function forward({ posterior, noise }: { posterior: Posterior; noise: Noise }): tf.TensorInfo[] {
  const memory = wasmMemory();
  const weight = memory.output(posterior.weightMu.shape);
  const bias = memory.output(posterior.biasMu.shape);
  const scratch = memory.scratch(noise.length);
  writeSample(posterior, noise, {
    noise: scratch,
    weight: memory.pointer(weight),
    bias: memory.pointer(bias),
  });
  return [weight, bias];
}

/** Makes the kernel available on the WebAssembly backend. */
export function registerSampledWeights(): void {
  kernel.register('wasm', forward);
}
