import * as tf from './tensorflow';

/**
 * The variables that training changes: what `optimizer.minimize(loss, false, variables)` takes as its third argument.
 * Without it an optimizer moves every trainable variable of the process that the loss depends on.
 *
 * @param model a net; or one layer of it
 * @returns its trainable weights as variables, the model's own: [mu W1, log sigma W1, mu b1, log sigma b1, ...]; those of
 *   layers with `trainable = false` are left out, and those of a layer that has no weights yet are missing
 * @throws {TypeError} where `model` is neither a tf.LayersModel nor a tf.layers.Layer
 * @example
 * const x = tf.tensor2d([[-1], [0], [1]]); // [3, 1]
 * adam(0.01).minimize(() => tf.mean(tf.square(forward(model, x))), false, trainableVariables(model));
 */
export function trainableVariables(model: tf.layers.Layer): tf.Variable[] {
  if (!(model instanceof tf.layers.Layer)) {
    const got = (model as unknown) instanceof Object ? (model as object).constructor.name : String(model);
    throw new TypeError(
      `Cannot list the trainable variables: model must be a tf.LayersModel or a tf.layers.Layer, got ${got}`,
    );
  }
  return [...new Set(model.trainableWeights.map((weight) => weight.read() as tf.Variable))]; // a shared layer once
}
