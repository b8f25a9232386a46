/** The natural logarithm as in FDLIBM's e_log.c: x = 2^k m with m near 1, and log m by s = f / (2 + f), f = m - 1. */
@inline
export function logarithm(x: v128): v128 {
  const shifted = i64x2.add(x, i64x2.splat(0x95f6200000000));
  const exponent = i64x2.sub(i64x2.shr_u(shifted, 52), i64x2.splat(1023));
  const k = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(exponent, exponent, 0, 2, 0, 2));
  const m = i64x2.add(v128.and(shifted, i64x2.splat(0xfffffffffffff)), i64x2.splat(0x3fe6a09e00000000));
  const f = f64x2.sub(m, f64x2.splat(1));
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  let odd = f64x2.add(f64x2.splat(0.22222198432149784), f64x2.mul(w, f64x2.splat(0.15313837699209373)));
  odd = f64x2.mul(w, f64x2.add(f64x2.splat(0.3999999999940942), f64x2.mul(w, odd)));
  let even = f64x2.add(f64x2.splat(0.1818357216161805), f64x2.mul(w, f64x2.splat(0.14798198605116586)));
  even = f64x2.add(f64x2.splat(0.2857142874366239), f64x2.mul(w, even));
  even = f64x2.mul(z, f64x2.add(f64x2.splat(0.6666666666666735), f64x2.mul(w, even)));
  const half = f64x2.mul(f64x2.splat(0.5), f64x2.mul(f, f));
  const small = f64x2.add(
    f64x2.mul(s, f64x2.add(half, f64x2.add(even, odd))),
    f64x2.mul(k, f64x2.splat(1.9082149292705877e-10)), // ln 2 in two parts
  );
  return f64x2.add(f64x2.add(f64x2.sub(small, half), f), f64x2.mul(k, f64x2.splat(0.6931471803691238)));
}
