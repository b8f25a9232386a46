import type { WrongAnswer } from '../answer';

const imports = `import { tf, BayesLinear, gaussianKl } from 'bayes-notebooks';`;

const parts = `function layersOf(model: any, found = new Set<any>()): any[] {
  for (const layer of model.layers) {
    if (layer instanceof BayesLinear) found.add(layer);
    else if (layer.layers) layersOf(layer, found);
  }
  return [...found];
}
const sumOf = (layers: any[]): any => tf.addN(layers.map((l) => l.klLoss()));
const countOf = (layers: any[]): number => layers.reduce((n, l) => n + l.countParams() / 2, 0);`;

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
  cells: [imports, parts, before, `function klLoss(model: any): any {\n${body}\n}`],
});

/** The closed form as a student writes it out, with the prior's mean m0 and sigma s0. */
const byHand = (prior: string): string => `  let sum: any = tf.scalar(0);
  const layers = layersOf(model);
  for (const layer of layers) {
    const [m0, s0] = ${prior};
    const [wm, ws, bm, bs] = layer.weights.map((w: any) => w.read());
    sum = sum.add(gaussianKl(wm, ws, m0, Math.log(s0))).add(gaussianKl(bm, bs, m0, Math.log(s0)));
  }
  return sum.div(countOf(layers));`;

