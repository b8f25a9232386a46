import type { RightAnswer } from '../answer';
import { rightInNumbers } from './right-in-numbers';

const imports = `import { tf } from 'bayes-notebooks';`;
const signature = 'draws: tf.Tensor2D, y: tf.Tensor1D, noiseSd: tf.Scalar';

const answer = (name: string, body: string, before = ''): RightAnswer => ({
  name,
  cells: [imports, before, `function predictiveLogLikelihood(${signature}): tf.Scalar {\n${body}\n}`],
});

/** Right answers on tensors, in whatever style: full marks for each. */
export const right: RightAnswer[] = [
  answer(
    'tf.logSumExp over the draws',
    `  const z = tf.sub(y, draws).div(noiseSd);
  const logN = z.square().mul(-0.5).sub(tf.log(noiseSd)).sub(0.5 * Math.log(2 * Math.PI));
  return tf.logSumExp(logN, 0).sub(Math.log(draws.shape[0])).mean();`,
  ),
  answer(
    'the variance throughout',
    `  const v = noiseSd.square();
  const logN = draws.squaredDifference(y).div(v).add(v.mul(2 * Math.PI).log()).mul(-0.5);
  return logN.logSumExp(0).sub(Math.log(draws.shape[0])).mean() as tf.Scalar;`,
  ),
  answer(
    'the maximum by hand, dimensions kept',
    `  return tf.tidy(() => {
    const logN = draws.sub(y).div(noiseSd).square().div(-2).sub(noiseSd.log()).sub(Math.log(Math.sqrt(2 * Math.PI)));
    const max = logN.max(0, true); // [1, N]
    const log = logN.sub(max).exp().mean(0, true).log().add(max); // [1, N]
    return log.mean().asScalar();
  });`,
  ),
  answer(
    'the smallest distance instead of the largest exponent',
    `  const energy = draws.sub(y).div(noiseSd).square().div(2);
  const least = energy.min(0);
  const pooled = tf.exp(least.sub(energy)).mean(0);
  return pooled.log().sub(least).sub(noiseSd.mul(Math.sqrt(2 * Math.PI)).log()).mean() as tf.Scalar;`,
  ),
  answer(
    'on the transposed draws',
    `  const byObservation = draws.transpose(); // [N, S]
  const logN = byObservation.sub(y.expandDims(1)).div(noiseSd).square().mul(-1 / 2);
  const total = tf.logSumExp(logN, 1);
  return total.sub(Math.log(byObservation.shape[1])).sub(noiseSd.log()).mean().sub(Math.log(2 * Math.PI) / 2) as tf.Scalar;`,
  ),
  answer(
    'observation by observation, unstacked',
    `  const scores = tf.unstack(draws, 1).map((column, n) => {
    const residual = column.sub(y.slice(n, 1)).div(noiseSd);
    return residual.square().div(-2).logSumExp();
  });
  return tf.stack(scores).mean().sub(Math.log(draws.shape[0])).sub(noiseSd.log()).sub(Math.log(2 * Math.PI) / 2) as tf.Scalar;`,
  ),
  answer(
    'draw by draw, two at a time by softplus',
    `  const logN = draws.unstack().map((f) => f.sub(y).div(noiseSd).square().div(-2)); // S of [N]
  const added = logN.reduce((a, b) => tf.maximum(a, b).add(tf.softplus(tf.abs(tf.sub(a, b)).neg())));
  const constants = Math.log(logN.length) + Math.log(2 * Math.PI) / 2;
  return added.mean().sub(noiseSd.log()).sub(constants).asScalar();`,
  ),
  answer(
    'logSumExp read off tf.logSoftmax',
    `  const logN = draws.transpose().sub(y.reshape([-1, 1])).div(noiseSd).square().div(-2); // [N, S]
  const sumExp = logN.sub(tf.logSoftmax(logN)).slice([0, 0], [-1, 1]).squeeze([1]); // [N]
  return sumExp.sub(Math.log(draws.shape[0])).sub(noiseSd.log()).sub(Math.log(2 * Math.PI) / 2).mean() as tf.Scalar;`,
  ),
  answer(
    'means as products with rows of ones',
    `  const [S, N] = draws.shape;
  const e = draws.sub(y).div(noiseSd).square().div(-2);
  const m = e.max(0);
  const p = tf.matMul(tf.fill([1, S], 1 / S), e.sub(m).exp()); // [1, N]
  const l = p.log().add(m).sub(noiseSd.log()).sub(Math.log(2 * Math.PI) / 2);
  return tf.matMul(l as tf.Tensor2D, tf.fill([N, 1], 1 / N)).asScalar();`,
  ),
  answer(
    'helpers in a cell of their own',
    `  return meanOverObservations(logMeanExp(logNormal(y, draws, noiseSd)));`,
    `const logNormal = (y: tf.Tensor, mean: tf.Tensor, sd: tf.Tensor) =>
  y.sub(mean).square().div(sd.square()).neg().div(2).sub(sd.log()).sub(0.5 * Math.log(2 * Math.PI));
const logMeanExp = (x: tf.Tensor) => tf.logSumExp(x, 0).sub(Math.log(x.shape[0] as number));
function meanOverObservations(x: tf.Tensor): tf.Scalar { return x.mean().asScalar(); }`,
  ),
  answer(
    'Polish names',
    `  const liczbaPróbek = draws.shape[0];
  const błąd = draws.sub(y).div(noiseSd);
  const gęstość = błąd.square().div(-2).sub(noiseSd.log()).sub(Math.log(2 * Math.PI) / 2);
  const średniaGęstość = gęstość.logSumExp(0).sub(Math.log(liczbaPróbek));
  return średniaGęstość.mean() as tf.Scalar;`,
  ),
  answer(
    'carried out of a tidy by tf.keep',
    `  let result: any;
  tf.tidy(() => {
    const logN = draws.sub(y).div(noiseSd).square().div(-2).sub(noiseSd.mul(Math.sqrt(2 * Math.PI)).log());
    result = tf.keep(logN.logSumExp(0).mean().sub(Math.log(draws.shape[0])));
  });
  return result;`,
  ),
  answer(
    'S copies of the observations',
    `  const copies = y.expandDims(0).tile([draws.shape[0], 1]); // [S, N]
  const logN = tf.squaredDifference(copies, draws).div(noiseSd.square().mul(2)).neg();
  const normaliser = tf.log(noiseSd.mul(tf.sqrt(2 * Math.PI)));
  return tf.mean(tf.sub(tf.logSumExp(logN, 0), tf.add(normaliser, Math.log(draws.shape[0])))) as tf.Scalar;`,
  ),
  answer(
    'in bits, and back',
    `  const bits = draws.sub(y).div(noiseSd).square().div(-2 * Math.LN2);
  const most = bits.max(0);
  const two = tf.scalar(2);
  const pooled = two.pow(bits.sub(most)).mean(0).log().div(Math.LN2).add(most); // log2
  return pooled.mul(Math.LN2).mean().sub(noiseSd.mul(Math.sqrt(2 * Math.PI)).log()) as tf.Scalar;`,
  ),
  {
    name: 'an arrow function in a variable, snake case',
    cells: [
      `import * as tf from '@tensorflow/tfjs';`,
      `const predictive_log_likelihood = (draws: any, y: any, noiseSd: any) =>
  tf.logSumExp(draws.sub(y).div(noiseSd).square().div(-2), 0).mean().sub(tf.log(noiseSd.mul(draws.shape[0] * Math.sqrt(2 * Math.PI))));`,
    ],
  },
  {
    name: 'a class with a static method',
    cells: [
      imports,
      `class Mixture {
  readonly #draws: tf.Tensor2D; readonly #sd: tf.Scalar;
  constructor(draws: tf.Tensor2D, sd: tf.Scalar) { this.#draws = draws; this.#sd = sd; }
  logDensity(y: tf.Tensor1D): tf.Tensor {
    const exponent = this.#draws.sub(y).div(this.#sd).square().div(-2);
    return exponent.logSumExp(0).sub(this.#sd.log()).sub(Math.log(this.#draws.shape[0] * Math.sqrt(2 * Math.PI)));
  }
}`,
      `const predictiveLogLikelihood = function (draws: tf.Tensor2D, y: tf.Tensor1D, noiseSd: tf.Scalar): tf.Scalar {
  return new Mixture(draws, noiseSd).logDensity(y).mean().asScalar();
};`,
    ],
  },
  ...rightInNumbers,
];
