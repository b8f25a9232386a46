import type { WrongAnswer } from '../answer';
import { wrongForms } from './wrong-forms';
import { wrongWidths } from './wrong-widths';

const imports = `import { tf } from 'bayes-notebooks';`;
const inside = `const inside = (y: any, mean: any, sd: any, levels: any) => tf.erf(tf.sub(y, mean).div(sd).abs().div(Math.SQRT2)).lessEqual(levels.expandDims(1)).toFloat(); // [K, N]`;

const answer = (diagnosis: string | null, name: string, body: string): WrongAnswer => ({
  name,
  diagnosis,
  cells: [
    imports,
    inside,
    `function coverage(draws: any, y: any, noiseSd: any, levels: any): any {\n${body}\n}`,
  ],
});

/** Compares with the level rightly, whatever the predictive sd is; tf, mean, variance and noise are there for it. */
const spread = (diagnosis: string | null, name: string, sd: string, score?: number): WrongAnswer => ({
  ...answer(
    diagnosis,
    name,
    `  const { mean, variance } = tf.moments(draws, 0), S = draws.shape[0];
  return inside(y, mean, ${sd}, levels).mean(1);`,
  ),
  ...(score !== undefined && { score }),
});

/** Wrong answers: each has to lose points for its own reason. First those with another spread. */
export const wrong: WrongAnswer[] = [
  spread('epistemic-alone', 'the draws alone', 'variance.sqrt()'),
  answer(
    'epistemic-alone',
    'the draws alone, in numbers',
    `  const rows = draws.arraySync(), t = y.arraySync();
  const z = t.map((v: number, n: number) => {
    const f = rows.map((r: number[]) => r[n]!), m = f.reduce((a: number, b: number) => a + b) / f.length;
    return Math.abs(v - m) / Math.sqrt(f.reduce((s: number, x: number) => s + (x - m) ** 2, 0) / f.length);
  });
  const p = z.map((one: number) => (one === Infinity ? 1 : (tf.erf(one / Math.SQRT2).arraySync() as number)));
  return tf.tensor1d(levels.arraySync().map((l: number) => p.filter((one: number) => one <= l).length / p.length));`,
  ),
  spread('noise-alone', 'the noise alone', 'noiseSd'),
  answer(
    'noise-alone',
    'residuals of the mean over the noise',
    `  const p = y.sub(draws.mean(0)).abs().div(noiseSd.mul(Math.SQRT2)).erf();
  return tf.stack(levels.unstack().map((l: any) => p.lessEqual(l).toFloat().mean()));`,
  ),
  spread('sds-added', 'sds added', 'variance.sqrt().add(noiseSd)'),
  answer(
    'sds-added',
    'edges with both sds one after the other',
    `  const mean = draws.mean(0), epistemic = draws.sub(mean).square().mean(0).sqrt();
  const needed = tf.sub(y, mean).abs().div(tf.addN([epistemic, tf.fill(y.shape, noiseSd.arraySync())]));
  const p = needed.div(Math.SQRT2).erf();
  return p.lessEqual(levels.expandDims(1)).toFloat().mean(1);`,
  ),
  spread(
    'sample-variance',
    'the variance over S - 1',
    'variance.mul(S / (S - 1)).add(noiseSd.square()).sqrt()',
  ),
  answer(
    'sample-variance',
    'the sum of squares over S - 1',
    `  const mean = draws.mean(0);
  const v = draws.sub(mean).square().sum(0).div(draws.shape[0] - 1).add(noiseSd.square());
  return inside(y, mean, v.sqrt(), levels).mean(1);`,
  ),
  spread('noise-as-variance', 'noiseSd added to the variance', 'variance.add(noiseSd).sqrt()'),
  answer(
    'noise-as-variance',
    'the root of noiseSd squared',
    `  const mean = draws.mean(0), sigma2 = noiseSd.sqrt();
  const total = draws.squaredDifference(mean).mean(0).add(sigma2);
  return inside(y, mean, total.sqrt(), levels).mean(1);`,
  ),
  spread('root-forgotten', 'no root', 'variance.add(noiseSd.square())'),
  answer(
    'root-forgotten',
    'variance for the sd, in numbers',
    `  const { mean, variance } = tf.moments(draws, 0);
  const v = variance.arraySync().map((one: number) => one + noiseSd.arraySync() ** 2);
  return inside(y, mean, tf.tensor1d(v), levels).mean(1);`,
  ),
  spread('pooled-variance', 'the mean variance', 'variance.mean().add(noiseSd.square()).sqrt()'),
  spread(
    'pooled-variance',
    'the variance of all draws',
    'tf.moments(draws).variance.add(noiseSd.square()).sqrt()',
  ),
  answer(
    'pooled-variance',
    'moments without an axis',
    `  const { mean, variance } = tf.moments(draws);
  return inside(y, mean, variance.add(noiseSd.square()).sqrt(), levels).mean(1);`,
  ),
  spread('variance-of-mean', 'the standard error', 'variance.div(S).add(noiseSd.square()).sqrt()'),
  spread('variance-of-mean', 'all of it over the root of S', 'variance.add(noiseSd.square()).div(S).sqrt()'),
  answer(
    'draw-by-draw',
    'noise around each draw',
    `  const p = draws.sub(y).abs().div(noiseSd).div(Math.SQRT2).erf(); // [S, N]
  return tf.stack(levels.arraySync().map((l: number) => p.lessEqual(l).toFloat().mean()));`,
  ),
  answer(
    'draw-by-draw',
    'the whole spread around each draw',
    `  const sd = tf.moments(draws, 0).variance.add(noiseSd.square()).sqrt();
  const perDraw = draws.unstack().map((f: any) => inside(y, f, sd, levels).mean(1));
  return tf.addN(perDraw).div(perDraw.length);`,
  ),
  ...[
    [
      'interpolated',
      'const i = q * (s.length - 1), a = Math.floor(i); return s[a] + (i - a) * ((s[a + 1] ?? s[a]) - s[a]);',
    ],
    ['floor of q S', 'return s[Math.min(s.length - 1, Math.floor(q * s.length))];'],
    ['floor of q (S - 1)', 'return s[Math.floor(q * (s.length - 1))];'],
    ['nearest rank', 'return s[Math.round(q * (s.length - 1))];'],
    ['ceiling of q S', 'return s[Math.max(0, Math.ceil(q * s.length) - 1)];'],
  ].map(([name, quantile]) =>
    answer(
      'quantiles-of-draws',
      `quantiles of the draws, ${name}`,
      `  const columns = draws.transpose().arraySync(), t = y.arraySync();
  const at = (s: any, q: number) => { ${quantile} };
  return tf.tensor1d(levels.arraySync().map((l: number) => columns.filter((c: number[], n: number) => {
    const s = [...c].sort((a, b) => a - b);
    return at(s, (1 - l) / 2) <= t[n] && t[n] <= at(s, (1 + l) / 2);
  }).length / t.length));`,
    ),
  ),
  spread(null, 'twice the noise', 'variance.add(noiseSd.square().mul(2)).sqrt()'),
  ...wrongWidths,
  ...wrongForms,
];
