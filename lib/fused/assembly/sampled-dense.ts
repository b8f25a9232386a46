import { exp4 } from './exponential';
import { loadSome, storeSome } from './lanes';
import { noFloor, product } from './matrix-product';
import { productWithTransposed, transpose } from './transposed-product';

/** weight = mu + e^logSigma * noise, for n numbers. */
export function sample(n: i32, mu: usize, logSigma: usize, noise: usize, weight: usize): void {
  if (n === 0) return;
  let i = 0;
  do {
    const at = (<usize>i) << 2;
    const left = n - i;
    const spread = f32x4.mul(exp4(loadSome(logSigma + at, left)), loadSome(noise + at, left));
    storeSome(weight + at, f32x4.add(loadSome(mu + at, left), spread), left);
    i += 4;
  } while (i < n);
}

/** byLogSigma = byMu * e^logSigma * noise: the chain rule from a sampled weight to its log sigma. */
export function sampleGradient(n: i32, byMu: usize, logSigma: usize, noise: usize, byLogSigma: usize): void {
  if (n === 0) return;
  let i = 0;
  do {
    const at = (<usize>i) << 2;
    const left = n - i;
    const spread = f32x4.mul(exp4(loadSome(logSigma + at, left)), loadSome(noise + at, left));
    storeSome(byLogSigma + at, f32x4.mul(loadSome(byMu + at, left), spread), left);
    i += 4;
  } while (i < n);
}

/** y [batch, units] = x [batch, inputs] W + b, or relu of it. `scratch` holds inputs * units numbers. */
export function dense(
  batch: i32,
  inputs: i32,
  units: i32,
  x: usize,
  weight: usize,
  bias: usize,
  y: usize,
  scratch: usize,
  relu: bool,
): void {
  const floor = relu ? <f32>0 : noFloor;
  if (units >= 4) {
    product(batch, units, inputs, x, inputs, 1, weight, y, bias, floor);
    return;
  }
  if (units > 1) transpose(weight, inputs, units, scratch);
  productWithTransposed(batch, units, inputs, x, units > 1 ? scratch : weight, y, bias, floor);
}

/** byX [batch, inputs] = dy [batch, units] W^T. `scratch` holds inputs * units numbers. */
export function denseInputGradient(
  batch: i32,
  inputs: i32,
  units: i32,
  dy: usize,
  weight: usize,
  byX: usize,
  scratch: usize,
): void {
  if (inputs < 4) {
    productWithTransposed(batch, inputs, units, dy, weight, byX, 0, noFloor);
    return;
  }
  transpose(weight, inputs, units, scratch);
  product(batch, inputs, units, dy, units, 1, scratch, byX, 0, noFloor);
}

/** byWeight [inputs, units] = x^T dy, byBias [units] = the column sums of dy. `scratch` holds inputs * units numbers. */
export function denseWeightGradient(
  batch: i32,
  inputs: i32,
  units: i32,
  x: usize,
  dy: usize,
  byWeight: usize,
  byBias: usize,
  scratch: usize,
): void {
  if (units >= inputs) {
    product(inputs, units, batch, x, 1, inputs, dy, byWeight, 0, noFloor);
  } else {
    product(units, inputs, batch, dy, 1, units, x, scratch, 0, noFloor); // the lanes run along the longer side
    transpose(scratch, units, inputs, byWeight);
  }
  store<f32>(scratch, 1);
  product(1, units, batch, scratch, 0, 0, dy, byBias, 0, noFloor); // a row of ones times dy
}
