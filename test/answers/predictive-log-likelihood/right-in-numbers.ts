import type { RightAnswer } from '../answer';

const imports = `import { tf } from 'bayes-notebooks';`;

const answer = (name: string, body: string, before = ''): RightAnswer => ({
  name,
  cells: [
    imports,
    before,
    `function predictiveLogLikelihood(draws: any, y: any, noiseSd: any): any {\n${body}\n}`,
  ],
});

/** Right answers that read the tensors out, in part or whole. */
export const rightInNumbers: RightAnswer[] = [
  answer(
    'loops over flat values',
    `  const f = draws.dataSync(), t = y.dataSync(), sd = noiseSd.dataSync()[0];
  const [S, N] = draws.shape;
  let total = 0;
  for (let n = 0; n < N; n++) {
    let best = -Infinity;
    for (let s = 0; s < S; s++) best = Math.max(best, -0.5 * ((t[n] - f[s * N + n]) / sd) ** 2);
    let sum = 0;
    for (let s = 0; s < S; s++) sum += Math.exp(-0.5 * ((t[n] - f[s * N + n]) / sd) ** 2 - best);
    total += best + Math.log(sum / S) - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
  }
  return tf.scalar(total / N);`,
  ),
  answer(
    'one pass, rescaling whenever a larger exponent comes',
    `  const rows = draws.arraySync(); const sd = noiseSd.arraySync();
  const logs = y.arraySync().map((t: number, n: number) => {
    let max = -Infinity, sum = 0;
    for (const row of rows) {
      const e = -((t - row[n]) ** 2) / (2 * sd * sd);
      if (e > max) { sum = sum * Math.exp(max - e) + 1; max = e; } else sum += Math.exp(e - max);
    }
    return max + Math.log(sum);
  });
  const mean = logs.reduce((a: number, b: number) => a + b, 0) / logs.length;
  return tf.scalar(mean - Math.log(rows.length) - Math.log(sd * Math.sqrt(2 * Math.PI)));`,
  ),
  answer(
    'log(exp a + exp b) folded by Math.log1p',
    `  const rows: number[][] = draws.arraySync(); const sd: number = noiseSd.arraySync();
  const score = (t: number, n: number) => rows.map((r) => logN(t, r[n] as number, sd)).reduce(logAddExp) - Math.log(rows.length);
  const all: number[] = y.arraySync().map(score);
  return tf.scalar(all.reduce((a, b) => a + b) / all.length);`,
    `const logN = (x: number, mu: number, sd: number) => -0.5 * ((x - mu) / sd) ** 2 - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
const logAddExp = (a: number, b: number) => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));`,
  ),
  answer(
    'sorted exponents, the largest last',
    `  const sd = noiseSd.dataSync()[0];
  const columns: number[][] = draws.transpose().arraySync();
  const t = y.dataSync();
  let mean = 0;
  columns.forEach((column, n) => {
    const e = column.map((f) => -((f - t[n]) ** 2) / (2 * sd ** 2)).sort((a, b) => a - b);
    const top = e[e.length - 1] as number;
    mean += (top + Math.log(e.reduce((s, x) => s + Math.exp(x - top), 0) / e.length)) / t.length;
  });
  return tf.tensor(mean - Math.log(Math.sqrt(2 * Math.PI) * sd));`,
  ),
  answer(
    'a mean of densities kept as mantissa and exponent of two',
    `  const sd = noiseSd.arraySync(); const rows = draws.arraySync(); const ys = y.arraySync();
  const log2 = (n: number) => {
    const e = rows.map((row: number[]) => -(((ys[n] - (row[n] as number)) / sd) ** 2) / 2 / Math.LN2);
    const whole = Math.floor(Math.max(...e));
    return whole + Math.log2(e.reduce((sum: number, x: number) => sum + 2 ** (x - whole), 0) / rows.length);
  };
  let total = 0;
  for (const n of ys.keys()) total += log2(n) * Math.LN2;
  return tf.scalar(total / ys.length - Math.log(sd) - Math.log(2 * Math.PI) / 2);`,
  ),
  answer(
    'the noise as a number, the rest on tensors',
    `  const sd = noiseSd.arraySync();
  const beta = 1 / sd ** 2;
  return tf.tidy(() => {
    const logN = draws.squaredDifference(y).mul(-beta / 2).add(0.5 * Math.log(beta / (2 * Math.PI)));
    return logN.logSumExp(0).mean().sub(Math.log(draws.shape[0]));
  });`,
  ),
  answer(
    'an error thrown for wrong shapes',
    `  if (draws.shape[1] !== y.shape[0]) throw new TypeError('draws must be [S, N] and y [N]');
  if (!(noiseSd.arraySync() > 0)) throw new RangeError('noiseSd must be above 0');
  const e = tf.sub(draws, y).div(noiseSd).square().div(-2);
  return e.logSumExp(0).sub(noiseSd.mul(draws.shape[0]).log()).mean().sub(Math.log(2 * Math.PI) / 2);`,
  ),
  answer(
    'disposes its own tensors one by one, prints',
    `  const difference = tf.sub(draws, y), z = tf.div(difference, noiseSd), square = tf.square(z), e = tf.mul(square, -0.5);
  const l = tf.logSumExp(e, 0), m = tf.mean(l);
  const value = (m.dataSync() as Float32Array)[0] as number;
  for (const t of [difference, z, square, e, l, m]) t.dispose();
  console.log('log score', value);
  return tf.scalar(value - Math.log(draws.shape[0] * noiseSd.dataSync()[0] * Math.sqrt(2 * Math.PI)));`,
  ),
  answer(
    'right, though it disposes what it was given: advice in this exercise, no deduction',
    `  const result = tf.tidy(() => tf.logSumExp(draws.sub(y).div(noiseSd).square().div(-2), 0).mean().sub(noiseSd.mul(draws.shape[0] * Math.sqrt(2 * Math.PI)).log()));
  draws.dispose();
  return result;`,
  ),
  {
    name: 'a generator, a namespace, a default argument',
    cells: [
      imports,
      `namespace Normal {
  export const log = (x: number, sd = 1): number => -((x / sd) ** 2) / 2 - Math.log(sd) - Math.log(2 * Math.PI) / 2;
}
function* columns(rows: number[][]): Generator<number[]> { for (const n of (rows[0] ?? []).keys()) yield rows.map((row) => row[n] as number); }`,
      `let predictiveLogLikelihood: any;
predictiveLogLikelihood = (draws: any, y: any, noiseSd: any, base = 0) => {
  const t = y.arraySync(), sd = noiseSd.arraySync();
  let n = 0;
  for (const f of columns(draws.arraySync())) {
    const e = f.map((value) => Normal.log(t[n] - value, sd)), top = Math.max(...e);
    base += top + Math.log(e.map((x) => Math.exp(x - top)).reduce((a, b) => a + b) / f.length);
    n++;
  }
  return tf.scalar(base / n);
};`,
    ],
  },
];
