import { loadSome, storeSome } from './lanes';

/** Under which no product is raised. */
export const noFloor: f32 = -Infinity;

/**
 * C = A B, or bias + A B where `bias` is not 0, and at least `floor`: 0 makes relu of it. Sizes and strides count
 * numbers; pointers are bytes.
 *
 * A [m, k] may have any strides (so it may be a transposed matrix), the rows of B [k, n] and C [m, n] are contiguous.
 * Four rows by eight columns stay in registers over the whole of k.
 */
export function product(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: i32,
  aColumn: i32,
  b: usize,
  c: usize,
  bias: usize,
  floor: f32,
): void {
  const least = f32x4.splat(floor);
  const down = (<usize>aRow) << 2;
  const step = (<usize>aColumn) << 2;
  const width = (<usize>n) << 2;
  if (k === 1) {
    outerProduct(m, n, a, down, b, c, bias, least);
    return;
  }
  let row = 0;
  for (; row + 4 <= m; row += 4) {
    const from = a + <usize>row * down;
    const to = c + <usize>row * width;
    let column = 0;
    for (; column + 8 <= n; column += 8)
      fourByEight(k, from, down, step, b, width, to, bias, (<usize>column) << 2, least);
    for (; column < n; column += 4) {
      const offset = (<usize>column) << 2;
      const left = n - column;
      for (let i: usize = 0; i < 4; i++)
        oneByFour(k, from + i * down, step, b, width, to + i * width, bias, offset, left, least);
    }
  }
  for (; row < m; row++) {
    const from = a + <usize>row * down;
    const to = c + <usize>row * width;
    let column = 0;
    for (; column + 16 <= n; column += 16)
      oneBySixteen(k, from, step, b, width, to, bias, (<usize>column) << 2, least);
    for (; column < n; column += 4)
      oneByFour(k, from, step, b, width, to, bias, (<usize>column) << 2, n - column, least);
  }
}

/** The product for k = 1: each row is b times one number. Four rows share what is loaded of b and of the bias. */
function outerProduct(
  m: i32,
  n: i32,
  a: usize,
  down: usize,
  b: usize,
  c: usize,
  bias: usize,
  least: v128,
): void {
  const width = (<usize>n) << 2;
  const whole = (<usize>(n & ~3)) << 2;
  let row = 0;
  for (; row + 4 <= m; row += 4) {
    const a0 = v128.load32_splat(a);
    const a1 = v128.load32_splat(a + down);
    const a2 = v128.load32_splat(a + 2 * down);
    const a3 = v128.load32_splat(a + 3 * down);
    let at: usize = 0;
    for (; at + 32 <= width; at += 32) {
      const f0 = v128.load(b + at);
      const f1 = v128.load(b + at, 16);
      const s0 = start(bias, at, 4);
      const s1 = start(bias, at + 16, 4);
      let to = c + at;
      v128.store(to, f32x4.pmax(f32x4.add(s0, f32x4.mul(a0, f0)), least));
      v128.store(to, f32x4.pmax(f32x4.add(s1, f32x4.mul(a0, f1)), least), 16);
      to += width;
      v128.store(to, f32x4.pmax(f32x4.add(s0, f32x4.mul(a1, f0)), least));
      v128.store(to, f32x4.pmax(f32x4.add(s1, f32x4.mul(a1, f1)), least), 16);
      to += width;
      v128.store(to, f32x4.pmax(f32x4.add(s0, f32x4.mul(a2, f0)), least));
      v128.store(to, f32x4.pmax(f32x4.add(s1, f32x4.mul(a2, f1)), least), 16);
      to += width;
      v128.store(to, f32x4.pmax(f32x4.add(s0, f32x4.mul(a3, f0)), least));
      v128.store(to, f32x4.pmax(f32x4.add(s1, f32x4.mul(a3, f1)), least), 16);
    }
    for (; at < whole; at += 16) {
      const factor = v128.load(b + at);
      const from = start(bias, at, 4);
      const to = c + at;
      v128.store(to, f32x4.pmax(f32x4.add(from, f32x4.mul(a0, factor)), least));
      v128.store(to + width, f32x4.pmax(f32x4.add(from, f32x4.mul(a1, factor)), least));
      v128.store(to + 2 * width, f32x4.pmax(f32x4.add(from, f32x4.mul(a2, factor)), least));
      v128.store(to + 3 * width, f32x4.pmax(f32x4.add(from, f32x4.mul(a3, factor)), least));
    }
    if (whole < width) {
      outerRow(n, whole, a, b, c, bias, least);
      outerRow(n, whole, a + down, b, c + width, bias, least);
      outerRow(n, whole, a + 2 * down, b, c + 2 * width, bias, least);
      outerRow(n, whole, a + 3 * down, b, c + 3 * width, bias, least);
    }
    a += 4 * down;
    c += 4 * width;
  }
  for (; row < m; row++) {
    outerRow(n, 0, a, b, c, bias, least);
    a += down;
    c += width;
  }
}

