import type { WrongAnswer } from '../answer';

const imports = `import { tf } from 'bayes-notebooks';`;

/** Pools the draws rightly, whatever the log density [S, N] is. */
const pooled = (diagnosis: string | null, name: string, logDensity: string, score?: number): WrongAnswer => ({
  name,
  diagnosis,
  ...(score !== undefined && { score }),
  cells: [
    imports,
    `function predictiveLogLikelihood(draws: any, y: any, noiseSd: any): any {
  const r = tf.sub(y, draws), sd = noiseSd, logDensity = ${logDensity};
  return tf.logSumExp(logDensity, 0).sub(Math.log(draws.shape[0])).mean();
}`,
  ],
});

const answer = (diagnosis: string | null, name: string, body: string): WrongAnswer => ({
  name,
  diagnosis,
  cells: [imports, `function predictiveLogLikelihood(draws: any, y: any, noiseSd: any): any {\n${body}\n}`],
});

const half = 'r.div(sd).square().div(-2)';
const constant = 'Math.log(2 * Math.PI) / 2';

/** Wrong answers that write the Gaussian density wrongly, and those whose exponentials underflow. */
export const wrongDensities: WrongAnswer[] = [
  pooled(
    'sd-as-variance',
    'noiseSd for a variance',
    `r.square().div(sd).add(sd.mul(2 * Math.PI).log()).div(-2)`,
    2,
  ),
  pooled(
    'sd-as-variance',
    'noiseSd for a variance in the exponent alone',
    `r.square().div(sd).div(-2).sub(sd.log()).sub(${constant})`,
    2,
  ),
  pooled(
    'sd-as-variance',
    'the root of noiseSd in the constant alone',
    `${half}.sub(sd.log().div(2)).sub(${constant})`,
    2,
  ),
  pooled(
    'sd-as-variance',
    'noiseSd squared twice',
    `r.div(sd.square()).square().div(-2).sub(sd.square().log()).sub(${constant})`,
    2,
  ),
  pooled(
    'sd-as-variance',
    'log of the variance without its half',
    `${half}.sub(sd.square().log()).sub(${constant})`,
    2,
  ),
  pooled('constant-dropped', 'no constant at all', half, 2),
  pooled('constant-dropped', 'no log sd', `${half}.sub(${constant})`, 2),
  pooled('constant-dropped', 'no 2 pi', `${half}.sub(tf.log(sd))`, 2),
  pooled('constant-dropped', '2 pi without its root', `${half}.sub(tf.log(sd.mul(2 * Math.PI)))`, 2),
  pooled('constant-dropped', 'pi in place of 2 pi', `${half}.sub(tf.log(sd.mul(Math.sqrt(Math.PI))))`, 2),
  pooled(
    'constant-dropped',
    'the constant with the other sign',
    `${half}.add(tf.log(sd.mul(Math.sqrt(2 * Math.PI))))`,
    2,
  ),
  pooled(
    'half-dropped',
    'no half in the exponent',
    `r.div(sd).square().neg().sub(sd.log()).sub(${constant})`,
    2,
  ),
  pooled(
    'half-dropped',
    'squared error over the variance',
    `tf.square(r).div(tf.square(sd)).mul(-1).sub(tf.log(tf.mul(sd, Math.sqrt(2 * Math.PI))))`,
    2,
  ),
  pooled(
    'not-squared',
    'the deviation itself',
    `r.div(sd.square().mul(2)).neg().sub(sd.log()).sub(${constant})`,
    2,
  ),
  pooled(
    'not-squared',
    'its absolute value',
    `r.abs().div(sd.square()).div(-2).sub(sd.log()).sub(${constant})`,
    2,
  ),
  pooled(
    'fixed-noise',
    "the lecture's 0.1",
    `r.div(0.1).square().div(-2).sub(Math.log(0.1 * Math.sqrt(2 * Math.PI)))`,
  ),
  pooled('fixed-noise', 'a standard normal', `r.square().div(-2).sub(${constant})`),
  pooled(
    'fixed-noise',
    'a constant of the notebook',
    `((noise: number) => r.square().div(-2 * noise ** 2).sub(Math.log(noise)).sub(${constant}))(0.1)`,
  ),
  pooled(null, 'a Laplace density', `r.abs().div(sd).neg().sub(sd.mul(2).log())`),
  answer(
    'underflow',
    'naive exponentials',
    `  const density = tf.sub(y, draws).div(noiseSd).square().div(-2).exp().div(noiseSd.mul(Math.sqrt(2 * Math.PI)));
  return density.mean(0).log().mean();`,
  ),
  answer(
    'underflow',
    'naive exponentials in float64',
    `  const rows = draws.arraySync(), sd = noiseSd.arraySync(), t = y.arraySync();
  const logs = t.map((v: number, n: number) => Math.log(rows.reduce((sum: number, row: number[]) => sum + Math.exp(-(((v - row[n]!) / sd) ** 2) / 2), 0) / (rows.length * sd * Math.sqrt(2 * Math.PI))));
  return tf.scalar(logs.reduce((a: number, b: number) => a + b) / logs.length);`,
  ),
  answer(
    'underflow',
    'a small number inside the logarithm',
    `  const density = tf.sub(y, draws).div(noiseSd).square().div(-2).exp().div(noiseSd.mul(Math.sqrt(2 * Math.PI)));
  return density.mean(0).add(1e-12).log().mean();`,
  ),
  answer(
    'underflow',
    'clipped from below',
    `  const density = tf.sub(y, draws).div(noiseSd).square().div(-2).exp().div(noiseSd.mul(Math.sqrt(2 * Math.PI)));
  return tf.log(tf.clipByValue(density.mean(0), 1e-30, 1e30)).mean();`,
  ),
  answer(
    'underflow',
    'the minimum taken out in place of the maximum',
    `  const rows = draws.arraySync(), sd = noiseSd.arraySync();
  const logs = y.arraySync().map((t: number, n: number) => {
    const e = rows.map((row: number[]) => -(((t - row[n]!) / sd) ** 2) / 2), least = Math.min(...e);
    return least + Math.log(e.reduce((sum: number, x: number) => sum + Math.exp(x - least), 0) / e.length / sd / Math.sqrt(2 * Math.PI));
  });
  return tf.tensor1d(logs).mean();`,
  ),
  answer(
    'underflow',
    'the maximum of all observations taken out',
    `  const l = tf.sub(y, draws).div(noiseSd).square().div(-2).sub(tf.log(noiseSd.mul(Math.sqrt(2 * Math.PI))));
  const top = l.max();
  return l.sub(top).exp().mean(0).log().add(top).mean();`,
  ),
];
