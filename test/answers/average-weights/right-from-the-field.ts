import type { RightAnswer } from '../answer';

const imports = `import { tf, BayesLinear, gaussianKl, parametersToVector, vectorToParameters } from 'bayes-notebooks';`;

/** Right answers that were graded wrongly or nearly so: collected from the field, 2026-11-25. */
export const rightFromTheField: RightAnswer[] = [
  {
    name: 'ones matmul: matrix product with a row of 1/S',
    cells: [
      imports,
      `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  const S = ensemble.length; const jedynki = tf.fill([1, S], 1 / S);
  return ensemble[0].map((t, j) => jedynki.matMul(tf.stack(ensemble.map((w) => w[j].flatten())) as tf.Tensor2D).reshape(t.shape));
}`,
    ],
  },
  {
    name: 'buffer set: element by element with tf.buffer; for-in over the list',
    cells: [
      imports,
      `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  const wynik: tf.Tensor[] = [];
  for (const j in ensemble[0]) { const wzor = ensemble[0][j]; const buf = tf.buffer(wzor.shape, wzor.dtype); const bufory = ensemble.map((w) => w[j].bufferSync());
    for (let i = 0; i < wzor.size; i++) { const loc = buf.indexToLoc(i); let s = 0; for (const b of bufory) s += b.get(...loc) as number; buf.set(s / ensemble.length, ...loc); }
    wynik.push(buf.toTensor()); }
  return wynik;
}`,
    ],
  },
  {
    name: 'pairwise tree: tree of sums in pairs',
    cells: [
      imports,
      `const parami = (t: tf.Tensor[]): tf.Tensor => (t.length === 1 ? t[0] : parami(Array.from({ length: Math.ceil(t.length / 2) }, (_, i) => (t[2 * i + 1] ? t[2 * i].add(t[2 * i + 1]) : t[2 * i]))));
function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  return ensemble[0].map((_, j) => tf.mul(parami(ensemble.map((w) => w[j])), tf.scalar(1).div(ensemble.length)));
}`,
    ],
  },
  {
    name: 'moments last axis: tf.moments along a last axis',
    cells: [
      imports,
      `const averageWeights = (ensemble: tf.Tensor[][]): tf.Tensor[] => ensemble[0].map((_, j) => tf.moments(tf.stack(ensemble.map((w) => w[j]), -1), -1).mean);`,
    ],
  },
  {
    name: 'einsum: einsum',
    cells: [
      imports,
      `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  const waga = tf.ones([ensemble.length]).div(ensemble.length);
  return tf.tidy(() => ensemble[0].map((t, j) => { const x = tf.stack(ensemble.map((w) => w[j])); return t.rank === 2 ? tf.einsum('s,sij->ij', waga, x) : tf.einsum('s,si->i', waga, x); }));
}`,
    ],
  },
  {
    name: 'kept out of tidy: tf.keep carries the result out of a tidy',
    cells: [
      imports,
      `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  let wynik: tf.Tensor[] = [];
  tf.tidy(() => { wynik = ensemble.reduceRight((suma: tf.Tensor[], w) => w.map((t, j) => (suma[j] ? suma[j].add(t) : t.clone())), []).map((t) => tf.keep(t.div(ensemble.length))); });
  return wynik;
}`,
    ],
  },
];
