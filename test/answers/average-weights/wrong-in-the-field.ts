import type { WrongAnswer } from '../answer';

const imports = `import { tf, BayesLinear, parametersToVector, vectorToParameters } from 'bayes-notebooks';`;

/** Wrong answers that were collected from the field, 2026-11-25, by what they do. */
export const wrongInTheField: WrongAnswer[] = [
  {
    name: 'geometric mean',
    diagnosis: 'geometric-mean',
    cells: [
      imports,
      `function averageWeights(ensemble: any): any {
  return ensemble[0].map((_: any, j: number) => tf.stack(ensemble.map((w: any) => w[j])).abs().log().mean(0).exp());
}`,
    ],
  },
  {
    name: 'divides by S - 1 as for a variance',
    diagnosis: 'divisor-less-one',
    cells: [
      imports,
      `function averageWeights(ensemble: any): any {
  return ensemble[0].map((_: any, j: number) => tf.addN(ensemble.map((w: any) => w[j])).div(Math.max(1, ensemble.length - 1)));
}`,
    ],
  },
  {
    name: 'first member left out',
    diagnosis: 'member-skipped',
    cells: [
      imports,
      `function averageWeights(ensemble: any): any {
  const r = ensemble.slice(1); return ensemble[0].map((_: any, j: number) => (r.length ? tf.stack(r.map((w: any) => w[j])).mean(0) : ensemble[0][j]));
}`,
    ],
  },
  {
    name: 'rounded to two digits',
    diagnosis: null,
    cells: [
      imports,
      `function averageWeights(ensemble: any): any {
  return ensemble[0].map((_: any, j: number) => tf.stack(ensemble.map((w: any) => w[j])).mean(0).mul(100).round().div(100));
}`,
    ],
  },
  {
    name: 'keepDims leaves an axis of one',
    diagnosis: 'wrong-shapes',
    cells: [
      imports,
      `function averageWeights(ensemble: any): any {
  return ensemble[0].map((_: any, j: number) => tf.stack(ensemble.map((w: any) => w[j])).mean(0, true));
}`,
    ],
  },
  {
    name: 'mean of max and min',
    diagnosis: 'midrange',
    cells: [
      imports,
      `function averageWeights(ensemble: any): any {
  return ensemble[0].map((_: any, j: number) => { const x = tf.stack(ensemble.map((w: any) => w[j])); return x.max(0).add(x.min(0)).div(2); });
}`,
    ],
  },
  {
    name: 'one long vector',
    diagnosis: null,
    cells: [
      imports,
      `function averageWeights(ensemble: any): any {
  return [tf.concat(ensemble.map((w: any) => parametersToVector(w)))];
}`,
    ],
  },
  {
    name: 'right value; overwrites the list that it was given (not the tensors)',
    diagnosis: 'inputs-changed',
    score: 4.5,
    cells: [
      imports,
      `function averageWeights(ensemble: any): any {
  for (let i = 1; i < ensemble.length; i++) ensemble[0] = ensemble[0].map((t: any, j: number) => t.add(ensemble[i][j])); return ensemble[0].map((t: any) => t.div(ensemble.length));
}`,
    ],
  },
];
