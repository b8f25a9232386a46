import { loadSome } from './lanes';

/**
 * C = A Bt^T, or bias + A Bt^T, and at least `floor`, for a C with few columns: A [m, k], Bt [n, k] and C [m, n] all
 * with contiguous rows.
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
  floor: f32,
): void {
  const least = f32x4.splat(floor);
  const down = (<usize>k) << 2;
  const width = (<usize>n) << 2;
  for (let column = 0; column < n; column++) {
    const start: f32 = bias ? load<f32>(bias + ((<usize>column) << 2)) : 0;
    const other = bt + <usize>column * down;
    let to = c + ((<usize>column) << 2);
    let row = 0;
    for (; row + 4 <= m; row += 4) {
      const dots = fourDots(k, a + <usize>row * down, down, other);
      const sums = f32x4.pmax(f32x4.add(f32x4.splat(start), dots), least);
      v128.store_lane<f32>(to, sums, 0);
      v128.store_lane<f32>(to + width, sums, 1);
      v128.store_lane<f32>(to + 2 * width, sums, 2);
      v128.store_lane<f32>(to + 3 * width, sums, 3);
      to += 4 * width;
    }
    for (; row < m; row++) {
      const dots = fourDots(k, a + <usize>row * down, 0, other);
      store<f32>(to, f32x4.extract_lane(f32x4.pmax(f32x4.add(f32x4.splat(start), dots), least), 0));
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
  let t0 = s0; // two sums of each row: the next addition need not wait for the last
  let t1 = s0;
  let t2 = s0;
  let t3 = s0;
  let at: usize = 0;
  for (let left = k; left >= 8; left -= 8) {
    let other = v128.load(b + at);
    s0 = f32x4.add(s0, f32x4.mul(v128.load(a + at), other));
    s1 = f32x4.add(s1, f32x4.mul(v128.load(a1 + at), other));
    s2 = f32x4.add(s2, f32x4.mul(v128.load(a2 + at), other));
    s3 = f32x4.add(s3, f32x4.mul(v128.load(a3 + at), other));
    other = v128.load(b + at, 16);
    t0 = f32x4.add(t0, f32x4.mul(v128.load(a + at, 16), other));
    t1 = f32x4.add(t1, f32x4.mul(v128.load(a1 + at, 16), other));
    t2 = f32x4.add(t2, f32x4.mul(v128.load(a2 + at, 16), other));
    t3 = f32x4.add(t3, f32x4.mul(v128.load(a3 + at, 16), other));
    at += 32;
  }
  for (let left = k & 7; left > 0; left -= 4) {
    const other = loadSome(b + at, left);
    s0 = f32x4.add(s0, f32x4.mul(loadSome(a + at, left), other));
    s1 = f32x4.add(s1, f32x4.mul(loadSome(a1 + at, left), other));
    s2 = f32x4.add(s2, f32x4.mul(loadSome(a2 + at, left), other));
    s3 = f32x4.add(s3, f32x4.mul(loadSome(a3 + at, left), other));
    at += 16;
  }
  s0 = f32x4.add(s0, t0);
  s1 = f32x4.add(s1, t1);
  s2 = f32x4.add(s2, t2);
  s3 = f32x4.add(s3, t3);
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
