import type { WrongAnswer } from '../answer';

const imports = `import { tf, parametersToVector, vectorToParameters } from 'bayes-notebooks';`;

const answer = (
  diagnosis: string | null,
  score: number,
  name: string,
  body: string,
  before = '',
): WrongAnswer => ({
  name,
  diagnosis,
  score,
  cells: [imports, before, `function averageWeights(ensemble: any[][]): any {\n${body}\n}`],
});

const mean = `ensemble[0].map((_, j) => tf.stack(ensemble.map((m) => m[j])).mean(0))`;

/** Wrong answers as a class writes them, with the points that they deserve. */
export const wrongInClass: WrongAnswer[] = [
  // Right values, but the ensemble does not stay as it was: the half point that is announced for it.
  answer(
    'inputs-changed',
    4.5,
    'empties the list with pop',
    `  const n = ensemble.length;
  let sum = ensemble.pop()!;
  while (ensemble.length > 0) { const m = ensemble.pop()!; sum = sum.map((t, j) => t.add(m[j])); }
  return sum.map((t) => t.div(n));`,
  ),
  answer(
    'inputs-changed',
    4.5,
    'takes the first with shift',
    `  const first = ensemble.shift()!;
  return ensemble.reduce((sum, m) => sum.map((t, j) => t.add(m[j])), first).map((t) => t.div(ensemble.length + 1));`,
  ),
  answer(
    'inputs-changed',
    4.5,
    'takes all with splice',
    `  ensemble = ensemble.splice(0);\n  return ${mean};`,
  ),
  answer('inputs-changed', 4.5, 'reverses the list', `  ensemble.reverse();\n  return ${mean};`),
  answer(
    'inputs-changed',
    4.5,
    'sorts the list',
    `  ensemble.sort((a, b) => a[0].mean().dataSync()[0] - b[0].mean().dataSync()[0]);\n  ensemble.push(ensemble.shift()!);\n  return ${mean};`,
  ),
  answer('inputs-changed', 4.5, 'appends the mean', `  const m = ${mean};\n  ensemble.push(m);\n  return m;`),
  answer(
    'inputs-changed',
    4.5,
    'sets the length',
    `  const m = ${mean};\n  ensemble.length = 0;\n  return m;`,
  ),
  answer(
    'inputs-changed',
    4.5,
    'replaces tensors of the first member',
    `  for (let j = 0; j < ensemble[0].length; j++) {
    for (let i = 1; i < ensemble.length; i++) ensemble[0][j] = ensemble[0][j].add(ensemble[i][j]);
    ensemble[0][j] = ensemble[0][j].div(ensemble.length);
  }
  return [...ensemble[0]];`,
  ),
  answer('inputs-changed', 4.5, 'replaces members', `  ensemble[0] = ${mean};\n  return ensemble[0];`),
  answer(
    'inputs-changed',
    4.5,
    'takes the tensors out of the members',
    `  const result: any[] = [];
  while (ensemble[0].length > 0) result.push(tf.stack(ensemble.map((m) => m.shift())).mean(0));
  return result;`,
  ),
  answer(
    'inputs-changed',
    4.5,
    'flattens the members where they stand',
    `  const shapes = ensemble[0].map((t) => t.shape);
  for (const m of ensemble) m.forEach((t, j) => { m[j] = t.flatten(); });
  return shapes.map((shape, j) => tf.stack(ensemble.map((m) => m[j])).mean(0).reshape(shape));`,
  ),
  answer(
    'inputs-changed',
    4.5,
    'disposes the members when done',
    `  const m = ${mean};\n  ensemble.flat().forEach((t) => t.dispose());\n  return m;`,
  ),
  // Wrong values.
  answer('sign', 3, 'minus at the end', `  return (${mean}).map((t) => t.neg());`),
  answer('random', 0, 'noise added', `  return (${mean}).map((t) => t.add(Math.random() * 0.1 + 0.1));`),
  answer(
    'divisor-less-one',
    3,
    'divides by what shift has left',
    `  const first = ensemble.shift()!;
  return ensemble.reduce((sum, m) => sum.map((t, j) => t.add(m[j])), first).map((t) => t.div(ensemble.length));`,
  ),
  answer(
    'divisor-tensors',
    3,
    'divides by the number of tensors',
    `  return ensemble[0].map((_, j) => tf.addN(ensemble.map((m) => m[j])).div(ensemble[0].length));`,
  ),
  answer(
    'divisor-10',
    3,
    'ten members as in the lecture',
    `  return ensemble[0].map((_, j) => tf.addN(ensemble.map((m) => m[j])).mul(0.1));`,
  ),
  answer(
    'ensemble-sum',
    2,
    'sum of a stack',
    `  return ensemble[0].map((_, j) => tf.stack(ensemble.map((m) => m[j])).sum(0));`,
  ),
  answer(
    'member-skipped',
    2,
    'loop to length - 1',
    `  return ensemble[0].map((like, j) => {
    let sum = tf.zerosLike(like);
    for (let i = 0; i < ensemble.length - 1; i++) sum = sum.add(ensemble[i][j]);
    return sum.div(ensemble.length);
  });`,
  ),
  answer(
    'member-skipped',
    2,
    'loop from 1 from zero',
    `  return ensemble[0].map((like, j) => {
    let sum = tf.zerosLike(like);
    for (let i = 1; i < ensemble.length; i++) sum = sum.add(ensemble[i][j]);
    return sum.div(ensemble.length);
  });`,
  ),
  answer(
    'first-counted-twice',
    2,
    'reduce that begins with the first member',
    `  return ensemble.reduce((sum, m) => sum.map((t, j) => t.add(m[j])), ensemble[0]).map((t) => t.div(ensemble.length));`,
  ),
  answer('wrong-shapes', 3, 'an axis at the end', `  return (${mean}).map((t) => t.expandDims(-1));`),
  answer('never-unpacked', 3, 'the vector', `  return parametersToVector(${mean});`),
  answer(
    null,
    0,
    'mean over the wrong axis',
    `  return ensemble[0].map((_, j) => tf.stack(ensemble.map((m) => m[j])).mean(1));`,
  ),
  answer(
    null,
    0,
    'no mean at all',
    `  return ensemble[0].map((_, j) => tf.stack(ensemble.map((m) => m[j])));`,
  ),
  answer(null, 0, 'the list in a list', `  return [${mean}];`),
  answer(null, 0, 'whole numbers', `  return (${mean}).map((t) => t.round().toInt());`),
  answer(
    null,
    0,
    'weights by place',
    `  return ensemble[0].map((_, j) => tf.addN(ensemble.map((m, i) => m[j].mul(i + 1))).div((ensemble.length * (ensemble.length + 1)) / 2));`,
  ),
  answer(
    null,
    0,
    'the largest',
    `  return ensemble[0].map((_, j) => tf.stack(ensemble.map((m) => m[j])).max(0));`,
  ),
  answer('promise', 0, 'async function', `  return Promise.resolve(${mean});`),
  answer(
    'result-disposed',
    0,
    'one tensor out of a tidy',
    `  let m: any;\n  tf.tidy(() => { m = ${mean}; });\n  return m[0];`,
  ),
  answer(
    'stateful',
    4.5,
    'a number kept for the list in a WeakMap',
    `  calls.set(ensemble, (calls.get(ensemble) ?? 0) + 1);\n  return (${mean}).map((t) => t.mul(calls.get(ensemble)!));`,
    'const calls = new WeakMap<object, number>();',
  ),
  answer(
    'stateful',
    4.5,
    'a mark left on the list',
    `  const list = ensemble as any;\n  list.factor = (list.factor ?? 0) + 1;\n  return (${mean}).map((t) => t.mul(list.factor));`,
  ),
  answer(
    'stateful',
    4.5,
    'members remembered between calls',
    `  const fresh = ensemble.filter((m) => !seen.has(m));
  for (const m of fresh) seen.add(m);
  return ensemble[0].map((like, j) => (fresh.length ? tf.stack(fresh.map((m) => m[j])).mean(0) : tf.zerosLike(like)));`,
    'const seen = new WeakSet<object>();',
  ),
  answer(
    'stateful',
    4.5,
    'tensors remembered between calls',
    `  return ensemble[0].map((like, j) => {
    const fresh = ensemble.map((m) => m[j]).filter((t) => !seen.has(t));
    fresh.forEach((t) => seen.add(t));
    return tf.stack(fresh).mean(0);
  });`,
    'const seen = new WeakSet<object>();',
  ),
];
