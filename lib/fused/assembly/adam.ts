import { loadSome, storeSome } from './lanes';

/** One step of Adam on n numbers, see ../adam-step.ts. */
export function adam(
  n: i32,
  value: usize,
  gradient: usize,
  mean: usize,
  square: usize,
  to: usize,
  rate: f32,
  beta1: f32,
  rest1: f32, // 1 - beta1, which loses digits when float32 takes the difference
  beta2: f32,
  rest2: f32,
  epsilon: f32,
): void {
  const b1 = f32x4.splat(beta1);
  const b2 = f32x4.splat(beta2);
  const c1 = f32x4.splat(rest1);
  const c2 = f32x4.splat(rest2);
  for (let i = 0; i < n; i += 4) {
    const at = (<usize>i) << 2;
    const left = n - i;
    const g = loadSome(gradient + at, left);
    const m = f32x4.add(f32x4.mul(b1, loadSome(mean + at, left)), f32x4.mul(c1, g));
    const v = f32x4.add(f32x4.mul(b2, loadSome(square + at, left)), f32x4.mul(c2, f32x4.mul(g, g)));
    const move = f32x4.div(f32x4.mul(f32x4.splat(rate), m), f32x4.add(f32x4.sqrt(v), f32x4.splat(epsilon)));
    storeSome(mean + at, m, left);
    storeSome(square + at, v, left);
    storeSome(to + at, f32x4.sub(loadSome(value + at, left), move), left);
  }
}
