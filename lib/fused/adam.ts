/**
 * Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1) over all variables in one go.
 *
 * For the gradient g of step t, with moments m and v that start at 0:
 *
 *   m <- beta1 m + (1 - beta1) g,  v <- beta2 v + (1 - beta2) g^2
 *   value <- value - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 *
 * The two corrections are the same for all numbers, so they move into the factor and into epsilon:
 * rate = learningRate root / (1 - beta1^t) and epsilon root, with root = sqrt(1 - beta2^t).
 */
import * as tf from '@tensorflow/tfjs';
import { hasFused, isRecorded, type KernelCall, registerFused } from './fused-kernel';
import { variableGradients } from './variable-gradients';
import { wasmMemory } from './wasm-memory';

export const adamKernel = 'BayesAdam';

type Gradients = Parameters<tf.AdamOptimizer['applyGradients']>[0];
interface Moment {
  originalName: string;
  variable: tf.Variable;
}
/** The private state of tf.AdamOptimizer 4.22, which saving, loading and the plain path share. */
interface State {
  accBeta1: tf.Variable;
  accBeta2: tf.Variable;
  accumulatedFirstMoment: Moment[];
  accumulatedSecondMoment: Moment[];
}
/** What a kernel named `BayesAdam` gets: one step for some variables, whose moments it changes too. */
export interface AdamStep {
  updates: Update[];
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  power1: number; // beta1^t
  power2: number; // beta2^t
}
interface Update {
  value: tf.Variable;
  gradient: tf.Tensor;
  mean: tf.Variable;
  square: tf.Variable;
}

class FusedAdam extends tf.AdamOptimizer {
  /** beta1^t and beta2^t, in float32 like the optimizer's variables of them, which lag behind while this is set. */
  #products?: [beta1: number, beta2: number];

  override computeGradients(
    loss: () => tf.Scalar,
    varList?: tf.Variable[],
  ): ReturnType<tf.AdamOptimizer['computeGradients']> {
    const variables = varList ?? Object.values(tf.engine().registeredVariables);
    const trainable = variables.filter((variable) => variable.trainable);
    const someFrozen = varList !== undefined && trainable.length < varList.length; // they get a null
    if (someFrozen || isRecorded() || !hasFused(adamKernel)) return super.computeGradients(loss, varList);
    const { value, gradients } = variableGradients(loss, trainable);
    return { value, grads: gradients };
  }

  override applyGradients(gradients: Gradients): void {
    const updates = hasFused(adamKernel) ? this.#updates(gradients) : undefined;
    if (updates) {
      tf.engine().runKernel(adamKernel, {}, { updates, ...this.#step() } as unknown as tf.NamedAttrMap);
      this.incrementIterations();
      return;
    }
    this.#catchUp();
    super.applyGradients(gradients);
  }

  get #state(): State {
    return this as unknown as State;
  }

  /** What the kernel works on; undefined where the moments are not those of these variables, in this order. */
  #updates(gradients: Gradients): Update[] | undefined {
    const entries = Array.isArray(gradients)
      ? gradients.map(({ name, tensor }) => [name, tensor] as const)
      : Object.entries(gradients);
    const { accumulatedFirstMoment, accumulatedSecondMoment } = this.#state;
    const updates: Update[] = [];
    for (const [i, [name, gradient]] of entries.entries()) {
      const value = tf.engine().registeredVariables[name];
      if (!value) return undefined;
      accumulatedFirstMoment[i] ??= { originalName: `${name}/m`, variable: zeros(value) };
      accumulatedSecondMoment[i] ??= { originalName: `${name}/v`, variable: zeros(value) };
      const [mean, square] = [accumulatedFirstMoment[i], accumulatedSecondMoment[i]];
      const fits = [gradient, mean.variable, square.variable].every(
        (tensor) => tensor == null || (tensor.dtype === 'float32' && tensor.size === value.size),
      );
      if (!fits || mean.originalName !== `${name}/m`) return undefined;
      if (gradient == null) continue; // frozen: it has no gradient and keeps its value
      updates.push({ value, gradient, mean: mean.variable, square: square.variable });
    }
    return updates;
  }

