/**
 * e^x and its neighbours on four float32 at once, by Cephes' expf (S. Moshier): x = n ln 2 + r with |r| <= ln 2 / 2, and
 * e^r = 1 + r + r^2 P(r) with P of degree 5. No tables: this module lives in TensorFlow.js' memory and has none of its own.
 *
 * Its constants take as long as its formula where they are made anew for every four numbers. V8 makes them once, before the
 * loop, where the function is inlined and the loop's condition stands at its end. (Biome, which reads TypeScript alone, leaves
 * this file out for its decorators.)
 */

/** The n of x = n ln 2 + r, as float32. */
function powerOfTwo(x: v128): v128 {
  return f32x4.nearest(f32x4.mul(x, f32x4.splat(f32(Math.LOG2E))));
}

function remainder(x: v128, n: v128): v128 {
  const high = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375))); // ln 2 in two parts: n times the first is exact
  return f32x4.sub(high, f32x4.mul(n, f32x4.splat(-2.1219444e-4)));
}

/** x between -104 and 104, beyond which the results are 0 or infinity anyway. */
function bounded(x: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, f32x4.splat(104)), f32x4.splat(-104)); // keep what is not a number
}

/** r^2 P(r) = e^r - 1 - r, precise also relative to itself. */
function excessNearZero(r: v128): v128 {
  let p = f32x4.splat(1.98756915e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  return f32x4.mul(f32x4.mul(r, r), p);
}

/** 2^n for a whole n of -127 to 128 (0 and infinity at the ends), by the exponent's bits. */
function twoTo(n: v128): v128 {
  const whole = f32x4.add(n, f32x4.splat(12582912)); // 1.5 * 2^23: n stands in the last bits of the sum
  return i32x4.shl(i32x4.add(whole, i32x4.splat(127)), 23);
}

/** value * 2^n; in two steps where 2^n itself may not fit though the product does. */
@inline
function scale(value: v128, n: v128): v128 {
  if (!v128.any_true(f32x4.gt(f32x4.abs(n), f32x4.splat(126)))) return f32x4.mul(value, twoTo(n));
  const half = f32x4.floor(f32x4.mul(n, f32x4.splat(0.5)));
  return f32x4.mul(f32x4.mul(value, twoTo(half)), twoTo(f32x4.sub(n, half)));
}

@inline
export function exp4(x: v128): v128 {
  const within = bounded(x);
  const n = powerOfTwo(within);
  const r = remainder(within, n);
  return scale(f32x4.add(f32x4.add(excessNearZero(r), r), f32x4.splat(1)), n);
}

/** e^x - 1, precise relative to itself. */
@inline
export function expm14(x: v128): v128 {
  const within = bounded(x);
  const n = powerOfTwo(within);
  const r = remainder(within, n);
  return lessOne(f32x4.add(excessNearZero(r), r), n);
}

/** e^x - 1 - x >= 0, precise relative to itself. */
@inline
export function excess4(x: v128): v128 {
  const within = bounded(x);
  const n = powerOfTwo(within);
  const r = remainder(within, n);
  const near = excessNearZero(r);
  const isFar = f32x4.ne(n, f32x4.splat(0));
  if (!v128.any_true(isFar)) return near; // as where a posterior is close to its prior
  return v128.bitselect(f32x4.sub(lessOne(f32x4.add(near, r), n), x), near, isFar);
}

/** 2^n (1 + q) - 1 for q = e^r - 1. */
@inline
function lessOne(q: v128, n: v128): v128 {
  const two = twoTo(f32x4.max(n, f32x4.splat(-127)));
  const small = f32x4.add(f32x4.mul(two, q), f32x4.sub(two, f32x4.splat(1)));
  const isLarge = f32x4.ge(n, f32x4.splat(2));
  if (!v128.any_true(isLarge)) return small;
  const large = f32x4.sub(scale(f32x4.add(q, f32x4.splat(1)), n), f32x4.splat(1));
  return v128.bitselect(large, small, isLarge);
}
