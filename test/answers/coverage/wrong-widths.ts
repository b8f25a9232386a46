import type { WrongAnswer } from '../answer';

const imports = `import { tf } from 'bayes-notebooks';`;
const deviation = `function deviation(draws: any, y: any, noiseSd: any): any { // [N], signed
  const { mean, variance } = tf.moments(draws, 0);
  return tf.sub(y, mean).div(variance.add(noiseSd.square()).sqrt());
}
function quantile(p: number): number { // of the standard normal distribution
  let a = -8, b = 8;
  for (let i = 0; i < 40; i++) { const c = (a + b) / 2; if ((1 + (tf.erf(c / Math.SQRT2).arraySync() as number)) / 2 < p) a = c; else b = c; }
  return b;
}
const phi = (z: any) => tf.erf(tf.div(z, Math.SQRT2)).add(1).div(2);`;

const answer = (diagnosis: string | null, name: string, body: string, score?: number): WrongAnswer => ({
  name,
  diagnosis,
  ...(score !== undefined && { score }),
  cells: [
    imports,
    deviation,
    `function coverage(draws: any, y: any, noiseSd: any, levels: any): any {
  const z = deviation(draws, y, noiseSd), column = levels.expandDims(1), numbers: number[] = levels.arraySync();
${body}\n}`,
  ],
});

/** |z| up to what a level is taken for. */
const width = (diagnosis: string | null, name: string, reach: string, score?: number): WrongAnswer =>
  answer(
    diagnosis,
    name,
    `  return tf.stack(numbers.map((level) => z.abs().lessEqual(${reach}).toFloat().mean()));`,
    score,
  );

/** Wrong answers with the right spread, whose interval is not as wide as its level asks for. */
export const wrongWidths: WrongAnswer[] = [
  width('one-sided-quantile', 'the quantile of the level itself', 'quantile(level)', 2),
  answer(
    'one-sided-quantile',
    'phi of |z| below the level',
    `  return phi(z.abs()).lessEqual(column).toFloat().mean(1);`,
    2,
  ),
  answer(
    'one-edge',
    'no absolute value',
    `  return tf.erf(z.div(Math.SQRT2)).lessEqual(column).toFloat().mean(1);`,
  ),
  answer(
    'one-edge',
    'above the lower edge',
    `  return tf.stack(numbers.map((level) => z.greaterEqual(-quantile((1 + level) / 2)).toFloat().mean()));`,
  ),
  answer('one-edge', 'phi below the level', `  return phi(z).lessEqual(column).toFloat().mean(1);`),
  answer(
    'one-edge',
    'phi above one minus the level',
    `  return phi(z).greaterEqual(tf.sub(1, column)).toFloat().mean(1);`,
  ),
  width('tail-probability', 'alpha = level', 'quantile(1 - level / 2)', 2),
  answer(
    'tail-probability',
    'p-value above the level',
    `  return tf.sub(1, tf.erf(z.abs().div(Math.SQRT2))).greaterEqual(column).toFloat().mean(1);`,
    2,
  ),
  answer(
    'tail-probability',
    'erf below one minus the level',
    `  return tf.erf(z.abs().div(Math.SQRT2)).lessEqual(tf.sub(1, column)).toFloat().mean(1);`,
  ),
  answer('root-of-two', 'erf of z', `  return tf.erf(z.abs()).lessEqual(column).toFloat().mean(1);`, 2),
  answer(
    'root-of-two',
    'z times the root of two',
    `  return z.mul(Math.SQRT2).abs().erf().lessEqual(column).toFloat().mean(1);`,
  ),
  answer(
    'root-of-two',
    'z over two',
    `  return tf.erf(tf.abs(z).div(2)).lessEqual(column).toFloat().mean(1);`,
  ),
  width('fixed-width', '1.96 for every level', '1.96'),
  width('fixed-width', 'three sds', '3'),
  width('fixed-width', 'one sd', 'level < 2 ? 1 : 0'),
  width('level-as-width', 'as many sds as the level', 'level'),
  answer('level-as-width', 'twice the level', `  return z.abs().lessEqual(column.mul(2)).toFloat().mean(1);`),
  width(null, 'a logistic quantile', 'Math.log((1 + level) / (1 - level)) * Math.sqrt(3) / Math.PI * 1.2'),
];
