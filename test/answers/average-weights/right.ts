import type { RightAnswer } from '../answer';
import { rightFromTheField } from './right-from-the-field';

const imports = `import { tf, BayesLinear, gaussianKl, parametersToVector, vectorToParameters } from 'bayes-notebooks';`;
const answer = (name: string, ...cells: string[]): RightAnswer => ({
  name,
  cells: [imports, ...cells],
});

/** Right answers in different styles: each has to get full marks. */
export const right: RightAnswer[] = [
  answer(
    'nested loops',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  const result: tf.Tensor[] = [];
  for (let j = 0; j < ensemble[0].length; j++) {
    let sum: tf.Tensor = tf.zerosLike(ensemble[0][j]);
    for (let i = 0; i < ensemble.length; i++) sum = sum.add(ensemble[i][j]);
    result.push(sum.div(ensemble.length));
  }
  return result;
}`,
  ),
  answer(
    'stack and mean over axis 0',
    `const averageWeights = (ensemble: tf.Tensor[][]): tf.Tensor[] =>
  ensemble[0].map((_, j) => tf.stack(ensemble.map((member) => member[j])).mean(0));`,
  ),
  answer(
    'tf.addN',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  return ensemble[0].map((_, j) => tf.addN(ensemble.map((m) => m[j])).div(ensemble.length));
}`,
  ),
  answer(
    'flat vectors',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  const vectors = ensemble.map((weights) => parametersToVector(weights));
  return vectorToParameters(tf.stack(vectors).mean(0) as tf.Tensor1D, ensemble[0]);
}`,
  ),
  answer(
    'reduce over the members',
    `const add = (a: tf.Tensor[], b: tf.Tensor[]) => a.map((t, i) => tf.add(t, b[i]));`,
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  return ensemble.reduce(add).map((sum) => sum.div(ensemble.length));
}`,
  ),
  answer(
    'recursion',
    `function sumOf(members: tf.Tensor[][]): tf.Tensor[] {
  if (members.length === 1) return members[0];
  const rest = sumOf(members.slice(1));
  return members[0].map((tensor, i) => tensor.add(rest[i]));
}`,
    `const averageWeights = (ensemble: tf.Tensor[][]): tf.Tensor[] => sumOf(ensemble).map((t) => t.mul(1 / ensemble.length));`,
  ),
  answer(
    'plain JavaScript numbers',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  return ensemble[0].map((like, j) => {
    const values = new Float32Array(like.size);
    for (const member of ensemble) member[j].dataSync().forEach((v, k) => { values[k] += v / ensemble.length; });
    return tf.tensor(values, like.shape);
  });
}`,
  ),
  answer(
    'tidy',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  return tf.tidy(() => {
    const n = tf.scalar(ensemble.length);
    return ensemble[0].map((_, position) => {
      const column = ensemble.map((member) => member[position]);
      return column.slice(1).reduce((sum, tensor) => tf.add(sum, tensor), column[0]).div(n);
    });
  });
}`,
  ),
  answer(
    'correct running mean',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  let mean = ensemble[0];
  ensemble.slice(1).forEach((member, k) => {
    mean = mean.map((m, i) => m.add(member[i].sub(m).div(k + 2)));
  });
  return mean;
}`,
  ),
  answer(
    'concat along a new axis',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  const out = [];
  for (const j of ensemble[0].keys()) out.push(tf.mean(tf.concat(ensemble.map((w) => tf.expandDims(w[j], 0)), 0), 0));
  return out;
}`,
  ),
  answer(
    'a class',
    `class Averager {
  constructor(private readonly ensemble: tf.Tensor[][]) {}
  at(j: number): tf.Tensor { return tf.stack(this.ensemble.map((m) => m[j]), 0).sum(0).div(this.ensemble.length); }
  all(): tf.Tensor[] { return Array.from({ length: this.ensemble[0].length }, (_, j) => this.at(j)); }
}`,
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] { return new Averager(ensemble).all(); }`,
  ),
  answer(
    'transpose first',
    `const transpose = <T>(rows: T[][]): T[][] => rows[0].map((_, j) => rows.map((row) => row[j]));`,
    `const averageWeights = (ensemble: tf.Tensor[][]) => transpose(ensemble).map((column) => tf.stack(column).mean(0));`,
  ),
  answer(
    'average_weights as a name',
    `function average_weights(ensemble: any) {
  let mean: any[] = [];
  for (let t = 0; t < ensemble[0].length; t++) {
    let acc = ensemble[0][t].clone();
    for (let m = 1; m < ensemble.length; m++) acc = tf.add(acc, ensemble[m][t]);
    mean = [...mean, tf.div(acc, ensemble.length)];
  }
  return mean;
}`,
  ),
  answer(
    'arrays through arraySync',
    `const mean = (rows: any[]): any => Array.isArray(rows[0]) ? rows[0].map((_: any, i: number) => mean(rows.map((r) => r[i]))) : rows.reduce((a, b) => a + b, 0) / rows.length;`,
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  return ensemble[0].map((like, j) => tf.tensor(mean(ensemble.map((m) => m[j].arraySync())), like.shape));
}`,
  ),
  answer(
    'matrix product with 1/n',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  const n = ensemble.length;
  const matrix = tf.stack(ensemble.map((w) => parametersToVector(w))); // [n, all]
  const row = tf.matMul(tf.fill([1, n], 1 / n), matrix as tf.Tensor2D);
  return vectorToParameters(row.squeeze([0]) as tf.Tensor1D, ensemble[0]);
}`,
  ),
  ...rightFromTheField,
];
