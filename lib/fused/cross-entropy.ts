/**
 * The softmax cross-entropy in plain operations, with the gradients of ./losses.ts: those of its value for labels whose
 * rows sum to something else than 1 too, for which TensorFlow.js 4.22 has others.
 */
import * as tf from '@tensorflow/tfjs';

/** total softmax(output) - label, where total is the sum of the row's labels. */
export function crossEntropyByOutputs(labels: tf.Tensor, outputs: tf.Tensor): tf.Tensor {
  return tf.sub(tf.mul(tf.softmax(outputs), tf.sum(labels, -1, true)), labels);
}

/** -log softmax(output). */
export function crossEntropyByLabels(_labels: tf.Tensor, outputs: tf.Tensor): tf.Tensor {
  return tf.neg(tf.logSoftmax(outputs));
}

/** As `tf.losses.softmaxCrossEntropy`. */
export function plainCrossEntropy(
  labels: tf.Tensor | tf.TensorLike,
  logits: tf.Tensor | tf.TensorLike,
  weights?: tf.Tensor | tf.TensorLike,
  labelSmoothing = 0,
  reduction?: tf.Reduction,
): tf.Tensor {
  return tf.tidy(() => {
    const [given, outputs] = [tf.cast(labels, 'float32'), tf.cast(logits, 'float32')];
    tf.util.assertShapesMatch(given.shape, outputs.shape, 'Error in softmaxCrossEntropy: ');
    const share = labelSmoothing / (outputs.shape.at(-1) as number);
    const smooth = labelSmoothing > 0 ? tf.add(tf.mul(given, 1 - labelSmoothing), share) : given;
    return tf.losses.computeWeightedLoss(rowErrors(smooth, outputs), weights, reduction);
  });
}

/** The sum of -label . log softmax(output) of each row, [..., classes] to [...]. */
const rowErrors = tf.customGrad((...args: unknown[]) => {
  const [labels, outputs, save] = args as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
  save([labels, outputs]);
  return {
    value: tf.neg(tf.sum(tf.mul(labels, tf.logSoftmax(outputs)), -1)),
    gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [label, output] = saved as [tf.Tensor, tf.Tensor];
      const byRow = tf.expandDims(dy, -1);
      return [crossEntropyByLabels, crossEntropyByOutputs].map((by) => tf.mul(byRow, by(label, output)));
    },
  };
}) as (labels: tf.Tensor, outputs: tf.Tensor) => tf.Tensor;
