import type { WrongAnswer } from '../answer';

const imports = `import { tf, randomNormal } from 'bayes-notebooks';`;
const score = `const score = (draws: any, y: any, sd: any) => tf.logSumExp(tf.sub(y, draws).div(sd).square().div(-2), 0).sub(tf.log(tf.mul(sd, draws.shape[0] * Math.sqrt(2 * Math.PI)))); // [N]`;

const answer = (
  diagnosis: string | null,
  name: string,
  body: string,
  before = '',
  points?: number,
): WrongAnswer => ({
  name,
  diagnosis,
  ...(points !== undefined && { score: points }),
  cells: [
    imports,
    score,
    before,
    `function predictiveLogLikelihood(draws: any, y: any, noiseSd: any): any {\n${body}\n}`,
  ],
});

/** Wrong answers whose formula is right or is not there: what they return, keep, draw or change is not what is asked. */
export const wrongForms: WrongAnswer[] = [
  answer('plain-number', 'a number', `  return score(draws, y, noiseSd).mean().arraySync();`, '', 0),
  answer(
    'plain-number',
    'dataSync()[0]',
    `  return tf.tidy(() => score(draws, y, noiseSd)).mean().dataSync()[0];`,
    '',
    0,
  ),
  {
    name: 'async',
    diagnosis: 'promise',
    score: 0,
    cells: [
      imports,
      score,
      `async function predictiveLogLikelihood(draws: any, y: any, noiseSd: any) { return score(draws, y, noiseSd).mean(); }`,
    ],
  },
  answer(
    'promise',
    'data().then',
    `  return score(draws, y, noiseSd).data().then((all: any) => tf.tensor(all).mean());`,
    '',
    0,
  ),
  answer(
    'result-disposed',
    'assigned inside a tidy',
    `  let result: any;
  tf.tidy(() => { result = score(draws, y, noiseSd).mean(); });
  return result;`,
    '',
    0,
  ),
  answer(
    'result-disposed',
    'disposed with all the rest',
    `  const all = score(draws, y, noiseSd), mean = all.mean();
  for (const one of [all, mean]) one.dispose();
  return mean;`,
    '',
    0,
  ),
  answer('hard-coded', 'the number of one run', `  return tf.scalar(-0.8271);`, '', 0),
  answer('hard-coded', 'zero to begin with', `  return tf.scalar(0).add(1).neg();`, '', 0),
  answer(
    'random',
    'new noise drawn at every call',
    `  return score(draws.add(tf.randomNormal(draws.shape).mul(noiseSd)), y, noiseSd).mean();`,
  ),
  answer(
    'random',
    'a draw chosen by chance',
    `  const s = Math.floor(Math.random() * draws.shape[0]);
  return score(draws.slice([s, 0], [1, -1]), y, noiseSd).add(randomNormal([1])).mean();`,
  ),
  answer(
    'stateful',
    'scores kept between the calls',
    `  kept.push(...score(draws, y, noiseSd).arraySync());
  return tf.tensor1d(kept).mean().add(kept.length);`,
    `const kept: number[] = [];`,
  ),
  answer(
    'stateful',
    'a sum that is never set back',
    `  sum += score(draws, y, noiseSd).mean().arraySync();
  return tf.scalar(sum);`,
    `let sum = 1;`,
  ),
  answer(
    'inputs-changed',
    'writes its residuals into the draws, half wrong',
    `  const data = draws.dataSync(), t = y.arraySync();
  for (let i = 0; i < data.length; i++) data[i] -= t[i % t.length];
  return score(draws, tf.zerosLike(y), noiseSd).mean().mul(1.03);`,
  ),
  answer(
    'inputs-changed',
    'disposes the draws and uses another noise',
    `  const result = score(draws, y, tf.mul(noiseSd, 1.7)).mean();
  draws.dispose();
  return result;`,
  ),
  answer(
    'not-scalar',
    'the mean with its dimension kept',
    `  return score(draws, y, noiseSd).mean(0, true);`,
    '',
    4.5,
  ),
  answer(
    'not-scalar',
    'a vector with one number',
    `  return tf.tensor1d([score(draws, y, noiseSd).mean().arraySync()]);`,
    '',
    4.5,
  ),
  answer('not-scalar', 'the scores of all observations', `  return score(draws, y, noiseSd);`),
  answer(null, 'an object with the score', `  return { score: score(draws, y, noiseSd).mean() };`, '', 0),
  answer(
    null,
    'rounded to two digits',
    `  return score(draws, y, noiseSd).mean().mul(100).round().div(100);`,
  ),
  answer(null, 'cast to int', `  return score(draws, y, noiseSd).mean().toInt();`),
];
