import { loadSome, storeSome } from './lanes';

/** to = one + other, for n numbers. */
export function sum(n: i32, one: usize, other: usize, to: usize): void {
  for (let i = 0; i < n; i += 4) {
    const at = (<usize>i) << 2;
    const left = n - i;
    storeSome(to + at, f32x4.add(loadSome(one + at, left), loadSome(other + at, left)), left);
  }
}
