import * as tf from '../../lib/tensorflow';
import { buildModel, toTensor } from '../build-model';
import type { Call, Outcome } from '../call';
import type { TensorData } from '../model-spec';

/** A student's function; what it really returns is known only after the call. */
export type Answer = (...inputs: never[]) => unknown;

/** Calls the student's function once, in this process, and turns what comes back into plain data. */
export function callAnswer(answer: Answer, call: Call): Outcome {
  const ask = answer as (...inputs: unknown[]) => unknown;
  tf.engine().startScope();
  try {
    if ('ensemble' in call) return asOutcome(ask(call.ensemble.map((member) => member.map(toTensor))));
    if ('tensors' in call) return asOutcome(ask(...call.tensors.map(toTensor)));
    const model = buildModel(call.model);
    try {
      const outcome = asOutcome(ask(model));
      if (outcome.kind === 'value' && call.gradients) outcome.gradients = gradients(ask, model);
      return outcome;
    } finally {
      model.dispose();
    }
  } catch (error) {
    return { kind: 'error', message: error instanceof Error ? error.message : String(error), cpuSeconds: 0 };
  } finally {
    tf.engine().endScope();
  }
}

function asOutcome(result: unknown): Outcome {
  const effects = { inputsChanged: false, inputsDisposed: false, tensorsLeaked: 0 };
  const problem = Array.isArray(result) ? result.map(kindProblem).find(Boolean) : kindProblem(result);
  if (problem) return { kind: 'wrong-kind', got: problem, cpuSeconds: 0 };
  const value = Array.isArray(result) ? result.map(toData) : toData(result as tf.Tensor);
  return { kind: 'value', value, effects, cpuSeconds: 0 };
}

/** What it is, where it is no live tensor. */
function kindProblem(value: unknown): string | undefined {
  if (value instanceof tf.Tensor) return value.isDisposed ? 'a disposed tensor' : undefined;
  if (value === undefined || value === null) return String(value);
  if (value instanceof Promise) return 'a promise';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object that is not a tensor';
  return typeof value === 'function' ? 'a function' : `a plain ${typeof value}`;
}

const toData = (tensor: tf.Tensor): TensorData => ({
  shape: [...tensor.shape],
  dtype: tensor.dtype as TensorData['dtype'],
  values: Array.from(tensor.dataSync() as Float32Array),
});

/** d answer / d each weight of each BayesLinear layer, zeros where the answer does not depend on it. */
function gradients(answer: (input: unknown) => unknown, model: tf.LayersModel): TensorData[] {
  // layers-API variables hide the tf.Variable that gradients are taken by
  const variables = model.trainableWeights.map((weight) => (weight as unknown as { val: tf.Variable }).val);
  const zeros = (variable: tf.Variable) => toData(tf.zerosLike(variable));
  try {
    const { grads } = tf.variableGrads(() => tf.sum(answer(model) as tf.Tensor), variables);
    return variables.map((variable) =>
      grads[variable.name] ? toData(grads[variable.name] as tf.Tensor) : zeros(variable),
    );
  } catch (error) {
    if (error instanceof Error && error.message.includes('Cannot find a connection'))
      return variables.map(zeros);
    throw error;
  }
}
