/**
 * The Bayesian dense layer in one kernel:
 *
 *   W = weightMu + e^weightLogSigma * noise,  b = biasMu + e^biasLogSigma * noise,  y = x W + b
 *
 * With dy the loss's gradient by y, the chain rule gives (products of matrices, then elementwise ones)
 *
 *   by x = dy W^T,  by weightMu = x^T dy,  by biasMu = the column sums of dy,
 *   by a log sigma = by its mu * e^logSigma * noise
 *
 * since W depends on mu with slope 1 and on log sigma with slope sigma * noise = W - mu.
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
import { type Noise, noiseTensors, writeSample } from './sampled-weights';
import { wasmMemory } from './wasm-memory';

const kernelName = 'BayesSampledDense';
const byPosteriorName = 'BayesSampledDenseByPosterior';
const byInputName = 'BayesSampledDenseByInput';

/** Whether `sampledDense` can be used with this input on the backend in use. */
export function canFuseDense(x: tf.Tensor): boolean {
  return x.rank === 2 && x.dtype === 'float32' && hasFused(kernelName);
}

/**
 * @param x [batch, inputs]
 * @returns [batch, units], differentiable in x and in the posterior, twice as well
 */
export function sampledDense(x: tf.Tensor, posterior: Posterior, noise: Noise): tf.Tensor {
  const attributes = { noise, remembered: remember(posterior) };
  return tf.engine().runKernel(kernelName, { x, ...posterior }, attributes as unknown as tf.NamedAttrMap);
}

type Inputs = Posterior & { x: tf.Tensor; dy: tf.Tensor };

/** Samples W and b into scratch memory; behind them is room for a second matrix of W's size. */
function sample(posterior: Posterior, noise: Noise) {
  const [size, units] = [posterior.weightMu.size, posterior.biasMu.size];
  const weight = wasmMemory().scratch(2 * noise.length + size);
  const bias = weight + 4 * size;
  const forNoise = bias + 4 * units;
  writeSample(posterior, noise, { noise: forNoise, weight, bias });
  return { weight, bias, second: forNoise + 4 * noise.length };
}

function forward({ inputs, attrs }: KernelCall): tf.TensorInfo {
  const { x, ...posterior } = inputs as Inputs;
  const { weight, bias, second } = sample(posterior, (attrs as { noise: Noise }).noise);
  const [batch, width, units] = [x.shape[0] as number, x.shape[1] as number, posterior.biasMu.size];
  const memory = wasmMemory();
  const y = memory.output([batch, units]);
  memory.loops.dense(batch, width, units, memory.pointer(x), weight, bias, memory.pointer(y), second, false);
  return y;
}

function byInput({ inputs, attrs }: KernelCall): tf.TensorInfo {
  const { dy, ...posterior } = inputs as Inputs;
  const { weight, second } = sample(posterior, (attrs as { noise: Noise }).noise);
  const memory = wasmMemory();
  const [batch, width] = [dy.shape[0] as number, posterior.weightMu.shape[0] as number];
  const byX = memory.output([batch, width]);
  const units = posterior.biasMu.size;
  memory.loops.denseInputGradient(
    batch,
    width,
    units,
    memory.pointer(dy),
    weight,
    memory.pointer(byX),
    second,
  );
  return byX;
}

function byPosterior({ inputs, attrs }: KernelCall): tf.TensorInfo[] {
  const { x, dy, weightLogSigma, biasLogSigma } = inputs as Inputs;
  const { noise } = attrs as { noise: Noise };
  const memory = wasmMemory();
  const { loops } = memory;
  const [batch, width, units] = [x.shape[0] as number, x.shape[1] as number, dy.shape[1] as number];
  const size = width * units;
  const byMu = memory.output([width, units]);
  const byLogSigma = memory.output([width, units]);
  const byBiasMu = memory.output([units]);
  const byBiasLogSigma = memory.output([units]);
  const scratch = memory.scratch(noise.length + 1);
  const [toMu, toBias] = [memory.pointer(byMu), memory.pointer(byBiasMu)];
  loops.denseWeightGradient(
    batch,
    width,
    units,
    memory.pointer(x),
    memory.pointer(dy),
    toMu,
    toBias,
    scratch,
  );
  memory.write(scratch, noise);
  const forBias = scratch + 4 * size;
  loops.sampleGradient(size, toMu, memory.pointer(weightLogSigma), scratch, memory.pointer(byLogSigma));
  loops.sampleGradient(units, toBias, memory.pointer(biasLogSigma), forBias, memory.pointer(byBiasLogSigma));
  return [byMu, byLogSigma, byBiasMu, byBiasLogSigma];
}

/** The same gradients in operations that have gradients themselves. */
function plainGradients(dy: tf.Tensor, x: tf.Tensor, posterior: Posterior, noise: Noise) {
  const { weightMu, weightLogSigma, biasMu, biasLogSigma } = posterior;
  const [forWeight, forBias] = noiseTensors(noise, weightMu, biasMu);
  const spread = (logSigma: tf.Tensor, by: tf.Tensor) => tf.mul(tf.exp(logSigma), by);
  const byMu = () => tf.matMul(x, dy, true);
  const byBias = () => tf.sum(dy, 0);
  return {
    x: () => tf.matMul(dy, tf.add(weightMu, spread(weightLogSigma, forWeight)), false, true),
    weightMu: byMu,
    weightLogSigma: () => tf.mul(byMu(), spread(weightLogSigma, forWeight)),
    biasMu: byBias,
    biasLogSigma: () => tf.mul(byBias(), spread(biasLogSigma, forBias)),
  };
}

const gradient: tf.GradConfig = {
  kernelName,
  inputsToSave: ['x'],
  gradFunc(dy, [x], attrs) {
    const { noise, remembered } = attrs as unknown as { noise: Noise; remembered: Remembered };
    const posterior = recall(remembered);
    const { weightLogSigma, biasLogSigma } = posterior;
    const byY = dy as tf.Tensor;
    if (isRecorded() || !hasFused(kernelName)) return plainGradients(byY, x as tf.Tensor, posterior, noise);
    // All four at once and now: whatever a function below makes besides its result would be disposed with it.
    const byParameter = runFused(
      byPosteriorName,
      { x: x as tf.Tensor, dy: byY, weightLogSigma, biasLogSigma },
      { noise },
    );
    const named = posteriorNames.map((name, i) => [name, () => byParameter[i] as tf.Tensor]);
    const byX = () => tf.engine().runKernel(byInputName, { dy: byY, ...posterior }, attrs);
    return { x: byX, ...Object.fromEntries(named) };
  },
};

/** Makes the kernel available on the WebAssembly backend. */
export function registerSampledDense(): void {
  registerFused(kernelName, 'wasm', forward);
  registerFused(byInputName, 'wasm', byInput);
  registerFused(byPosteriorName, 'wasm', byPosterior);
  tf.registerGradient(gradient);
}
