import { exp4 } from './exponential';
import { first, inPairs, loadSome, storeSome, sumOf, sumOfPair } from './lanes';
import { logarithm } from './logarithm';

/** The sum of n squared differences; see ../losses.ts. Summed in float64. */
export function squaredErrors(n: i32, labels: usize, predictions: usize): f64 {
  let sum = f64x2.splat(0);
  for (let i = 0; i < n; i += 4) {
    const at = (<usize>i) << 2;
    const left = n - i;
    const error = f32x4.sub(loadSome(predictions + at, left), loadSome(labels + at, left));
    const square = f32x4.mul(error, error);
    sum = f64x2.add(sum, inPairs(square));
  }
  return sumOfPair(sum);
}

/** to = factor (predictions - labels), n numbers. */
export function squaredErrorsGradient(
  n: i32,
  labels: usize,
  predictions: usize,
  factor: f32,
  to: usize,
): void {
  for (let i = 0; i < n; i += 4) {
    const at = (<usize>i) << 2;
    const left = n - i;
    const error = f32x4.sub(loadSome(predictions + at, left), loadSome(labels + at, left));
    storeSome(to + at, f32x4.mul(f32x4.splat(factor), error), left);
  }
}

/** The sum over rows of -(labels . log softmax(logits)), both [rows, classes]. */
export function crossEntropies(rows: i32, classes: i32, labels: usize, logits: usize): f64 {
  const width = (<usize>classes) << 2;
  let total: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const largest = largestOf(classes, logits);
    const normaliser = logOf(exponentials(classes, logits, largest, 0));
    for (let at: usize = 0; at < width; at += 4) {
      total += <f64>load<f32>(labels + at) * (normaliser - <f64>(load<f32>(logits + at) - largest));
    }
    labels += width;
    logits += width;
  }
  return total;
}

/** to = factor (total softmax(logits) - labels), all [rows, classes], total the sum of the row's labels. */
export function crossEntropiesGradient(
  rows: i32,
  classes: i32,
  labels: usize,
  logits: usize,
  factor: f32,
  to: usize,
): void {
  const width = (<usize>classes) << 2;
  for (let row = 0; row < rows; row++) {
    const sum = exponentials(classes, logits, largestOf(classes, logits), to);
    let total: f64 = 0;
    for (let at: usize = 0; at < width; at += 4) total += <f64>load<f32>(labels + at);
    const inverse = f32x4.splat(f32(total / sum));
    for (let i = 0; i < classes; i += 4) {
      const at = (<usize>i) << 2;
      const left = classes - i;
      const error = f32x4.sub(f32x4.mul(loadSome(to + at, left), inverse), loadSome(labels + at, left));
      storeSome(to + at, f32x4.mul(f32x4.splat(factor), error), left);
    }
    labels += width;
    logits += width;
    to += width;
  }
}

function largestOf(n: i32, from: usize): f32 {
  let largest = load<f32>(from);
  for (let i = 1; i < n; i++) largest = max(largest, load<f32>(from + ((<usize>i) << 2)));
  return largest;
}

/** The sum of e^(x - shift) over n numbers; where `to` is not 0, they are stored there. */
function exponentials(n: i32, from: usize, shift: f32, to: usize): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < n; i += 4) {
    const at = (<usize>i) << 2;
    const left = n - i;
    let e = exp4(f32x4.sub(loadSome(from + at, left), f32x4.splat(shift)));
    if (left < 4) e = v128.and(e, first(left));
    if (to) storeSome(to + at, e, left);
    sum += <f64>sumOf(e);
  }
  return sum;
}

function logOf(x: f64): f64 {
  return f64x2.extract_lane(logarithm(f64x2.splat(x)), 0);
}
