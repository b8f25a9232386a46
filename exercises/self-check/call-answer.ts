import * as tf from '../../lib/tensorflow';
import type { Call, Outcome } from '../call';
import type { Given } from '../given/given';
import { GivenObjects } from '../given/given-objects';
import type { TensorData } from '../model-spec';

/** A student's function; what it really returns is known only after the call. */
export type Answer = (...inputs: never[]) => unknown;

type Asked = (...inputs: unknown[]) => unknown;

/** Calls the student's function in this process, once for each call of a check, and turns what comes back into plain data. */
export function callAnswer(answer: Answer, calls: Call[]): Outcome[] {
  const objects = new GivenObjects();
  try {
    return calls.map((call) => {
      try {
        return outcomeOf(answer as Asked, objects.for(call), call.gradients ?? false);
      } catch (error) {
        return {
          kind: 'error',
          message: error instanceof Error ? error.message : String(error),
          cpuSeconds: 0,
        };
      }
    });
  } finally {
    objects.end();
  }
}

function outcomeOf(ask: Asked, given: Given, withGradients: boolean): Outcome {
  const tensorsBefore = tf.memory().numTensors;
  const result = ask(...given.inputs);
  const problem = Array.isArray(result) ? listProblem(result) : kindProblem(result);
  if (problem) return { kind: 'wrong-kind', got: problem, cpuSeconds: 0 };
  const value = Array.isArray(result) ? result.map(toData) : toData(result as tf.Tensor);
  const returned = [result].flat().length;
  const effects = {
    changed: given.changes(),
    tensorsLeaked: Math.max(0, tf.memory().numTensors - tensorsBefore - returned),
  };
  return {
    kind: 'value',
    value,
    effects,
    cpuSeconds: 0,
    ...(withGradients && { gradients: gradients(ask, given.inputs[0] as tf.LayersModel) }),
  };
}

/** As the grader says it. */
function listProblem(values: unknown[]): string | undefined {
  const index = values.findIndex((value) => kindProblem(value) !== undefined);
  return index < 0 ? undefined : `a list whose value ${index} is ${kindProblem(values[index])}`;
}

/** What it is, where it is no live tensor. */
function kindProblem(value: unknown): string | undefined {
  if (value instanceof tf.Tensor) return value.isDisposed ? 'a disposed tensor' : undefined;
  if (value === undefined || value === null) return String(value);
  if (value instanceof Promise) return 'a promise';
  if (Array.isArray(value)) return 'a list';
  if (ArrayBuffer.isView(value)) return 'a typed array';
  if (typeof value === 'object') return 'an object that is not a tensor';
  return typeof value === 'function' ? 'a function' : `a plain ${typeof value}`;
}

const toData = (tensor: tf.Tensor): TensorData => ({
  shape: [...tensor.shape],
  dtype: tensor.dtype as TensorData['dtype'],
  values: Array.from(tensor.dataSync() as Float32Array),
});

/** d answer / d each weight of each BayesLinear layer, zeros where the answer does not depend on it. */
function gradients(answer: Asked, model: tf.LayersModel): TensorData[] {
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
