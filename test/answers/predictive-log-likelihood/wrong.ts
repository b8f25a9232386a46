import type { WrongAnswer } from '../answer';
import { wrongDensities } from './wrong-densities';
import { wrongForms } from './wrong-forms';

const imports = `import { tf } from 'bayes-notebooks';`;
const logN = `const logN = (draws: any, y: any, sd: any) => tf.sub(y, draws).div(sd).square().div(-2).sub(tf.log(tf.mul(sd, Math.sqrt(2 * Math.PI)))); // [S, N]`;

const answer = (diagnosis: string | null, name: string, body: string, score?: number): WrongAnswer => ({
  name,
  diagnosis,
  ...(score !== undefined && { score }),
  cells: [
    imports,
    logN,
    `function predictiveLogLikelihood(draws: any, y: any, noiseSd: any): any {\n${body}\n}`,
  ],
});

/** Wrong answers: each has to lose points for its own reason. First those that pool the draws wrongly. */
export const wrong: WrongAnswer[] = [
  answer('mean-of-logs', 'mean of the logs', `  return logN(draws, y, noiseSd).mean();`),
  answer(
    'mean-of-logs',
    'the loss of an ordinary training, draw by draw',
    `  const scores = tf.unstack(draws).map((f: any) => tf.mean(logN(f, y, noiseSd)));
  return tf.addN(scores).div(scores.length);`,
  ),
  answer('mean-of-logs', 'sum of the logs over the draws', `  return logN(draws, y, noiseSd).sum(0).mean();`),
  answer('plug-in', 'density at the mean of the draws', `  return logN(draws.mean(0), y, noiseSd).mean();`),
  answer(
    'plug-in',
    'the mean function in plain numbers',
    `  const rows = draws.arraySync(), sd = noiseSd.arraySync();
  const logs = y.arraySync().map((t: number, n: number) => {
    const f = rows.reduce((sum: number, row: number[]) => sum + row[n]!, 0) / rows.length;
    return -0.5 * Math.log(2 * Math.PI * sd ** 2) - (t - f) ** 2 / (2 * sd ** 2);
  });
  return tf.tensor1d(logs).mean();`,
  ),
  answer(
    'gaussian-fit',
    'moments of the mixture',
    `  const { mean, variance } = tf.moments(draws, 0);
  const sd = variance.add(noiseSd.square()).sqrt();
  return logN(mean, y, sd).mean();`,
  ),
  answer(
    'gaussian-fit',
    'the variance divided by S',
    `  const mean = draws.mean(0);
  const v = draws.sub(mean).square().mean(0).add(noiseSd.square());
  return v.mul(2 * Math.PI).log().add(y.sub(mean).square().div(v)).div(-2).mean();`,
  ),
  answer(
    'gaussian-fit',
    'the variance divided by S - 1 where it can be',
    `  const mean = draws.mean(0);
  const v = draws.sub(mean).square().sum(0).div(Math.max(1, draws.shape[0] - 1)).add(noiseSd.square());
  return v.mul(2 * Math.PI).log().add(y.sub(mean).square().div(v)).div(-2).mean();`,
  ),
  answer(
    'joint',
    'likelihood of all observations, averaged over the draws, per observation',
    `  return tf.logSumExp(logN(draws, y, noiseSd).sum(1)).sub(Math.log(draws.shape[0])).div(y.size);`,
  ),
  answer(
    'joint',
    'the same, not divided',
    `  const ofDraw = logN(draws, y, noiseSd).sum(1); const top = ofDraw.max();
  return ofDraw.sub(top).exp().mean().log().add(top);`,
  ),
  answer(
    'joint',
    'means of the logs inside',
    `  return logN(draws, y, noiseSd).mean(1).logSumExp().sub(Math.log(draws.shape[0]));`,
  ),
  answer(
    'mean-inside',
    'log of the mean over everything',
    `  return logN(draws, y, noiseSd).logSumExp().sub(Math.log(draws.size));`,
  ),
  answer(
    'mean-inside',
    'the same in naive exponentials',
    `  return logN(draws, y, noiseSd).exp().mean(0).mean().log();`,
  ),
  answer(
    'axes-swapped',
    'pooled over the observations',
    `  return logN(draws, y, noiseSd).logSumExp(1).sub(Math.log(y.size)).mean();`,
  ),
  answer(
    'axes-swapped',
    'axis -1, divided by the number of draws',
    `  const l = logN(draws, y, noiseSd);
  return tf.logSumExp(l, -1).sub(Math.log(l.shape[0])).mean();`,
  ),
  answer(
    'axes-swapped',
    'shape destructured the wrong way round',
    `  const [N, S] = draws.shape; const f = draws.dataSync(), t = y.arraySync(), sd = noiseSd.arraySync();
  const means = Array.from({ length: N }, (_, n) => Array.from({ length: S }, (_, s) => Math.exp(-(((t[s] - f[n * S + s]) / sd) ** 2) / 2)).reduce((a, b) => a + b) / S);
  return tf.tensor1d(means.map((m) => Math.log(m / (sd * Math.sqrt(2 * Math.PI))))).mean();`,
  ),
  answer(
    'sum',
    'summed over the observations',
    `  return tf.logSumExp(logN(draws, y, noiseSd), 0).sub(Math.log(draws.shape[0])).sum();`,
    3,
  ),
  answer(
    'sum',
    'a total that is never divided',
    `  let total = tf.scalar(0);
  for (const column of tf.unstack(logN(draws, y, noiseSd), 1)) total = total.add(column.logSumExp().sub(Math.log(column.size)));
  return total;`,
    3,
  ),
  answer(
    'sign',
    'negative log likelihood',
    `  return tf.logSumExp(logN(draws, y, noiseSd), 0).sub(Math.log(draws.shape[0])).mean().neg();`,
    3,
  ),
  answer(
    'sign',
    'a loss, summed',
    `  const nll = tf.neg(tf.logSumExp(logN(draws, y, noiseSd), 0).sub(Math.log(draws.shape[0])));
  return nll.sum();`,
    3,
  ),
  answer('draws-summed', 'log S forgotten', `  return tf.logSumExp(logN(draws, y, noiseSd), 0).mean();`, 3),
  answer(
    'draws-summed',
    'sum in place of mean, by hand',
    `  const l = logN(draws, y, noiseSd), top = l.max(0);
  return l.sub(top).exp().sum(0).log().add(top).mean();`,
    3,
  ),
  answer(
    'wrong-number',
    'log N in place of log S',
    `  return tf.logSumExp(logN(draws, y, noiseSd), 0).sub(Math.log(y.shape[0])).mean();`,
    3,
  ),
  answer(
    'wrong-number',
    'log S taken off twice',
    `  const l = logN(draws, y, noiseSd), top = l.max(0);
  return l.sub(top).exp().mean(0).log().add(top).sub(Math.log(draws.shape[0])).mean();`,
  ),
  answer(
    'wrong-number',
    'divided by all numbers in draws',
    `  return logN(draws, y, noiseSd).logSumExp(0).sub(Math.log(draws.size)).mean();`,
  ),
  answer(
    'divided-outside',
    'the logarithm divided by S',
    `  return tf.logSumExp(logN(draws, y, noiseSd), 0).div(draws.shape[0]).mean();`,
  ),
  answer(
    'divided-outside',
    'the sum of the logs of means, over N and S',
    `  return tf.logSumExp(logN(draws, y, noiseSd), 0).sub(Math.log(draws.shape[0])).sum().div(draws.size);`,
  ),
  answer(
    'log-base',
    'in bits',
    `  return tf.logSumExp(logN(draws, y, noiseSd), 0).sub(Math.log(draws.shape[0])).mean().div(Math.LN2);`,
    3,
  ),
  answer(
    'log-base',
    'Math.log10',
    `  const l = logN(draws, y, noiseSd).transpose().arraySync();
  const scores = l.map((e: number[]) => { const m = Math.max(...e); return m * Math.LOG10E + Math.log10(e.map((x) => Math.exp(x - m)).reduce((a, b) => a + b) / e.length); });
  return tf.tensor1d(scores).mean();`,
    3,
  ),
  answer('no-log', 'mean density', `  return logN(draws, y, noiseSd).exp().mean();`),
  answer(
    'no-log',
    'exponentiated at the end',
    `  return tf.logSumExp(logN(draws, y, noiseSd), 0).sub(Math.log(draws.shape[0])).mean().exp();`,
  ),
  answer('nearest-draw', 'the best draw', `  return logN(draws, y, noiseSd).max(0).mean();`),
  answer(
    'nearest-draw',
    'by the smallest distance',
    `  const distance = draws.sub(y).abs().min(0);
  return logN(tf.zerosLike(distance), distance, noiseSd).mean();`,
  ),
  answer(
    'maximum-lost',
    'the maximum not added back',
    `  const l = logN(draws, y, noiseSd);
  return l.sub(l.max(0)).exp().mean(0).log().mean();`,
  ),
  answer(
    'maximum-lost',
    'nor log S taken off',
    `  const l = logN(draws, y, noiseSd), top = tf.max(l, 0, true);
  return tf.mean(tf.log(tf.sum(tf.exp(tf.sub(l, top)), 0)));`,
  ),
  answer('one-draw', 'the first draw', `  return logN(tf.gather(draws, 0), y, noiseSd).mean();`),
  answer(
    'one-draw',
    'overwritten in the loop, so the last draw',
    `  let score: any;
  for (const f of draws.unstack()) score = logN(f, y, noiseSd);
  return score.mean();`,
  ),
  answer('squared-error', 'mean squared error', `  return tf.losses.meanSquaredError(y, draws.mean(0));`),
  answer('squared-error', 'of every draw, negative', `  return draws.sub(y).square().mean().neg();`),
  answer('squared-error', 'RMSE', `  return draws.mean(0).squaredDifference(y).mean().sqrt();`),
  ...wrongDensities,
  ...wrongForms,
];
