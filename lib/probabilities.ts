import { checkFloats } from './float-tensor';
import * as tf from './tensorflow';

/** How far the sum of float32 probabilities may be from 1: a softmax over a thousand classes keeps within 1e-5. */
const tolerance = 1e-3;

/**
 * Refuses what does not hold probabilities along its last axis; above all logits, which have the same shape.
 *
 * @param action what cannot be done with others, for the error
 * @param name what the caller calls them
 * @param axes the names of the axes, such as ['S', 'N', 'C'], each with at least one entry
 * @throws {TypeError} where it is no float32 tensor of those axes, or is disposed
 * @throws {RangeError} where an axis is empty, a number is below 0, or numbers do not sum to 1
 */
export function checkProbabilities(
  action: string,
  name: string,
  probabilities: tf.Tensor,
  axes: string[],
): void {
  checkFloats(action, name, probabilities, [axes]);
  const lowest = tf.tidy(() => probabilities.min().asScalar().arraySync());
  if (!(lowest >= 0))
    throw new RangeError(`Cannot ${action}: ${name} must be probabilities of at least 0, got ${lowest}`);
  const sums = tf.tidy(() => probabilities.sum(-1).dataSync());
  const wrong = sums.find((sum) => !(Math.abs(sum - 1) <= tolerance));
  if (wrong !== undefined)
    throw new RangeError(
      `Cannot ${action}: ${name} must sum to 1 along the last axis (of logits, take tf.softmax), got a sum of ${wrong}`,
    );
}
