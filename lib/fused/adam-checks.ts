/** What Adam accepts: its numbers, the variables of a loss, and gradients for them. */
import * as tf from '@tensorflow/tfjs';

/** @throws {RangeError} where the value is not finite or the rule does not hold */
export function checkNumber(action: string, name: string, value: number, holds: boolean, rule: string): void {
  if (!Number.isFinite(value) || !holds) {
    throw new RangeError(`${action}: ${name} must be a finite number ${rule}, got ${value}`);
  }
}

/**
 * A layer's weights are no variables: they have ids of another kind, by which a wrong gradient would be found.
 *
 * @throws {TypeError} where it is no list, or one is no tf.Variable
 */
export function checkVariables(variables: unknown): void {
  const wrong = Array.isArray(variables)
    ? variables.find((variable) => !(variable instanceof tf.Variable))
    : variables;
  if (Array.isArray(variables) && wrong === undefined && !variables.includes(undefined)) return;
  const got = Object(wrong) === wrong ? (wrong as object).constructor?.name : String(wrong);
  throw new TypeError(
    `Cannot minimize the loss: varList must be an array of tf.Variable, such as trainableVariables(model), got ${got}`,
  );
}

/**
 * @param variables what the loss may move
 * @throws {RangeError} where none of them is trainable
 */
export function checkTrainable(variables: tf.Variable[]): void {
  if (variables.some(({ trainable }) => trainable)) return;
  const got = variables.length === 0 ? 'no variable' : 'variables that are not trainable';
  throw new RangeError(
    'Cannot minimize the loss: there must be a trainable variable, as in trainableVariables(model) of a model whose ' +
      `layers have weights and are trainable, got ${got}`,
  );
}

/**
 * The variable that a gradient is for.
 *
 * @throws {RangeError} where there is none of that name
 * @throws {TypeError} where the gradient has another number of values
 */
export function variableOf(name: string, gradient: tf.Tensor): tf.Variable {
  const variable = tf.engine().registeredVariables[name];
  if (!variable)
    throw new RangeError(`Cannot apply the gradients: there must be a variable ${name}, got none`);
  if (gradient.size !== variable.size) {
    throw new TypeError(
      `Cannot apply the gradients: that of ${name} must have the shape [${variable.shape}], got [${gradient.shape}]`,
    );
  }
  return variable;
}

/**
 * Computes a loss that must not make variables: they are not among those whose gradients were asked for.
 *
 * @param known all variables from before
 * @throws {Error} where it makes a trainable one
 */
export function withoutNewVariables(loss: () => tf.Scalar, known: tf.Variable[]): tf.Scalar {
  const value = loss();
  const now = Object.values(tf.engine().registeredVariables);
  if (now.length > known.length) {
    const built = now.find((variable) => variable.trainable && !known.includes(variable));
    if (built) {
      throw new Error(
        `Cannot minimize the loss: it makes the variable ${built.name}, which this step could not train: give its layer ` +
          'inputDim, or apply it to data once before the first step',
      );
    }
  }
  return value;
}
