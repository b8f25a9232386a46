import type { WrongAnswer } from '../answer';
import { wrongInClass } from './wrong-in-class';
import { wrongInTheField } from './wrong-in-the-field';

const imports = `import { tf, BayesLinear, gaussianKl, parametersToVector, predictWith, sampleWeights, vectorToParameters } from 'bayes-notebooks';`;

const answer = (diagnosis: string | null, name: string, body: string, before = ''): WrongAnswer => ({
  name,
  diagnosis,
  cells: [imports, before, `function averageWeights(ensemble: any[][]): any {\n${body}\n}`],
});

/** Wrong answers: each has to lose points for its own reason. */
export const wrong: WrongAnswer[] = [
  answer('first-member', 'first member', `  return ensemble[0];`),
  answer('last-member', 'last member', `  let mean: any; for (const m of ensemble) mean = m; return mean;`),
  answer(
    'divisor-10',
    'fixed divisor 10',
    `  return ensemble[0].map((_, j) => tf.addN(ensemble.map((m) => m[j])).div(10));`,
  ),
  answer('ensemble-sum', 'sum', `  return ensemble[0].map((_, j) => tf.addN(ensemble.map((m) => m[j])));`),
  answer(
    'running-average',
    'running average',
    `  return ensemble.reduce((a, m) => a.map((t: any, i: number) => t.add(m[i]).div(2)));`,
  ),
  answer(
    'running-average',
    'running average from zero',
    `  let mean = ensemble[0].map((t) => tf.zerosLike(t));
  for (const m of ensemble) mean = mean.map((t, i) => t.add(m[i]).div(2));
  return mean;`,
  ),
  answer(
    'median',
    'median',
    `  return ensemble[0].map((like, j) => {
    const rows = ensemble.map((m) => m[j].dataSync());
    const mid = Array.from(rows[0], (_, k) => {
      const s = rows.map((r: any) => r[k]).sort((a: number, b: number) => a - b); const h = (s.length - 1) / 2;
      return (s[Math.floor(h)] + s[Math.ceil(h)]) / 2;
    });
    return tf.tensor(mid, like.shape);
  });`,
  ),
  answer(
    'biases-skipped',
    'only the weights returned',
    `  return ensemble[0].map((_, j) => tf.stack(ensemble.map((m) => m[j])).mean(0)).filter((_, j) => j % 2 === 0);`,
  ),
  answer(
    'biases-skipped',
    "the first member's biases kept",
    `  return ensemble[0].map((t, j) => (t.rank === 1 ? t : tf.stack(ensemble.map((m) => m[j])).mean(0)));`,
  ),
  answer(
    'all-axes',
    'mean over all axes',
    `  return ensemble[0].map((_, j) => tf.stack(ensemble.map((m) => m[j])).mean());`,
  ),
  answer(
    'all-axes',
    'one number for everything',
    `  return tf.concat(ensemble.flat().map((t) => t.flatten())).mean();`,
  ),
  answer(
    'over-tensors',
    'mean over the tensors of a member',
    `  return ensemble.map((member) => tf.concat(member.map((t) => t.flatten())).mean());`,
  ),
  answer(
    'over-tensors',
    'mean of the tensor means of a member',
    `  return ensemble.map((member) => tf.addN(member.map((t) => t.mean())).div(member.length));`,
  ),
  answer(
    'never-unpacked',
    'flat vector',
    `  return tf.stack(ensemble.map((w) => parametersToVector(w))).mean(0);`,
  ),
  answer(
    'never-unpacked',
    'flat vector in a list',
    `  return [tf.stack(ensemble.map((w) => parametersToVector(w))).mean(0)];`,
  ),
  answer(
    'outputs-averaged',
    'outputs averaged',
    `  const x = tf.linspace(-3, 3, 20).reshape([20, 1]);
  return tf.stack(ensemble.map((weights) => predictWith(net, weights, x))).mean(0);`,
    `const net = tf.sequential({ layers: [new BayesLinear({ units: 100, inputDim: 1 }), tf.layers.reLU(), new BayesLinear({ units: 1, inputDim: 100 })] });`,
  ),
  answer(
    'mu-and-sigma-averaged',
    'mu and log sigma averaged',
    `  return net.layers.filter((l) => l instanceof BayesLinear).flatMap((l) => l.getWeights());`,
    `const net = tf.sequential({ layers: [new BayesLinear({ units: 100, inputDim: 1 }), tf.layers.reLU(), new BayesLinear({ units: 1, inputDim: 100 })] });`,
  ),
  answer(
    'posterior-means',
    'posterior means returned',
    `  return net.layers.filter((l) => l instanceof BayesLinear).flatMap((l) => l.getWeights().filter((_, i) => i % 2 === 0));`,
    `const net = tf.sequential({ layers: [new BayesLinear({ units: 100, inputDim: 1 }), tf.layers.reLU(), new BayesLinear({ units: 1, inputDim: 100 })] });`,
  ),
  answer(
    'first-counted-twice',
    'sums into the first member',
    `  let sum = ensemble[0];
  for (const m of ensemble) sum = sum.map((t, i) => t.add(m[i]));
  return sum.map((t) => t.div(ensemble.length));`,
  ),
  answer(
    'stateful',
    'sum kept between calls',
    `  for (const m of ensemble) kept.push(m);
  const like = kept.filter((m) => m.length === ensemble[0].length && m.every((t: any, i: number) => t.size === ensemble[0][i].size && !t.isDisposed));
  times += 1;
  return ensemble[0].map((_, j) => tf.stack(like.map((m) => m[j])).mean(0).mul(times));`,
    `const kept: any[] = []; let times = 0;`,
  ),
  answer(null, 'an empty list', `  return [];`),
  answer(
    null,
    'plain arrays',
    `  return ensemble[0].map((_, j) => tf.stack(ensemble.map((m) => m[j])).mean(0).arraySync());`,
  ),
  answer(
    'wrong-shapes',
    'weights of the wrong shape',
    `  return ensemble[0].map((_, j) => tf.stack(ensemble.map((m) => m[j])).mean(0).flatten());`,
  ),
  ...wrongInTheField,
  ...wrongInClass,
];