/** One row of it from the byte `at` on. */
function outerRow(n: i32, at: usize, a: usize, b: usize, c: usize, bias: usize, least: v128): void {
  const factor = v128.load32_splat(a);
  for (let left = n - <i32>(at >> 2); left > 0; left -= 4) {
    const sum = f32x4.add(start(bias, at, left), f32x4.mul(factor, loadSome(b + at, left)));
    storeSome(c + at, f32x4.pmax(sum, least), left);
    at += 16;
  }
}

function start(bias: usize, offset: usize, left: i32): v128 {
  return bias ? loadSome(bias + offset, left) : f32x4.splat(0);
}

function fourByEight(
  k: i32,
  a: usize,
  down: usize,
  step: usize,
  b: usize,
  width: usize,
  c: usize,
  bias: usize,
  offset: usize,
  least: v128,
): void {
  let s00 = start(bias, offset, 4);
  let s01 = start(bias, offset + 16, 4);
  let s10 = s00;
  let s11 = s01;
  let s20 = s00;
  let s21 = s01;
  let s30 = s00;
  let s31 = s01;
  let from = b + offset;
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(from);
    const b1 = v128.load(from, 16);
    const a0 = v128.load32_splat(a);
    const a1 = v128.load32_splat(a + down);
    const a2 = v128.load32_splat(a + 2 * down);
    const a3 = v128.load32_splat(a + 3 * down);
    s00 = f32x4.add(s00, f32x4.mul(a0, b0));
    s01 = f32x4.add(s01, f32x4.mul(a0, b1));
    s10 = f32x4.add(s10, f32x4.mul(a1, b0));
    s11 = f32x4.add(s11, f32x4.mul(a1, b1));
    s20 = f32x4.add(s20, f32x4.mul(a2, b0));
    s21 = f32x4.add(s21, f32x4.mul(a2, b1));
    s30 = f32x4.add(s30, f32x4.mul(a3, b0));
    s31 = f32x4.add(s31, f32x4.mul(a3, b1));
    from += width;
    a += step;
  }
  let to = c + offset;
  v128.store(to, f32x4.pmax(s00, least));
  v128.store(to, f32x4.pmax(s01, least), 16);
  to += width;
  v128.store(to, f32x4.pmax(s10, least));
  v128.store(to, f32x4.pmax(s11, least), 16);
  to += width;
  v128.store(to, f32x4.pmax(s20, least));
  v128.store(to, f32x4.pmax(s21, least), 16);
  to += width;
  v128.store(to, f32x4.pmax(s30, least));
  v128.store(to, f32x4.pmax(s31, least), 16);
}

function oneBySixteen(
  k: i32,
  a: usize,
  step: usize,
  b: usize,
  width: usize,
  c: usize,
  bias: usize,
  offset: usize,
  least: v128,
): void {
  let s0 = start(bias, offset, 4);
  let s1 = start(bias, offset + 16, 4);
  let s2 = start(bias, offset + 32, 4);
  let s3 = start(bias, offset + 48, 4);
  let from = b + offset;
  for (let i = 0; i < k; i++) {
    const factor = v128.load32_splat(a);
    s0 = f32x4.add(s0, f32x4.mul(factor, v128.load(from)));
    s1 = f32x4.add(s1, f32x4.mul(factor, v128.load(from, 16)));
    s2 = f32x4.add(s2, f32x4.mul(factor, v128.load(from, 32)));
    s3 = f32x4.add(s3, f32x4.mul(factor, v128.load(from, 48)));
    from += width;
    a += step;
  }
  const to = c + offset;
  v128.store(to, f32x4.pmax(s0, least));
  v128.store(to, f32x4.pmax(s1, least), 16);
  v128.store(to, f32x4.pmax(s2, least), 32);
  v128.store(to, f32x4.pmax(s3, least), 48);
}

function oneByFour(
  k: i32,
  a: usize,
  step: usize,
  b: usize,
  width: usize,
  c: usize,
  bias: usize,
  offset: usize,
  left: i32,
  least: v128,
): void {
  let s = start(bias, offset, left);
  let from = b + offset;
  for (let i = 0; i < k; i++) {
    s = f32x4.add(s, f32x4.mul(v128.load32_splat(a), loadSome(from, left)));
    from += width;
    a += step;
  }
  storeSome(c + offset, f32x4.pmax(s, least), left);
}
