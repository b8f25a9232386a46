import { checkProbabilities } from './probabilities';
import * as tf from './tensorflow';

const action = 'compute the calibration error';

/** The options of `expectedCalibrationError`. */
export interface CalibrationOptions {
  /** Bins of equal width, an integer of at least 1. Default 15, as in Guo et al. */
  numBins?: number;
}

/**
 * The expected calibration error: how far a classifier's confidence is from its accuracy, over bins of confidence.
 *
 *   ECE = sum over m of |B_m| / N * | acc(B_m) - conf(B_m) |
 *
 * (Guo et al., "On Calibration of Modern Neural Networks", 2017, equation 3.) B_m holds the inputs whose largest
 * probability, the confidence, is in ((m - 1) / M, m / M]; acc is the share of them whose most probable class is the
 * label, conf the mean of their confidence. Of equal probabilities the first class counts.
 *
 * @param probabilities class probabilities [N, C], float32: for a Bayesian net the mean over its draws
 * @param labels the true classes, [N]: integers from 0 to C - 1
 * @param options the number of bins
 * @returns a number from 0, calibrated, to 1. It depends on the number of bins, and with few inputs chance alone makes it
 *   larger than 0
 * @throws {TypeError} where an argument is of the wrong kind or shape, or is disposed
 * @throws {RangeError} where probabilities do not sum to 1, a label is no class, or numBins is no integer of at least 1
 * @example
 * const probabilities = tf.tensor2d([[0.9, 0.1], [0.9, 0.1], [0.4, 0.6]]);
 * expectedCalibrationError(probabilities, [0, 1, 1]); // 2/3 * |0.5 - 0.9| + 1/3 * |1 - 0.6| = 0.4
 */
export function expectedCalibrationError(
  probabilities: tf.Tensor,
  labels: ArrayLike<number> | tf.Tensor,
  { numBins = 15 }: CalibrationOptions = {},
): number {
  checkProbabilities(action, 'probabilities', probabilities, ['N', 'C']);
  if (!Number.isInteger(numBins) || numBins < 1)
    throw new RangeError(`Cannot ${action}: numBins must be an integer of at least 1, got ${numBins}`);
  const [N, C] = probabilities.shape as [number, number];
  const classes = labelsOf(labels, N, C);
  const [confidence, predicted] = tf.tidy(() => [
    probabilities.max(1).dataSync(),
    probabilities.argMax(1).dataSync(),
  ]);
  // Confidences are float32, so the edges are too: else a confidence of 0.3 = 3 / 10 would be above that edge.
  const edges = Array.from({ length: numBins }, (_, m) => Math.fround((m + 1) / numBins));
  const gaps = new Float64Array(numBins); // the sum over a bin of correct - confidence
  classes.forEach((label, n) => {
    const bin = edges.findIndex((edge) => confidence[n]! <= edge);
    gaps[bin === -1 ? numBins - 1 : bin]! += Number(predicted[n] === label) - confidence[n]!; // rounded above 1
  });
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / N;
}

function labelsOf(labels: ArrayLike<number> | tf.Tensor, N: number, C: number): number[] {
  const isTensor = labels instanceof tf.Tensor;
  const rule = `Cannot ${action}: labels must be a vector as long as there are rows, [${N}]`;
  if (isTensor && (labels.isDisposed || labels.rank !== 1))
    throw new TypeError(`${rule}, got ${labels.isDisposed ? 'a disposed tensor' : `[${labels.shape}]`}`);
  if (!isTensor && typeof (labels as { length?: unknown } | null)?.length !== 'number')
    throw new TypeError(`${rule}, got ${typeof labels}`);
  const classes = Array.from(isTensor ? labels.dataSync() : labels);
  if (classes.length !== N) throw new TypeError(`${rule}, got [${classes.length}]`);
  const wrong = classes.find((label) => !(Number.isInteger(label) && label >= 0 && label < C));
  if (wrong !== undefined)
    throw new RangeError(`Cannot ${action}: labels must be integers from 0 to ${C - 1}, got ${wrong}`);
  return classes;
}
