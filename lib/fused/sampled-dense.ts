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
  POSTERIOR,
  type Posterior,
  type Remembered,
  recall,
  remember,
  runFused,
} from './fused-kernel';
import { wasmMemory } from './wasm-memory';

const FORWARD = 'BayesSampledDense';
const BY_POSTERIOR = 'BayesSampledDenseByPosterior';
const BY_INPUT = 'BayesSampledDenseByInput';

/** Standard normal numbers for the weights, [inputs * units], and for the biases, [units]. */
export type Noise = [weight: Float32Array, bias: Float32Array];

/** Whether `sampledDense` can be used with this input on the backend in use. */
export function canFuseDense(x: tf.Tensor): boolean {
  return x.rank === 2 && x.dtype === 'float32' && hasFused(FORWARD);
}

/**
 * @param x [batch, inputs]
 * @returns [batch, units], differentiable in x and in the posterior, twice as well
 */
export function sampledDense(x: tf.Tensor, posterior: Posterior, noise: Noise): tf.Tensor {
  const attributes = { noise, remembered: remember(posterior) };
  return tf.engine().runKernel(FORWARD, { x, ...posterior }, attributes as unknown as tf.NamedAttrMap);
}

type Inputs = Posterior & { x: tf.Tensor; dy: tf.Tensor };
interface Call {
  inputs: unknown;
  attrs?: unknown;
}

/** Draws W and b into scratch memory; behind them is room for a third matrix of W's size. */
function draw({ weightMu, weightLogSigma, biasMu, biasLogSigma }: Posterior, [forWeight, forBias]: Noise) {
  const memory = wasmMemory();
  const { loops } = memory;
  const [size, units] = [weightMu.size, biasMu.size];
  const weight = memory.scratch(3 * size + 2 * units);
  const bias = weight + 4 * size;
  const [weightNoise, biasNoise] = [bias + 4 * units, bias + 4 * (units + size)];
  memory.write(weightNoise, forWeight);
  memory.write(biasNoise, forBias);
  loops.sample(size, memory.pointer(weightMu), memory.pointer(weightLogSigma), weightNoise, weight);
  loops.sample(units, memory.pointer(biasMu), memory.pointer(biasLogSigma), biasNoise, bias);
  return { weight, bias, weightNoise, biasNoise, third: biasNoise + 4 * units };
}

function forward({ inputs, attrs }: Call): tf.TensorInfo {
  const { x, ...posterior } = inputs as Inputs;
  const { weight, bias, third } = draw(posterior, (attrs as { noise: Noise }).noise);
  const [batch, width, units] = [x.shape[0] as number, x.shape[1] as number, posterior.biasMu.size];
  const memory = wasmMemory();
  const y = memory.output([batch, units]);
  memory.loops.dense(batch, width, units, memory.pointer(x), weight, bias, memory.pointer(y), third);
  return y;
}

function byInput({ inputs, attrs }: Call): tf.TensorInfo {
  const { dy, ...posterior } = inputs as Inputs;
  const { weight, third } = draw(posterior, (attrs as { noise: Noise }).noise);
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
    third,
  );
  return byX;
}

function byPosterior({ inputs, attrs }: Call): tf.TensorInfo[] {
  const { x, dy, weightLogSigma, biasLogSigma } = inputs as Inputs;
  const [forWeight, forBias] = (attrs as { noise: Noise }).noise;
  const memory = wasmMemory();
  const { loops } = memory;
  const [batch, width, units] = [x.shape[0] as number, x.shape[1] as number, dy.shape[1] as number];
  const size = width * units;
  const byMu = memory.output([width, units]);
  const byLogSigma = memory.output([width, units]);
  const byBiasMu = memory.output([units]);
  const byBiasLogSigma = memory.output([units]);
  const scratch = memory.scratch(size + 1);
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
  memory.write(scratch, forWeight);
  loops.sampleGradient(size, toMu, memory.pointer(weightLogSigma), scratch, memory.pointer(byLogSigma));
  memory.write(scratch, forBias);
  loops.sampleGradient(units, toBias, memory.pointer(biasLogSigma), scratch, memory.pointer(byBiasLogSigma));
  return [byMu, byLogSigma, byBiasMu, byBiasLogSigma];
}

/** The same gradients in operations that have gradients themselves. */
function plainGradients(dy: tf.Tensor, x: tf.Tensor, posterior: Posterior, [forWeight, forBias]: Noise) {
  const { weightMu, weightLogSigma, biasLogSigma } = posterior;
  const spread = (logSigma: tf.Tensor, noise: Float32Array) =>
    tf.mul(tf.exp(logSigma), tf.tensor(noise, logSigma.shape));
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
  kernelName: FORWARD,
  inputsToSave: ['x'],
  gradFunc(dy, [x], attrs) {
    const { noise, remembered } = attrs as unknown as { noise: Noise; remembered: Remembered };
    const posterior = recall(remembered);
    const { weightLogSigma, biasLogSigma } = posterior;
    const byY = dy as tf.Tensor;
    if (isRecorded() || !hasFused(FORWARD)) return plainGradients(byY, x as tf.Tensor, posterior, noise);
    // All four at once and now: whatever a function below makes besides its result would be disposed with it.
    const byParameter = runFused(
      BY_POSTERIOR,
      { x: x as tf.Tensor, dy: byY, weightLogSigma, biasLogSigma },
      { noise },
    );
    const named = POSTERIOR.map((name, i) => [name, () => byParameter[i] as tf.Tensor]);
    const byX = () => tf.engine().runKernel(BY_INPUT, { dy: byY, ...posterior }, attrs);
    return { x: byX, ...Object.fromEntries(named) };
  },
};

/** Makes the kernel available on the WebAssembly backend. */
export function registerSampledDense(): void {
  for (const [kernelName, kernelFunc] of [
    [FORWARD, forward],
    [BY_INPUT, byInput],
    [BY_POSTERIOR, byPosterior],
  ] as const) {
    tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc: kernelFunc as tf.KernelFunc });
  }
  tf.registerGradient(gradient);
}
