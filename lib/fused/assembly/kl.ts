import { excess4, expm14 } from './exponential';
import { first, inPairs, loadSome, storeSome, sumOfPair } from './lanes';

/** The means' part of the KL divergence: the sum of z^2 / 2 over n of them, see ../layer-kl.ts; summed in float64. */
export function klOfMeans(n: i32, mu: usize, priorMu: f32, inverseRoot: f32): f64 {
  let sum = f64x2.splat(0);
  for (let i = 0; i < n; i += 4) {
    const at = (<usize>i) << 2;
    const left = n - i;
    let z = standardised(loadSome(mu + at, left), priorMu, inverseRoot);
    if (left < 4) z = v128.and(z, first(left));
    const term = f32x4.mul(f32x4.mul(z, z), f32x4.splat(0.5));
    sum = f64x2.add(sum, inPairs(term));
  }
  return sumOfPair(sum);
}

/** The log sigmas' part: the sum of (e^u - 1 - u) / 2. Where `slopes` is not 0, e^u - 1 is written to it. */
export function klOfSigmas(n: i32, logSigma: usize, priorLogSigma: f32, slopes: usize): f64 {
  if (n === 0) return 0;
  let sum = f64x2.splat(0);
  let i = 0;
  do {
    const at = (<usize>i) << 2;
    const left = n - i;
    let u = twiceFrom(loadSome(logSigma + at, left), priorLogSigma);
    if (left < 4) u = v128.and(u, first(left));
    const excess = excess4(u);
    if (slopes) storeSome(slopes + at, f32x4.add(excess, u), left);
    const term = f32x4.mul(excess, f32x4.splat(0.5));
    sum = f64x2.add(sum, inPairs(term));
    i += 4;
  } while (i < n);
  return sumOfPair(sum);
}

/** to = dy (mu - priorMu) / priorSigma^2 */
export function klByMeans(n: i32, mu: usize, priorMu: f32, inverseRoot: f32, dy: f32, to: usize): void {
  const root = f32x4.splat(inverseRoot);
  for (let i = 0; i < n; i += 4) {
    const at = (<usize>i) << 2;
    const left = n - i;
    const z = standardised(loadSome(mu + at, left), priorMu, inverseRoot);
    storeSome(to + at, f32x4.mul(f32x4.splat(dy), f32x4.mul(f32x4.mul(z, root), root)), left);
  }
}

/** to = dy (sigma^2 / priorSigma^2 - 1) */
export function klBySigmas(n: i32, logSigma: usize, priorLogSigma: f32, dy: f32, to: usize): void {
  if (n === 0) return;
  let i = 0;
  do {
    const at = (<usize>i) << 2;
    const left = n - i;
    const u = twiceFrom(loadSome(logSigma + at, left), priorLogSigma);
    storeSome(to + at, f32x4.mul(f32x4.splat(dy), expm14(u)), left);
    i += 4;
  } while (i < n);
}

function twiceFrom(logSigma: v128, priorLogSigma: f32): v128 {
  return f32x4.mul(f32x4.sub(logSigma, f32x4.splat(priorLogSigma)), f32x4.splat(2));
}

/** Times the root twice, since 1 / priorSigma itself may not fit float32. */
function standardised(mu: v128, priorMu: f32, inverseRoot: f32): v128 {
  const root = f32x4.splat(inverseRoot);
  return f32x4.mul(f32x4.mul(f32x4.sub(mu, f32x4.splat(priorMu)), root), root);
}
