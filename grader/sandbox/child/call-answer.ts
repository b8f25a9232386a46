import type { Call, SideEffects } from '../../../exercises/call';
import type { Given } from '../../../exercises/given/given';
import { GivenObjects } from '../../../exercises/given/given-objects';
import { bayesLayers } from '../../../lib/bayes-layers';
import * as tf from '../../../lib/tensorflow';
import { readValue, type Values } from './read-value';

export type Answer = (...inputs: unknown[]) => unknown;

/** What one call came to. `got` says in words what was returned in place of tensors. */
export type Called = { got: string } | { value: Values; gradients?: Values; effects: SideEffects };

const objects = new GivenObjects();

/**
 * Builds the inputs, or takes those of the call before, calls the student's function on them and reads what it returns.
 *
 * @throws {Error} or any other value that the student's function throws
 */
export function callAnswer(answer: Answer, call: Call): Called {
  const given = objects.for(call);
  const tensorsBefore = tf.memory().numTensors;
  const returned = answer(...given.inputs);
  const value = readValue(returned);
  if (typeof value === 'string') return { got: value };
  const effects: SideEffects = {
    changed: given.changes(),
    tensorsLeaked: Math.max(0, tf.memory().numTensors - tensorsBefore - value.tensors.length),
  };
  if (!call.gradients) return { value, effects };
  given.putBack();
  const gradients = gradientsOf(answer, given);
  return { value, effects, ...(gradients && { gradients }) };
}

/** d value / d each weight of each BayesLinear layer, depth first; zeros where the value does not depend on it. */
function gradientsOf(answer: Answer, { inputs, tensors }: Given): Values | undefined {
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
