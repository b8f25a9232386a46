import type { WrongAnswer } from '../answer';

const imports = `import { tf, randomNormal } from 'bayes-notebooks';`;
const inside = `function inside(draws: any, y: any, noiseSd: any, levels: any): any { // [K, N]
  const { mean, variance } = tf.moments(draws, 0);
  const p = tf.sub(y, mean).abs().div(variance.add(noiseSd.square()).sqrt()).div(Math.SQRT2).erf();
  return p.lessEqual(levels.expandDims(1)).toFloat();
}
const shares = (...given: [any, any, any, any]): any => inside(...given).mean(1); // [K]`;

const answer = (
  diagnosis: string | null,
  name: string,
  body: string,
  score?: number,
  before = '',
): WrongAnswer => ({
  name,
  diagnosis,
  ...(score !== undefined && { score }),
  cells: [
    imports,
    inside,
    before,
    `function coverage(draws: any, y: any, noiseSd: any, levels: any): any {\n${body}\n}`,
  ],
});

const right = 'shares(draws, y, noiseSd, levels)';

/** Wrong answers with the right intervals: what they make of them, or return, keep, draw or change, is not what is asked. */
export const wrongForms: WrongAnswer[] = [
  answer('outside', 'the share outside', `  return tf.sub(1, ${right});`, 3),
  answer(
    'outside',
    'greater in place of less',
    `  return tf.logicalNot(inside(draws, y, noiseSd, levels).cast('bool')).toFloat().mean(1);`,
    3,
  ),
  answer('counts', 'summed', `  return inside(draws, y, noiseSd, levels).sum(1);`),
  answer('counts', 'booleans summed to int32', `  return inside(draws, y, noiseSd, levels).toInt().sum(1);`),
  answer(
    'counts',
    'divided by the number of levels',
    `  return inside(draws, y, noiseSd, levels).sum(1).div(levels.size);`,
  ),
  answer('percent', 'times a hundred', `  return ${right}.mul(100);`, 3),
  answer(
    'percent',
    'counts in percent',
    `  return tf.tensor1d(${right}.arraySync().map((share: number) => share * 100));`,
    3,
  ),
  answer('distance-to-level', 'less the level', `  return ${right}.sub(levels);`, 3),
  answer('distance-to-level', 'calibration error', `  return levels.sub(${right}).abs();`, 3),
  answer('distance-to-level', 'the level less the share', `  return levels.sub(${right});`, 3),
  answer(
    'one-level',
    'levels ignored after the first',
    `  return tf.fill([levels.size], ${right}.arraySync()[0]);`,
  ),
  answer(
    'one-level',
    'return inside the loop',
    `  for (const level of levels.unstack()) return shares(draws, y, noiseSd, level.expandDims(0));`,
  ),
  answer(
    'one-level',
    'the last level alone, a scalar',
    `  let share: any;
  for (const level of levels.arraySync()) share = shares(draws, y, noiseSd, tf.tensor1d([level])).squeeze();
  return share;`,
  ),
  answer('over-levels', 'a mean over everything', `  return inside(draws, y, noiseSd, levels).mean();`),
  answer('over-levels', 'the mean over axis 0', `  return inside(draws, y, noiseSd, levels).mean(0);`),
  answer('not-averaged', 'all of [K, N]', `  return inside(draws, y, noiseSd, levels);`),
  answer(
    'not-averaged',
    'booleans, [N, K]',
    `  return inside(draws, y, noiseSd, levels).cast('bool').transpose();`,
  ),
  answer(
    'sorted',
    'levels sorted',
    `  return shares(draws, y, noiseSd, tf.tensor1d([...levels.dataSync()].sort()));`,
    4,
  ),
  answer(
    'sorted',
    'shares by size',
    `  return tf.tensor1d([...${right}.dataSync()].sort((a, b) => a - b));`,
    4,
  ),
  answer(
    'sorted',
    'the largest level first, by tf.topk',
    `  return shares(draws, y, noiseSd, tf.topk(levels, levels.size).values);`,
  ),
  answer('levels-returned', 'the levels', `  return levels.clone();`),
  answer('levels-returned', 'what calibration would be', `  return tf.tensor1d(levels.arraySync());`),
  answer('plain-numbers', 'arraySync at the end', `  return ${right}.arraySync();`, 0),
  answer('plain-numbers', 'a typed array', `  return ${right}.dataSync();`, 0),
  {
    name: 'async',
    diagnosis: 'promise',
    score: 0,
    cells: [
      imports,
      inside,
      `async function coverage(draws: any, y: any, noiseSd: any, levels: any) { return ${right}; }`,
    ],
  },
  answer('promise', 'a promise of data', `  return ${right}.data();`, 0),
  answer(
    'result-disposed',
    'assigned inside a tidy',
    `  let result: any;
  tf.tidy(() => { result = ${right}; });
  return result;`,
    0,
  ),
  answer(
    'result-disposed',
    'the end of its own scope',
    `  tf.engine().startScope();
  const result = ${right};
  tf.engine().endScope();
  return result;`,
    0,
  ),
  answer(
    'random',
    'observations simulated from the draws',
    `  const simulated = draws.add(tf.randomNormal(draws.shape).mul(noiseSd)).sub(y).abs().mean(0);
  return tf.stack(levels.arraySync().map((level: number) => simulated.lessEqual(tf.mul(noiseSd, level * 2)).toFloat().mean())).add(randomNormal([levels.size]).mul(0.01));`,
  ),
  answer(
    'random',
    'a part of the observations, chosen by chance',
    `  const chosen = tf.randomUniform(y.shape).greater(0.4).toFloat();
  return inside(draws, y, noiseSd, levels).mul(chosen).sum(1).div(chosen.sum());`,
  ),
  answer(
    'stateful',
    'counts kept between the calls',
    `  kept += y.size;
  return inside(draws, y, noiseSd, levels).sum(1).div(kept);`,
    undefined,
    `let kept = 1;`,
  ),
  answer(
    'stateful',
    'a list of shares that grows',
    `  all.push(${right}.arraySync()[0]);
  return tf.fill([levels.size], all.reduce((a, b) => a + b) / 2);`,
    undefined,
    `const all: number[] = [];`,
  ),
  answer(
    'inputs-changed',
    'overwrites the observations with residuals',
    `  const t = y.dataSync(), m = draws.mean(0).dataSync();
  for (let n = 0; n < t.length; n++) t[n] -= m[n] * 0.9;
  return ${right};`,
  ),
  answer(
    'inputs-changed',
    'disposes the levels, and its intervals are too wide',
    `  const result = shares(draws, y, noiseSd.mul(2), levels);
  levels.dispose();
  return result;`,
  ),
  answer(null, 'squeezed, so that one level is no longer a vector', `  return ${right}.squeeze();`, 4.5),
  answer(null, 'a row [1, K]', `  return ${right}.expandDims(0);`),
  answer(null, 'a list of scalars', `  return ${right}.unstack();`),
  answer(null, 'rounded to one digit', `  return ${right}.mul(10).round().div(10);`),
  answer(null, 'strings', `  return ${right}.arraySync().map((share: number) => share.toFixed(2));`, 0),
];
