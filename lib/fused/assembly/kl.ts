import { excess4, expm14 } from './exponential';
import { loadSome, storeSome } from './lanes';

/** The sum over n components of (e^u - 1 - u + z^2) / 2, see ../layer-kl.ts; summed in float64. */
export function kl(
  n: i32,
  mu: usize,
  logSigma: usize,
  priorMu: f32,
  priorLogSigma: f32,
  rootSigma: f32,
): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let i = 0; i < n; i += 4) {
    const at = (<usize>i) << 2;
    const left = n - i;
    const u = difference(loadSome(logSigma + at, left), priorLogSigma, 2);
    const z = standardised(loadSome(mu + at, left), priorMu, rootSigma);
    let term = f32x4.mul(f32x4.add(excess4(u), f32x4.mul(z, z)), f32x4.splat(0.5));
    if (left < 4) term = v128.and(term, i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(left)));
    low = f64x2.add(low, f64x2.promote_low_f32x4(term));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(term, term, 2, 3, 2, 3)));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** byMu = dy (mu - priorMu) / priorSigma^2 and byLogSigma = dy (sigma^2 / priorSigma^2 - 1). */
export function klGradient(
  n: i32,
  mu: usize,
  logSigma: usize,
  priorMu: f32,
  priorLogSigma: f32,
  rootSigma: f32,
  dy: f32,
  byMu: usize,
  byLogSigma: usize,
): void {
  const root = f32x4.splat(rootSigma);
  const factor = f32x4.splat(dy);
  for (let i = 0; i < n; i += 4) {
    const at = (<usize>i) << 2;
    const left = n - i;
    const z = standardised(loadSome(mu + at, left), priorMu, rootSigma);
    storeSome(byMu + at, f32x4.mul(factor, f32x4.div(f32x4.div(z, root), root)), left);
    const u = difference(loadSome(logSigma + at, left), priorLogSigma, 2);
    storeSome(byLogSigma + at, f32x4.mul(factor, expm14(u)), left);
  }
}

function difference(value: v128, from: f32, times: f32): v128 {
  return f32x4.mul(f32x4.sub(value, f32x4.splat(from)), f32x4.splat(times));
}

function standardised(mu: v128, priorMu: f32, rootSigma: f32): v128 {
  const root = f32x4.splat(rootSigma);
  return f32x4.div(f32x4.div(f32x4.sub(mu, f32x4.splat(priorMu)), root), root);
}