  override async setWeights(weights: Parameters<tf.AdamOptimizer['setWeights']>[0]): Promise<void> {
    await super.setWeights(weights);
    this.#products = undefined;
  }

  #step() {
    const { beta1, beta2, learningRate, epsilon } = this;
    const { accBeta1, accBeta2 } = this.#state;
    const [power1, power2] = this.#products ?? [only(accBeta1), only(accBeta2)];
    this.#products = [f32(power1 * f32(beta1)), f32(power2 * f32(beta2))];
    return { learningRate, beta1, beta2, epsilon, power1, power2 };
  }

  #catchUp(): void {
    const products = this.#products;
    if (!products) return;
    tf.tidy(() => {
      this.#state.accBeta1.assign(tf.scalar(products[0]));
      this.#state.accBeta2.assign(tf.scalar(products[1]));
    });
    this.#products = undefined;
  }
}

const f32 = Math.fround;
const only = (scalar: tf.Tensor) => scalar.dataSync()[0] as number;
const zeros = (like: tf.Tensor) => tf.tidy(() => tf.zerosLike(like).variable(false));

/**
 * The optimizer Adam, with the same numbers, `getWeights`, `setWeights` and configuration as `tf.train.adam`, but with
 * one pass over each variable where the backend has the fused kernel.
 *
 * @param learningRate the step size: above 0. Default 0.001
 * @param beta1 decay of the mean of gradients: 0 to 1, without 1. Default 0.9
 * @param beta2 decay of the mean of squared gradients: 0 to 1, without 1. Default 0.999
 * @param epsilon keeps the divisor above 0. Default the backend's, 1e-7
 * @throws {RangeError} for a value out of its range
 * @example
 * const [x, y] = [tf.tensor2d([[-1], [0], [1]]), tf.tensor2d([[-0.84], [0], [0.84]])]; // [3, 1] each
 * const optimizer = adam(0.01);
 * optimizer.minimize(() => tf.losses.meanSquaredError(y, forward(model, x)));
 */
export function adam(learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon?: number): tf.AdamOptimizer {
  check('learningRate', learningRate, learningRate > 0, 'above 0');
  check('beta1', beta1, beta1 >= 0 && beta1 < 1, 'from 0 to below 1');
  check('beta2', beta2, beta2 >= 0 && beta2 < 1, 'from 0 to below 1');
  if (epsilon !== undefined) check('epsilon', epsilon, epsilon > 0, 'above 0');
  return new FusedAdam(learningRate, beta1, beta2, epsilon);
}

function check(name: string, value: number, holds: boolean, rule: string): void {
  if (!Number.isFinite(value) || !holds) {
    throw new RangeError(`Cannot make Adam: ${name} must be a finite number ${rule}, got ${value}`);
  }
}

function step({ attrs }: KernelCall): tf.TensorInfo[] {
  const { updates, learningRate, beta1, beta2, epsilon, power1, power2 } = attrs as AdamStep;
  const root = Math.sqrt(f32(1 - power2));
  const rate = (learningRate * root) / f32(1 - power1);
  const memory = wasmMemory();
  for (const { value, gradient, mean, square } of updates) {
    for (const moment of [mean, square]) makeOwn(moment);
    const moved = memory.output(value.shape);
    const [at, by, to] = [memory.pointer(value), memory.pointer(gradient), memory.pointer(moved)];
    const [m, v] = [memory.pointer(mean), memory.pointer(square)];
    const [rest1, rest2] = [1 - beta1, 1 - beta2];
    memory.loops.adam(value.size, at, by, m, v, to, rate, beta1, rest1, beta2, rest2, epsilon * root);
    // Not in place: the backend keeps a packed copy of a matrix it has multiplied by, for as long as its numbers live.
    tf.tidy(() => value.assign(tf.engine().makeTensorFromTensorInfo(moved)));
  }
  return [];
}

/** Moments are changed in place, so those whose numbers another tensor shares, as when saved, are copied first. */
function makeOwn(variable: tf.Variable): void {
  const memory = wasmMemory();
  if (memory.isOwn(variable)) return;
  tf.tidy(() => variable.assign(tf.add(variable, 0)));
}

/** Makes the kernel available on the WebAssembly backend. */
export function registerAdam(): void {
  registerFused(adamKernel, 'wasm', step);
}
