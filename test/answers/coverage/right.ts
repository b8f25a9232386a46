import type { RightAnswer } from '../answer';
import { rightInNumbers } from './right-in-numbers';

const imports = `import { tf } from 'bayes-notebooks';`;
const signature = 'draws: tf.Tensor2D, y: tf.Tensor1D, noiseSd: tf.Scalar, levels: tf.Tensor1D';

const answer = (name: string, body: string, before = ''): RightAnswer => ({
  name,
  cells: [imports, before, `function coverage(${signature}): tf.Tensor1D {\n${body}\n}`],
});

/** Right answers on tensors, in whatever style: full marks for each. */
export const right: RightAnswer[] = [
  answer(
    'tf.moments and tf.erf',
    `  const { mean, variance } = tf.moments(draws, 0);
  const z = tf.abs(y.sub(mean).div(tf.sqrt(variance.add(tf.square(noiseSd)))));
  const inside = tf.erf(z.div(Math.sqrt(2))).expandDims(0).lessEqual(levels.expandDims(1));
  return inside.toFloat().mean(1) as tf.Tensor1D;`,
  ),
  answer(
    'level by level, stacked',
    `  const mean = draws.mean(0), v = draws.sub(mean).square().mean(0).add(noiseSd.square());
  const p = y.sub(mean).abs().div(v.mul(2).sqrt()).erf();
  return tf.stack(levels.unstack().map((level) => p.less(level).cast('float32').mean())) as tf.Tensor1D;`,
  ),
  answer(
    'the variance as the mean square less the squared mean',
    `  return tf.tidy(() => {
    const mean = draws.mean(0);
    const variance = draws.square().mean(0).sub(mean.square()).relu().add(noiseSd.square());
    const p = tf.erf(y.sub(mean).square().div(variance).div(2).sqrt()); // [N]
    return tf.lessEqual(p.expandDims(1), levels).cast('float32').mean(0).as1D(); // [N, K]
  });`,
  ),
  answer(
    'more than one minus the level outside',
    `  const mean = tf.mean(draws, 0);
  const sd = tf.squaredDifference(draws, mean).mean(0).add(noiseSd.square()).sqrt();
  const pValue = tf.sub(1, tf.erf(y.sub(mean).abs().div(sd).div(Math.SQRT2)));
  return pValue.greaterEqual(tf.sub(1, levels).expandDims(1)).toFloat().mean(1) as tf.Tensor1D;`,
  ),
  answer(
    'between two values of the distribution function',
    `  const { mean, variance } = tf.moments(draws, [0]);
  const phi = tf.erf(y.sub(mean).div(variance.add(noiseSd.square()).sqrt()).div(Math.SQRT2)).add(1).div(2); // [N]
  const low = tf.sub(1, levels).div(2).expandDims(1), high = tf.add(1, levels).div(2).expandDims(1); // [K, 1]
  return tf.logicalAnd(phi.greaterEqual(low), phi.lessEqual(high)).toFloat().mean(1) as tf.Tensor1D;`,
  ),
  answer(
    'one minus the share outside',
    `  const { mean, variance } = tf.moments(draws, 0);
  const p = y.sub(mean).div(variance.add(noiseSd.pow(2)).sqrt()).mul(Math.SQRT1_2).abs().erf();
  const outside = levels.arraySync().map((level) => p.greater(level).toFloat().mean());
  return tf.sub(1, tf.stack(outside)) as tf.Tensor1D;`,
  ),
  answer(
    'counted by a product with ones',
    `  const N = y.size, ones = tf.ones([N, 1]);
  const { mean, variance } = tf.moments(draws, 0);
  const p = y.sub(mean).abs().div(variance.add(noiseSd.square()).sqrt()).div(Math.SQRT2).erf();
  const inside = tf.where(p.lessEqual(levels.reshape([-1, 1])), tf.onesLike(p), tf.zerosLike(p)) as tf.Tensor2D;
  return inside.matMul(ones as tf.Tensor2D).div(N).flatten() as tf.Tensor1D;`,
  ),
  answer(
    'a sum of booleans over N',
    `  const { mean, variance } = tf.moments(draws, 0);
  const p = tf.erf(tf.abs(tf.div(tf.sub(y, mean), tf.sqrt(tf.mul(2, tf.add(variance, tf.square(noiseSd)))))));
  return tf.lessEqual(p, levels.expandDims(1)).sum(1).div(y.shape[0]) as tf.Tensor1D;`,
  ),
  answer(
    'edges of the interval from a quantile by bisection on tensors',
    `  return tf.tidy(() => {
    const { mean, variance } = tf.moments(draws, 0);
    const sd = variance.add(noiseSd.square()).sqrt();
    const width = quantile(levels).expandDims(1).mul(sd); // [K, N]
    const inside = y.greaterEqual(mean.sub(width)).logicalAnd(y.lessEqual(mean.add(width)));
    return inside.toFloat().mean(1) as tf.Tensor1D;
  });`,
    `// erf(z / sqrt 2) = level
function quantile(levels: tf.Tensor1D): tf.Tensor {
  let low: tf.Tensor = tf.zerosLike(levels), high: tf.Tensor = tf.fill(levels.shape, 6);
  for (let i = 0; i < 25; i++) {
    const middle = low.add(high).div(2);
    const less = middle.div(Math.SQRT2).erf().less(levels);
    low = tf.where(less, middle, low);
    high = tf.where(less, high, middle);
  }
  return low.add(high).div(2);
}`,
  ),
  answer(
    'a quantile by Newton steps on tensors',
    `  const { mean, variance } = tf.moments(draws, 0);
  let q: tf.Tensor = tf.zerosLike(levels);
  for (let step = 0; step < 40; step++) {
    const density = q.square().div(-2).exp().mul(Math.sqrt(2 / Math.PI));
    q = q.add(levels.sub(q.div(Math.SQRT2).erf()).div(density).clipByValue(-0.3, 0.3));
  }
  const z2 = y.sub(mean).square().div(variance.add(noiseSd.square()));
  return z2.lessEqual(q.square().expandDims(1)).toFloat().mean(1) as tf.Tensor1D;`,
  ),
  answer(
    "Winitzki's erf",
    `  const a = 0.147;
  const { mean, variance } = tf.moments(draws, 0);
  const x2 = y.squaredDifference(mean).div(variance.add(noiseSd.square())).div(2);
  const exponent = x2.mul(x2.mul(a).add(4 / Math.PI)).div(x2.mul(a).add(1)).neg();
  const p = tf.sub(1, exponent.exp()).sqrt();
  return p.lessEqual(levels.expandDims(1)).toFloat().mean(1) as tf.Tensor1D;`,
  ),
  answer(
    'draws transposed, variance by a product',
    `  const f = draws.transpose(), S = f.shape[1]; // [N, S]
  const ones = tf.fill([S, 1], 1 / S) as tf.Tensor2D;
  const mean = f.matMul(ones as never) as tf.Tensor2D; // [N, 1]
  const variance = f.sub(mean).square().matMul(ones).add(noiseSd.square()); // [N, 1]
  const p = y.expandDims(1).sub(mean).abs().div(variance.sqrt()).div(Math.SQRT2).erf(); // [N, 1]
  return p.lessEqual(levels).toFloat().mean(0) as tf.Tensor1D; // [N, K]`,
  ),
  answer(
    'helpers in a cell of their own',
    `  const { mean, sd } = predictive(draws, noiseSd);
  return share(centralLevel(y, mean, sd), levels);`,
    `const predictive = (draws: tf.Tensor2D, noiseSd: tf.Scalar) => {
  const { mean, variance } = tf.moments(draws, 0);
  return { mean, sd: variance.add(noiseSd.square()).sqrt() };
};
const centralLevel = (y: tf.Tensor, mean: tf.Tensor, sd: tf.Tensor) => tf.erf(y.sub(mean).abs().div(sd.mul(Math.SQRT2)));
const share = (p: tf.Tensor, levels: tf.Tensor1D) => p.lessEqual(levels.expandDims(1)).toFloat().mean(1).as1D();`,
  ),
  answer(
    'Polish names',
    `  const średnia = draws.mean(0);
  const wariancja = draws.sub(średnia).square().mean(0).add(noiseSd.square());
  const odległość = y.sub(średnia).abs().div(wariancja.sqrt());
  const poziomObserwacji = odległość.div(Math.SQRT2).erf();
  const udziały = levels.arraySync().map((poziom) => poziomObserwacji.lessEqual(poziom).toFloat().mean().arraySync() as number);
  return tf.tensor1d(udziały);`,
  ),
  answer(
    'one tidy per level, the results concatenated',
    `  const shares = Array.from(levels.dataSync(), (level) => tf.tidy(() => {
    const { mean, variance } = tf.moments(draws, 0);
    const p = tf.erf(y.sub(mean).abs().div(variance.add(noiseSd.square()).mul(2).sqrt()));
    return tf.mean(p.lessEqual(level).toFloat()).reshape([1]);
  }));
  return tf.concat(shares) as tf.Tensor1D;`,
  ),
  {
    name: 'an arrow function in a variable, from @tensorflow/tfjs',
    cells: [
      `import * as tf from '@tensorflow/tfjs';`,
      `const coverage = (draws: any, y: any, noiseSd: any, levels: any) => {
  const m = draws.mean(0), s = draws.squaredDifference(m).mean(0).add(noiseSd.square()).sqrt();
  return y.sub(m).abs().div(s).div(Math.SQRT2).erf().lessEqual(levels.expandDims(1)).toFloat().mean(1);
};`,
    ],
  },
  ...rightInNumbers,
];
