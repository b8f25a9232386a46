import { loadSome, storeSome } from './lanes';

/** byX = dy where y = max(0, x) is above 0, else 0. */
export function reluGradient(n: i32, y: usize, dy: usize, byX: usize): void {
  for (let i = 0; i < n; i += 4) {
    const at = (<usize>i) << 2;
    const left = n - i;
    const open = f32x4.gt(loadSome(y + at, left), f32x4.splat(0));
    storeSome(byX + at, v128.and(loadSome(dy + at, left), open), left);
  }
}
