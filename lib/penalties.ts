/**
 * In which loss a layer's penalty is counted already: tf.layers asks for it once for each use of the layer, and it counts
 * once. And `evaluate` and `val_loss` with the penalties that `loss` holds, as Keras has them: tf.layers 4.22 leaves them out.
 */
import * as tf from './tensorflow';

/** By the tape of a training step. */
const counted = new WeakMap<object, Set<object>>();
/** While a model is evaluated, which no tape records. */
let evaluated: Set<object> | undefined;

/** Whether the loss that is being computed holds the layer's penalty already; from now on it does. Without a loss, no. */
export function isCounted(layer: object): boolean {
  const tape = tf.engine().state.activeTape;
  const layers = tape ? (counted.get(tape) ?? new Set()) : evaluated;
  if (layers?.has(layer)) return true;
  layers?.add(layer);
  if (tape && layers) counted.set(tape, layers);
  return false;
}

/** What is used of the class LayersModel of @tensorflow/tfjs-layers 4.22, private there. */
interface Evaluated {
  makeTestFunction(): void;
  /** From a batch to the sum of the losses after each output, then the metrics. */
  testFunction(data: tf.Tensor[]): tf.Scalar[];
  lossFunctions: unknown[];
  calculateLosses(): tf.Scalar[];
}

const model = tf.LayersModel.prototype as unknown as Evaluated;
const makeTestFunction = model.makeTestFunction;

/** Only for models with such a layer in their loss: what others print stays that of tf.layers. */
model.makeTestFunction = function (this: Evaluated): void {
  makeTestFunction.call(this);
  const test = this.testFunction;
  this.testFunction = (data) =>
    tf.tidy(() => {
      const outputs = test(data);
      const before = evaluated;
      evaluated = new Set();
      try {
        const penalties = this.calculateLosses();
        if (evaluated.size === 0) return outputs;
        const [total, ...metrics] = outputs.slice(this.lossFunctions.length - 1);
        return [tf.addN([total as tf.Scalar, ...penalties]) as tf.Scalar, ...metrics];
      } finally {
        evaluated = before;
      }
    });
};
