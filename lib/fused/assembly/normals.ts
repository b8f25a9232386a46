import { logarithm } from './logarithm';

/**
 * The Mersenne Twister's normal numbers in bulk, number for number those of ../../random-state.ts. Four words are
 * twisted and tempered at once; the points of the polar method that fall outside the circle are stepped over without a
 * branch; then two logarithms are taken at once. Loops have their condition at the end, see exponential.ts.
 */
const stateLength = 624;
const middle = 397;

/**
 * Writes `count` normal numbers, at least one, float32, to `out`, which has room for four more.
 *
 * `state` holds the twister's 624 words, `words` room for 628, `points` for 160 points (x, y) and `squares` for 160
 * numbers of float64. Where count is odd, the spare number stands in `squares` afterwards.
 *
 * @returns the state's new position
 */
export function normals(
  state: usize,
  position: i32,
  count: i32,
  words: usize,
  points: usize,
  squares: usize,
  out: usize,
): i32 {
  const start = words + 16; // in front is room for words left over from the block before
  const end = start + 4 * stateLength;
  let left = (count + 1) >> 1;
  let from = start + ((<usize>position) << 2);
  let accepted = 0;
  temper(state, start);
  while (true) {
    accepted = 0;
    if (from + 16 <= end) {
      do {
        const point = pointFrom(from);
        const both = f64x2.mul(point, point);
        const square = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
        v128.store(points + ((<usize>accepted) << 4), point);
        store<f64>(squares + ((<usize>accepted) << 3), square);
        accepted += i32(square < 1) & i32(square !== 0);
        from += 16;
      } while (from + 16 <= end && accepted < left);
    }
    if (accepted > 0) finish(accepted, points, squares, out);
    out += (<usize>accepted) << 3;
    left -= accepted;
    if (left === 0) break;
    const rest = end - from;
    memory.copy(start - rest, from, rest);
    twist(state);
    temper(state, start);
    from = start - rest;
  }
  if (count & 1) {
    const last = <usize>(accepted - 1);
    store<f64>(squares, load<f64>(squares + (last << 3)) * load<f64>(points + (last << 4)));
  }
  return i32((from - start) >> 2);
}

/**
 * x and y of 53 random bits each, from -1 to below 1. A word's upper 27 bits and the upper 26 of the next make one number;
 * behind its first bit stand 52, which as a fraction make a float64 from 1 to 2: 2 is taken off, or 1 where the first is set.
 */
function pointFrom(words: usize): v128 {
  const four = v128.load(words);
  const high = i64x2.shl(four, 21);
  const bits = v128.or(v128.and(high, i64x2.splat(0xffffffc000000)), i64x2.shr_u(four, 38));
  const fromOne = v128.or(bits, i64x2.splat(0x3ff0000000000000));
  const off = i64x2.sub(i64x2.splat(0x4000000000000000), v128.and(high, i64x2.splat(0x10000000000000)));
  return f64x2.sub(fromOne, off);
}

/** y and x of each point, times sqrt(-2 log(square) / square); leaves that factor in the square's place. */
function finish(accepted: i32, points: usize, squares: usize, out: usize): void {
  let i: usize = 0;
  do {
    const at = squares + (i << 3);
    const square = v128.load(at);
    const factor = f64x2.sqrt(f64x2.div(f64x2.mul(f64x2.splat(-2), logarithm(square)), square));
    v128.store(at, factor);
    const first = f64x2.mul(v128.load(points + (i << 4)), v128.shuffle<i64>(factor, factor, 0, 0));
    const second = f64x2.mul(v128.load(points + (i << 4), 16), v128.shuffle<i64>(factor, factor, 1, 1));
    const one = f32x4.demote_f64x2_zero(first);
    const two = f32x4.demote_f64x2_zero(second);
    v128.store(out + (i << 3), v128.shuffle<f32>(one, two, 1, 0, 5, 4));
    i += 2;
  } while (i < <usize>accepted);
}

function temper(state: usize, to: usize): void {
  let i: usize = 0;
  do {
    let y = v128.load(state + i);
    y = v128.xor(y, i32x4.shr_u(y, 11));
    y = v128.xor(y, v128.and(i32x4.shl(y, 7), i32x4.splat(0x9d2c5680)));
    y = v128.xor(y, v128.and(i32x4.shl(y, 15), i32x4.splat(0xefc60000)));
    v128.store(to + i, v128.xor(y, i32x4.shr_u(y, 18)));
    i += 16;
  } while (i < 4 * stateLength);
}

function twist(state: usize): void {
  let i = 0;
  for (; i + 4 <= stateLength - middle; i += 4) four(state, i, i + middle);
  for (; i < stateLength - middle; i++) one(state, i, i + 1, i + middle);
  for (; i + 4 <= stateLength - 1; i += 4) four(state, i, i + middle - stateLength);
  for (; i < stateLength - 1; i++) one(state, i, i + 1, i + middle - stateLength);
  one(state, i, 0, middle - 1);
}

function one(state: usize, at: i32, next: i32, far: i32): void {
  const y = (word(state, at) & 0x80000000) | (word(state, next) & 0x7fffffff);
  const mixed = (y >> 1) ^ ((0 - (y & 1)) & 0x9908b0df);
  store<u32>(state + ((<usize>at) << 2), word(state, far) ^ mixed);
}

function word(state: usize, at: i32): u32 {
  return load<u32>(state + ((<usize>at) << 2));
}

function four(state: usize, at: i32, far: i32): void {
  const to = state + ((<usize>at) << 2);
  const y = v128.or(
    v128.and(v128.load(to), i32x4.splat(0x80000000)),
    v128.and(v128.load(to, 4), i32x4.splat(0x7fffffff)),
  );
  const odd = i32x4.sub(i32x4.splat(0), v128.and(y, i32x4.splat(1)));
  const mixed = v128.xor(i32x4.shr_u(y, 1), v128.and(odd, i32x4.splat(0x9908b0df)));
  v128.store(to, v128.xor(v128.load(state + ((<usize>far) << 2)), mixed));
}
