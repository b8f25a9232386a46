import type { RightAnswer } from '../answer';

const imports = `import { tf } from 'bayes-notebooks';`;

const answer = (name: string, body: string, before = ''): RightAnswer => ({
  name,
  cells: [
    imports,
    before,
    `function coverage(draws: any, y: any, noiseSd: any, levels: any): any {\n${body}\n}`,
  ],
});

/** |z| of each observation, in plain numbers. */
const deviations = `const mean = (v: number[]) => v.reduce((a, b) => a + b, 0) / v.length;
function deviations(draws: any, y: any, noiseSd: any): number[] {
  const rows: number[][] = draws.arraySync(), sd: number = noiseSd.arraySync();
  return y.arraySync().map((t: number, n: number) => {
    const f = rows.map((row) => row[n] as number), m = mean(f);
    return Math.abs(t - m) / Math.sqrt(mean(f.map((v) => (v - m) ** 2)) + sd ** 2);
  });
}`;

/** Right answers that read the tensors out, in part or whole, with quantiles and error functions of their own. */
export const rightInNumbers: RightAnswer[] = [
  answer(
    'loops over flat values, erf of Abramowitz and Stegun 7.1.26',
    `  const [S, N] = draws.shape; const f = draws.dataSync(), t = y.dataSync(), sd = noiseSd.dataSync()[0], l = levels.dataSync();
  const counts = new Array(l.length).fill(0);
  for (let n = 0; n < N; n++) {
    let m = 0, v = 0;
    for (let s = 0; s < S; s++) m += f[s * N + n] / S;
    for (let s = 0; s < S; s++) v += (f[s * N + n] - m) ** 2 / S;
    const p = erf(Math.abs(t[n] - m) / Math.sqrt(2 * (v + sd * sd)));
    for (let k = 0; k < l.length; k++) if (p <= l[k]) counts[k]++;
  }
  return tf.tensor1d(counts.map((c) => c / N));`,
    `function erf(x: number): number { // x >= 0
  const t = 1 / (1 + 0.3275911 * x);
  return 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-x * x);
}`,
  ),
  answer(
    'erf by its Taylor series',
    `  const p = deviations(draws, y, noiseSd).map((z) => erf(z / Math.SQRT2));
  return tf.tensor1d(levels.arraySync().map((level: number) => mean(p.map((one) => +(one <= level)))));`,
    `${deviations}
function erf(x: number): number {
  let term = x, sum = x;
  for (let n = 1; n < 200; n++) { term *= (-x * x) / n; sum += term / (2 * n + 1); }
  return (2 / Math.sqrt(Math.PI)) * sum;
}`,
  ),
  answer(
    'quantile by bisection of tf.erf',
    `  const z = deviations(draws, y, noiseSd);
  return tf.tensor1d(levels.arraySync().map((level: number) => {
    let a = 0, b = 10;
    for (let i = 0; i < 30; i++) {
      const c = (a + b) / 2;
      if ((tf.erf(c / Math.SQRT2).arraySync() as number) < level) a = c; else b = c;
    }
    return z.filter((one) => one <= b).length / z.length;
  }));`,
    deviations,
  ),
  answer(
    "Acklam's rational quantile",
    `  const z = deviations(draws, y, noiseSd);
  return tf.tensor1d(levels.arraySync().map((level: number) => z.filter((one) => one < quantile((1 + level) / 2)).length / z.length));`,
    `${deviations}
const A = [-3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1, 2.506628277459239];
const B = [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1];
const C = [-7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
const D = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];
const horner = (c: number[], x: number, end = 0) => c.reduce((sum, one) => sum * x + one, 0) * (end ? x : 1) + end;
function quantile(p: number): number {
  if (p > 0.97575) { const q = Math.sqrt(-2 * Math.log(1 - p)); return -horner(C, q) / horner(D, q, 1); }
  const q = p - 0.5, r = q * q;
  return (q * horner(A, r)) / horner(B, r, 1);
}`,
  ),
  answer(
    'quantile of Abramowitz and Stegun 26.2.23',
    `  const z = deviations(draws, y, noiseSd);
  const shares = levels.arraySync().map((level: number) => mean(z.map((one) => (one <= upper((1 - level) / 2) ? 1 : 0))));
  return tf.tensor(shares);`,
    `${deviations}
function upper(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail));
  return t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
}`,
  ),
  answer(
    'a table of the normal distribution, summed up once',
    `  const z = deviations(draws, y, noiseSd);
  return tf.tensor1d(levels.arraySync().map((level: number) => {
    const width = table.findIndex((p) => p >= level) * step;
    return z.filter((one) => one <= width).length / z.length;
  }));`,
    `${deviations}
const step = 0.001;
const table = [0];
for (let i = 0; i < 6000; i++) table.push((table[i] as number) + 2 * step * Math.exp(-(((i + 0.5) * step) ** 2) / 2) / Math.sqrt(2 * Math.PI));`,
  ),
  answer(
    'an integral by the trapezoidal rule for each observation',
    `  const p = deviations(draws, y, noiseSd).map((z) => {
    const h = z / 400;
    let sum = 0;
    for (let i = 0; i < 400; i++) sum += (density(i * h) + density((i + 1) * h)) / 2;
    return 2 * sum * h;
  });
  return tf.tensor1d([...levels.dataSync()].map((level) => p.filter((one) => one <= level).length / p.length));`,
    `${deviations}
const density = (z: number) => Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);`,
  ),
  answer(
    'sorted levels of the observations, found by bisection',
    `  const p = (tf.erf(tf.tensor1d(deviations(draws, y, noiseSd)).div(Math.SQRT2)).arraySync() as number[]).sort((a, b) => a - b);
  const shares = levels.arraySync().map((level: number) => {
    let low = 0, high = p.length;
    while (low < high) { const middle = (low + high) >> 1; if ((p[middle] as number) <= level) low = middle + 1; else high = middle; }
    return low / p.length;
  });
  return tf.tensor1d(shares);`,
    deviations,
  ),
  answer(
    'distribution function by erfc, filled into a buffer',
    `  const z = deviations(draws, y, noiseSd), l = levels.arraySync();
  const out = tf.buffer([l.length]);
  l.forEach((level: number, k: number) => out.set(z.filter((one) => 1 - erfc(one / Math.SQRT2) <= level).length / z.length, k));
  return out.toTensor();`,
    `${deviations}
// Numerical Recipes' erfc, 1.2e-7
function erfc(x: number): number {
  const t = 1 / (1 + x / 2);
  return t * Math.exp(-x * x - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))))))));
}`,
  ),
  answer(
    'an error thrown for wrong levels',
    `  const l: number[] = levels.arraySync();
  if (l.some((level) => !(level > 0 && level < 1))) throw new RangeError('levels must lie between 0 and 1');
  const p = tf.erf(tf.div(tf.tensor1d(deviations(draws, y, noiseSd)), Math.SQRT2)).arraySync() as number[];
  return tf.tensor1d(l.map((level) => mean(p.map((one) => Number(one <= level)))), 'float32');`,
    deviations,
  ),
  answer(
    "Welford's running variance, draw by draw",
    `  let m = tf.zerosLike(y), squares = tf.zerosLike(y);
  draws.unstack().forEach((f: any, s: number) => {
    const delta = f.sub(m);
    m = m.add(delta.div(s + 1));
    squares = squares.add(delta.mul(f.sub(m)));
  });
  const sd = squares.div(draws.shape[0]).add(noiseSd.square()).sqrt();
  const p = y.sub(m).abs().div(sd).div(Math.SQRT2).erf().arraySync();
  return tf.tensor1d(levels.arraySync().map((level: number) => p.filter((one: number) => one <= level).length / p.length));`,
  ),
  answer(
    'right, though it disposes what it was given: advice in this exercise, no deduction',
    `  const p = tf.tensor1d(deviations(draws, y, noiseSd)).div(Math.SQRT2).erf();
  const shares = p.lessEqual(levels.expandDims(1)).toFloat().mean(1);
  tf.dispose([draws, y, noiseSd, levels, p]);
  return shares;`,
    deviations,
  ),
  {
    name: 'a class with a static method and a getter',
    cells: [
      imports,
      deviations,
      `class Calibration {
  constructor(private readonly z: number[]) {}
  static of(...given: [any, any, any]) { return new Calibration(deviations(...given)); }
  get levels() { return tf.tensor1d(this.z).div(Math.SQRT2).erf(); }
  at(levels: any) { return this.levels.lessEqual(levels.expandDims(1)).toFloat().mean(1); }
}`,
      `const coverage = function (draws: any, y: any, noiseSd: any, levels: any) { return Calibration.of(draws, y, noiseSd).at(levels); };`,
    ],
  },
];
