import { loadSome, storeSome } from './lanes';

/**
 * C = A B, or bias + A B where `bias` is not 0. Sizes and strides count numbers; pointers are bytes.
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
): void {
  const down = (<usize>aRow) << 2;
  const step = (<usize>aColumn) << 2;
  const width = (<usize>n) << 2;
  if (k === 1) {
    outerProduct(m, n, a, down, b, c, bias);
    return;
  }
  let row = 0;
  for (; row + 4 <= m; row += 4) {
    const from = a + <usize>row * down;
    const to = c + <usize>row * width;
    let column = 0;
    for (; column + 8 <= n; column += 8)
      fourByEight(k, from, down, step, b, width, to, bias, (<usize>column) << 2);
    for (; column < n; column += 4) {
      const offset = (<usize>column) << 2;
      const left = n - column;
      for (let i: usize = 0; i < 4; i++)
        oneByFour(k, from + i * down, step, b, width, to + i * width, bias, offset, left);
    }
  }
  for (; row < m; row++) {
    const from = a + <usize>row * down;
    const to = c + <usize>row * width;
    let column = 0;
    for (; column + 16 <= n; column += 16)
      oneBySixteen(k, from, step, b, width, to, bias, (<usize>column) << 2);
    for (; column < n; column += 4)
      oneByFour(k, from, step, b, width, to, bias, (<usize>column) << 2, n - column);
  }
}

/** The product for k = 1: each row is b times one number. */
function outerProduct(m: i32, n: i32, a: usize, down: usize, b: usize, c: usize, bias: usize): void {
  const whole = (<usize>(n & ~3)) << 2;
  const left = n & 3;
  for (let row = 0; row < m; row++) {
    const factor = v128.load32_splat(a);
    let at: usize = 0;
    for (; at < whole; at += 16) {
      const term = f32x4.mul(factor, v128.load(b + at));
      v128.store(c + at, bias ? f32x4.add(v128.load(bias + at), term) : term);
    }
    if (left)
      storeSome(c + at, f32x4.add(start(bias, at, left), f32x4.mul(factor, loadSome(b + at, left))), left);
    a += down;
    c += (<usize>n) << 2;
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
  v128.store(to, s00);
  v128.store(to, s01, 16);
  to += width;
  v128.store(to, s10);
  v128.store(to, s11, 16);
  to += width;
  v128.store(to, s20);
  v128.store(to, s21, 16);
  to += width;
  v128.store(to, s30);
  v128.store(to, s31, 16);
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
  v128.store(to, s0);
  v128.store(to, s1, 16);
  v128.store(to, s2, 32);
  v128.store(to, s3, 48);
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
): void {
  let s = start(bias, offset, left);
  let from = b + offset;
  for (let i = 0; i < k; i++) {
    s = f32x4.add(s, f32x4.mul(v128.load32_splat(a), loadSome(from, left)));
    from += width;
    a += step;
  }
  storeSome(c + offset, s, left);
}

/**
 * C = A Bt^T, or bias + A Bt^T, for a C with few columns: A [m, k], Bt [n, k] and C [m, n] all with contiguous rows.
 * Here the lanes run along k.
 */
export function productWithTransposed(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  bt: usize,
  c: usize,
  bias: usize,
): void {
  const down = (<usize>k) << 2;
  const width = (<usize>n) << 2;
  for (let column = 0; column < n; column++) {
    const start: f32 = bias ? load<f32>(bias + ((<usize>column) << 2)) : 0;
    const other = bt + <usize>column * down;
    let to = c + ((<usize>column) << 2);
    let row = 0;
    for (; row + 4 <= m; row += 4) {
      const sums = f32x4.add(f32x4.splat(start), fourDots(k, a + <usize>row * down, down, other));
      v128.store_lane<f32>(to, sums, 0);
      v128.store_lane<f32>(to + width, sums, 1);
      v128.store_lane<f32>(to + 2 * width, sums, 2);
      v128.store_lane<f32>(to + 3 * width, sums, 3);
      to += 4 * width;
    }
    for (; row < m; row++) {
      store<f32>(to, start + f32x4.extract_lane(fourDots(k, a + <usize>row * down, 0, other), 0));
      to += width;
    }
  }
}

/** The dot products of b and four rows of k numbers, `down` bytes apart: one in each lane. */
function fourDots(k: i32, a: usize, down: usize, b: usize): v128 {
  const a1 = a + down;
  const a2 = a1 + down;
  const a3 = a2 + down;
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const whole = (<usize>(k & ~3)) << 2;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const other = v128.load(b + at);
    s0 = f32x4.add(s0, f32x4.mul(v128.load(a + at), other));
    s1 = f32x4.add(s1, f32x4.mul(v128.load(a1 + at), other));
    s2 = f32x4.add(s2, f32x4.mul(v128.load(a2 + at), other));
    s3 = f32x4.add(s3, f32x4.mul(v128.load(a3 + at), other));
  }
  const left = k & 3;
  if (left) {
    const other = loadSome(b + at, left);
    s0 = f32x4.add(s0, f32x4.mul(loadSome(a + at, left), other));
    s1 = f32x4.add(s1, f32x4.mul(loadSome(a1 + at, left), other));
    s2 = f32x4.add(s2, f32x4.mul(loadSome(a2 + at, left), other));
    s3 = f32x4.add(s3, f32x4.mul(loadSome(a3 + at, left), other));
  }
  const s01 = f32x4.add(v128.shuffle<f32>(s0, s1, 0, 4, 1, 5), v128.shuffle<f32>(s0, s1, 2, 6, 3, 7));
  const s23 = f32x4.add(v128.shuffle<f32>(s2, s3, 0, 4, 1, 5), v128.shuffle<f32>(s2, s3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(s01, s23, 0, 1, 4, 5), v128.shuffle<f32>(s01, s23, 2, 3, 6, 7));
}

/** to [columns, rows] = the transpose of from [rows, columns]. */
export function transpose(from: usize, rows: i32, columns: i32, to: usize): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      store<f32>(
        to + ((<usize>(column * rows + row)) << 2),
        load<f32>(from + ((<usize>(row * columns + column)) << 2)),
      );
    }
  }
}
