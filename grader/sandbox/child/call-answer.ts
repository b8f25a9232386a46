import { buildModel, toTensor } from '../../../exercises/build-model';
import type { Inputs, SideEffects } from '../../../exercises/call';
import { bayesLayers } from '../../../lib/bayes-layers';
import * as tf from '../../../lib/tensorflow';
import { readValue, type Values } from './read-value';

export type Answer = (...inputs: unknown[]) => unknown;

/** What one call came to. `got` says in words what was returned in place of tensors. */
export type Called = { got: string } | { value: Values; gradients?: Values; effects: SideEffects };

/**
 * Builds the inputs, calls the student's function on them and reads what it returns.
 *
 * @throws {Error} or any other value that the student's function throws
 */
export function callAnswer(answer: Answer, input: Inputs, withGradients: boolean): Called {
  tf.engine().startScope();
  try {
    const { inputs, tensors } = build(input);
    const before = tensors.map((tensor) => tensor.dataSync().slice());
    const tensorsBefore = tf.memory().numTensors;
    const returned = answer(...inputs);
    const value = readValue(returned);
    if (typeof value === 'string') return { got: value };
    const inputsDisposed = tensors.some(({ isDisposed }) => isDisposed);
    const effects: SideEffects = {
      inputsDisposed,
      inputsChanged:
        !inputsDisposed && tensors.some((tensor, index) => !equal(tensor.dataSync(), before[index])),
      tensorsLeaked: Math.max(0, tf.memory().numTensors - tensorsBefore - value.tensors.length),
    };
    if (!withGradients) return { value, effects };
    const gradients = gradientsOf(answer, inputs, tensors);
    return { value, effects, ...(gradients && { gradients }) };
  } finally {
    tf.engine().endScope();
  }
}

/** The arguments of the call, and every tensor among or within them. */
function build(input: Inputs): { inputs: unknown[]; tensors: tf.Tensor[] } {
  if ('model' in input) {
    const model = buildModel(input.model);
    return { inputs: [model], tensors: weightsOf(model) };
  }
  if ('ensemble' in input) {
    const ensemble = input.ensemble.map((member) => member.map(toTensor));
    return { inputs: [ensemble], tensors: ensemble.flat() };
  }
  const tensors = input.tensors.map(toTensor);
  return { inputs: tensors, tensors };
}

const weightsOf = (model: tf.LayersModel): tf.Tensor[] =>
  [...new Set(model.weights)].map((weight) => weight.read());

/** d value / d each weight of each BayesLinear layer, depth first; zeros where the value does not depend on it. */
function gradientsOf(answer: Answer, inputs: unknown[], tensors: tf.Tensor[]): Values | undefined {
  const weights = inputs[0] instanceof tf.LayersModel ? posteriorOf(inputs[0]) : tensors;
  try {
    const { grads } = tf.engine().gradients(() => answer(...inputs) as tf.Tensor, weights, undefined, true);
    const values = readValue(
      grads.map((gradient, index) => gradient ?? tf.zerosLike(weights[index] as tf.Tensor)),
    );
    return typeof values === 'string' ? undefined : values;
  } catch {
    return undefined; // the value stands without them; the parent sees that they are missing
  }
}

const posteriorOf = (model: tf.LayersModel): tf.Tensor[] =>
  bayesLayers(model).flatMap((layer) => layer.weights.map((weight) => weight.read()));

function equal(now: ArrayLike<number>, before: ArrayLike<number> | undefined): boolean {
  if (before === undefined || now.length !== before.length) return false;
  for (let index = 0; index < now.length; index++) if (!Object.is(now[index], before[index])) return false;
  return true;
}
