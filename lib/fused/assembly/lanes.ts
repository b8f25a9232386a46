/** The last few numbers of an array, which do not fill four lanes: loaded with zeros behind them, stored without. */

export function loadSome(from: usize, count: i32): v128 {
  if (count >= 4) return v128.load(from);
  let lanes = v128.load32_zero(from);
  if (count > 1) lanes = v128.load_lane<f32>(from + 4, lanes, 1);
  if (count > 2) lanes = v128.load_lane<f32>(from + 8, lanes, 2);
  return lanes;
}

export function storeSome(to: usize, lanes: v128, count: i32): void {
  if (count >= 4) {
    v128.store(to, lanes);
    return;
  }
  v128.store_lane<f32>(to, lanes, 0);
  if (count > 1) v128.store_lane<f32>(to + 4, lanes, 1);
  if (count > 2) v128.store_lane<f32>(to + 8, lanes, 2);
}

/** The sum of the four lanes. */
export function sumOf(lanes: v128): f32 {
  return (
    f32x4.extract_lane(lanes, 0) +
    f32x4.extract_lane(lanes, 1) +
    (f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3))
  );
}

/** Lanes of ones up to `count`, of zeros from there on. */
export function first(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}

/** Four float32 added in pairs, as two float64: what long sums are made of. */
export function inPairs(four: v128): v128 {
  return f64x2.add(
    f64x2.promote_low_f32x4(four),
    f64x2.promote_low_f32x4(v128.shuffle<f32>(four, four, 2, 3, 2, 3)),
  );
}

/** The sum of two lanes of float64. */
export function sumOfPair(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}