/** Wrong answers as a class writes them, with the points that they deserve. */
export const wrongInClass: WrongAnswer[] = [
  answer(
    'sign',
    3,
    'minus before the sum',
    `  const l = layersOf(model);\n  return tf.neg(sumOf(l)).div(countOf(l));`,
  ),
  answer('sign', 3, 'times -1', `  const l = layersOf(model);\n  return sumOf(l).mul(-1 / countOf(l));`),
  answer(
    'sign',
    3,
    'zero minus',
    `  const l = layersOf(model);\n  return tf.scalar(0).sub(sumOf(l).div(countOf(l)));`,
  ),
  answer(
    'sign',
    2.4,
    'minus, and read out of the graph',
    `  const l = layersOf(model);\n  return tf.scalar(-sumOf(l).dataSync()[0] / countOf(l));`,
  ),
  answer(
    'sum',
    2,
    'no division, in a loop',
    `  let kl: any = tf.scalar(0);\n  for (const l of layersOf(model)) kl = kl.add(l.klLoss());\n  return kl;`,
  ),
  answer(
    'sum',
    1.6,
    'no division, read out of the graph',
    `  return tf.scalar(sumOf(layersOf(model)).arraySync());`,
  ),
  answer(
    'counted-twice',
    3,
    'sizes of all four tensors',
    `  const l = layersOf(model);\n  return sumOf(l).div(l.flatMap((x) => x.getWeights()).reduce((n: number, w: any) => n + w.size, 0));`,
  ),
  answer(
    'counted-twice',
    2.4,
    'sizes of all four tensors, read out of the graph',
    `  const l = layersOf(model);\n  return tf.scalar(sumOf(l).dataSync()[0] / (2 * countOf(l)));`,
  ),
  answer(
    'counted-twice',
    2.85,
    'countParams of each layer, of shape [1]',
    `  const l = layersOf(model);\n  return sumOf(l).div(2 * countOf(l)).reshape([1]);`,
  ),
  answer(
    'count-params',
    3,
    'one line with countParams',
    `  return sumOf(layersOf(model)).div(tf.scalar(model.countParams()));`,
  ),
  answer(
    'dense-counted',
    4.5,
    'half of countParams',
    `  return sumOf(layersOf(model)).div(model.countParams() / 2);`,
  ),
  answer(
    'by-layers',
    2,
    'mean of a stack',
    `  return tf.stack(layersOf(model).map((l) => l.klLoss())).mean();`,
  ),
  answer(
    'by-tensors',
    2,
    'number of all weights',
    `  return sumOf(layersOf(model)).div(model.weights.length);`,
  ),
  answer('by-examples', 2, 'divided by 150 flowers', `  return sumOf(layersOf(model)).div(150);`),
  answer(
    'layer-means',
    3,
    'mean of a stack of layer means',
    `  return tf.stack(layersOf(model).map((l) => l.klLoss().div(l.countParams() / 2))).mean();`,
  ),
  answer(
    'layer-means',
    2.4,
    'mean of layer means, read out of the graph',
    `  const means = layersOf(model).map((l) => l.klLoss().dataSync()[0] / (l.countParams() / 2));
  return tf.scalar(means.reduce((a, b) => a + b, 0) / means.length);`,
  ),
  answer(
    'weight-inside',
    2,
    'weight 0.1 inside',
    `  const l = layersOf(model);\n  return sumOf(l).div(countOf(l)).mul(0.1);`,
  ),
  answer(
    'bias-not-counted',
    3,
    'only the weight matrices counted',
    `  const l = layersOf(model);\n  return sumOf(l).div(l.reduce((n, x) => n + x.weights[0].shape[0] * x.weights[0].shape[1], 0));`,
  ),
  answer(
    'end-skipped',
    0,
    'loop from 1',
    `  const l = layersOf(model);
  let kl: any = tf.scalar(0), n = 0;
  for (let i = 1; i < l.length; i++) { kl = kl.add(l[i].klLoss()); n += l[i].countParams() / 2; }
  return kl.div(n);`,
  ),
  answer(
    'end-skipped',
    0,
    'loop to length - 1',
    `  const l = layersOf(model);
  let kl: any = tf.scalar(0);
  for (let i = 0; i < l.length - 1; i++) kl = kl.add(l[i].klLoss());
  return kl.div(countOf(l));`,
  ),
  answer(
    'first-level',
    4,
    'no recursion',
    `  const l: any[] = model.layers.filter((x: any) => x instanceof BayesLinear);
  return l.length ? sumOf(l).div(countOf(l)) : tf.scalar(0);`,
  ),
  answer('fixed-prior', 0, 'prior mean taken for 0', byHand('[0, layer.getConfig().priorSigma]')),
  answer('fixed-prior', 0, 'standard normal prior', byHand('[0, 1]')),
  answer(
    'not-scalar',
    0,
    'the list of layers as a tensor',
    `  return tf.stack(layersOf(model).map((l) => l.klLoss()));`,
  ),
  answer(
    'promise',
    0,
    'async function',
    `  return (async () => { const l = layersOf(model); return tf.scalar((await sumOf(l).data())[0] / countOf(l)); })();`,
  ),
  answer(
    'result-disposed',
    0,
    'disposed by hand before it is returned',
    `  const l = layersOf(model);\n  const kl = sumOf(l).div(countOf(l));\n  kl.dispose();\n  return kl;`,
  ),
  answer(
    'count-params',
    2.4,
    'countParams, and no recursion',
    `  let kl: any = tf.scalar(0);\n  for (const l of model.layers) if (l instanceof BayesLinear) kl = kl.add(l.klLoss());\n  return kl.div(model.countParams());`,
  ),
  answer(
    'counted-twice',
    2.4,
    'counted as two, and no recursion',
    `  let kl: any = tf.scalar(0), n = 0;\n  for (const l of model.layers) if (l.klLoss) { kl = kl.add(l.klLoss()); n += l.countParams(); }\n  return kl.div(n);`,
  ),
  answer(
    'random',
    0,
    'noise added',
    `  const l = layersOf(model);\n  return sumOf(l).div(countOf(l)).add(tf.randomUniform([], 5, 50));`,
  ),
  answer(null, 0, 'a list of both numbers', `  const l = layersOf(model);\n  return [sumOf(l), countOf(l)];`),
  answer(null, 0, 'nothing where there is something', `  layersOf(model).map((l) => l.klLoss());`),
  answer(null, 0, 'Infinity', `  return sumOf(layersOf(model)).div(0);`),
  answer(
    'stateful',
    3.75,
    'layers remembered between calls',
    `  let kl: any = tf.scalar(0), n = 0;
  for (const l of layersOf(model)) if (!seen.has(l)) { seen.add(l); kl = kl.add(l.klLoss()); n += l.countParams() / 2; }
  return kl.div(n);`,
    'const seen = new Set<any>();',
  ),
  answer(
    'stateful',
    3.75,
    'marks left on the layers, so that the second call finds none',
    `  const fresh = layersOf(model).filter((l) => !l.done);
  for (const l of fresh) l.done = true;
  return sumOf(fresh).div(countOf(fresh));`,
  ),
  answer(
    'stateful',
    3.75,
    'a number kept for the model in a WeakMap',
    `  const l = layersOf(model);
  calls.set(model, (calls.get(model) ?? 0) + 1);
  return sumOf(l).div(countOf(l)).mul(calls.get(model)!);`,
    'const calls = new WeakMap<object, number>();',
  ),
  answer(
    'inputs-changed',
    3.75,
    'takes the layers out of the model',
    `  let kl: any = tf.scalar(0), n = 0;
  const take = (m: any) => { for (let l = m.layers.pop(); l; l = m.layers.pop()) {
    if (l.layers) take(l); else if (l instanceof BayesLinear) { kl = kl.add(l.klLoss()); n += l.countParams() / 2; } } };
  take(model);
  return kl.div(n);`,
  ),
  answer(
    'inputs-changed',
    3.75,
    'halves the weights when done',
    `  const l = layersOf(model);
  const kl = sumOf(l).div(countOf(l));
  for (const x of l) x.setWeights(x.getWeights().map((w: any) => w.div(2)));
  return kl;`,
  ),
];
