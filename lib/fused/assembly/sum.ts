import { loadSome, storeSome } from './lanes';

/** sum = one + other, for n numbers. */
export function sum(n: i32, one: usize, other: usize, sum: usize): void {
  for (let i = 0; i < n; i += 4) {
    const at = (<usize>i) << 2;
    const left = n - i;
    storeSome(sum + at, f32x4.add(loadSome(one + at, left), loadSome(other + at, left)), left);
  }
}
