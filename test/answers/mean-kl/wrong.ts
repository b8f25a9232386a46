import type { WrongAnswer } from '../answer';
import { wrongInClass } from './wrong-in-class';
import { wrongInTheField } from './wrong-in-the-field';

const imports = `import { tf, BayesLinear, gaussianKl, parametersToVector, predictWith, sampleWeights, vectorToParameters } from 'bayes-notebooks';`;

const collect = `function bayesOf(model: any, found = new Set<any>()): Set<any> {
  for (const layer of model.layers) {
    if (layer instanceof BayesLinear) found.add(layer);
    else if (layer instanceof tf.LayersModel) bayesOf(layer, found);
  }
  return found;
}`;

/** Sum and count as they should be; each wrong answer spoils one thing. */
const parts = `const layersOf = (model: any): any[] => [...bayesOf(model)];
const sumOf = (layers: any[]): any => layers.map((l) => l.klLoss()).reduce((a: any, b: any) => a.add(b), tf.scalar(0));
const countOf = (layers: any[]): number => layers.reduce((n, l) => n + l.countParams() / 2, 0);
const priorOf = (l: any): any => l.getConfig();`;

const answer = (diagnosis: string | null, name: string, body: string): WrongAnswer => ({
  name,
  diagnosis,
  cells: [imports, collect, parts, `function klLoss(model: any): any {\n${body}\n}`],
});

/** The closed form with one thing changed, `term` for a mean m, log sigma s, prior mean m0 and prior sigma s0. */
const byHand = (term: string): string => `  let sum: any = tf.scalar(0);
  for (const l of layersOf(model)) {
    const { priorMu: m0, priorSigma: s0 } = priorOf(l);
    const term = (m: any, s: any) => (${term}).sum();
    const [wm, ws, bm, bs] = l.weights.map((w: any) => w.read());
    sum = sum.add(term(wm, ws)).add(term(bm, bs));
  }
  return sum.div(countOf(layersOf(model)));`;

/** Wrong answers: each has to lose points for its own reason. */
export const wrong: WrongAnswer[] = [
  answer(
    'layer-means',
    'mean of layer means',
    `  const l = layersOf(model);
  return l.map((x) => x.klLoss().div(x.countParams() / 2)).reduce((a, b) => a.add(b)).div(l.length);`,
  ),
  answer(
    'layer-means',
    'sum of layer means',
    `  return layersOf(model).map((x) => x.klLoss().div(x.countParams() / 2)).reduce((a, b) => a.add(b));`,
  ),
  answer(
    'tensor-means',
    'mean per tensor, then mean',
    `  const means = layersOf(model).flatMap((l) => {
    const { priorMu, priorSigma } = priorOf(l);
    const [wm, ws, bm, bs] = l.weights.map((w: any) => w.read());
    return [gaussianKl(wm, ws, priorMu, Math.log(priorSigma)).div(wm.size), gaussianKl(bm, bs, priorMu, Math.log(priorSigma)).div(bm.size)];
  });
  return tf.addN(means).div(means.length);`,
  ),
  answer(
    'tensor-means',
    'mean per tensor, then sum',
    `  const means = layersOf(model).flatMap((l) => {
    const { priorMu, priorSigma } = priorOf(l);
    const [wm, ws, bm, bs] = l.weights.map((w: any) => w.read());
    return [gaussianKl(wm, ws, priorMu, Math.log(priorSigma)).div(wm.size), gaussianKl(bm, bs, priorMu, Math.log(priorSigma)).div(bm.size)];
  });
  return tf.addN(means);`,
  ),
  answer('sum', 'sum instead of mean', `  return sumOf(layersOf(model));`),
  answer(
    'counted-twice',
    'mu and log sigma counted as two',
    `  const l = layersOf(model);
  return sumOf(l).div(l.reduce((n, x) => n + x.countParams(), 0));`,
  ),
  answer(
    'count-params',
    'countParams() of everything',
    `  return sumOf(layersOf(model)).div(model.countParams());`,
  ),
  answer(
    'by-layers',
    'divided by the Bayesian layers',
    `  const l = layersOf(model);
  return sumOf(l).div(l.length);`,
  ),
  answer(
    'by-layers',
    'divided by model.layers.length',
    `  return sumOf(layersOf(model)).div(model.layers.length);`,
  ),
  answer(
    'by-tensors',
    'divided by the number of weight tensors',
    `  const l = layersOf(model);
  return sumOf(l).div(l.flatMap((x) => x.getWeights()).length);`,
  ),
  answer(
    'by-tensors',
    'divided by two tensors a layer',
    `  const l = layersOf(model);
  return sumOf(l).div(2 * l.length);`,
  ),
  answer('by-examples', 'divided by N = 112', `  return sumOf(layersOf(model)).div(112);`),
  answer('by-examples', 'divided by N = 500', `  return sumOf(layersOf(model)).div(500);`),
  answer(
    'bias-not-summed',
    'bias forgotten in the sum',
    `  const l = layersOf(model);
  return l.map((x) => { const { priorMu, priorSigma } = priorOf(x); const [m, s] = x.weights.map((w: any) => w.read());
    return gaussianKl(m, s, priorMu, Math.log(priorSigma)); }).reduce((a: any, b: any) => a.add(b)).div(countOf(l));`,
  ),
  answer(
    'bias-not-counted',
    'bias forgotten in the count',
    `  const l = layersOf(model);
  return sumOf(l).div(l.reduce((n, x) => n + x.getWeights()[0].size, 0));`,
  ),
  answer(
    'bias-ignored',
    'bias forgotten in both',
    `  const l = layersOf(model);
  return l.map((x) => { const { priorMu, priorSigma } = priorOf(x); const [m, s] = x.weights.map((w: any) => w.read());
    return gaussianKl(m, s, priorMu, Math.log(priorSigma)); }).reduce((a: any, b: any) => a.add(b)).div(l.reduce((n, x) => n + x.getWeights()[0].size, 0));`,
  ),
  answer(
    'last-layer',
    'last layer only',
    `  let kl: any, n = 1;
  for (const l of layersOf(model)) { kl = l.klLoss(); n = l.countParams() / 2; }
  return kl.div(n);`,
  ),
  answer(
    'last-layer',
    'last layer over the whole count',
    `  let kl: any, n = 0;
  for (const l of layersOf(model)) { kl = l.klLoss(); n += l.countParams() / 2; }
  return kl.div(n);`,
  ),
  answer(
    'first-layer',
    'return inside the loop',
    `  let kl: any = tf.scalar(0), n = 0;
  for (const l of layersOf(model)) { kl = kl.add(l.klLoss()); n += l.countParams() / 2; return kl.div(n); }`,
  ),
  answer(
    'first-level',
    'first level only',
    `  const l = [...new Set(model.layers.filter((x: any) => x instanceof BayesLinear))] as any[];
  return sumOf(l).div(Math.max(1, countOf(l)));`,
  ),
  answer(
    'dense-counted',
    'Dense counted',
    `  const l = layersOf(model);
  const all = new Set<any>(); const walk = (m: any) => m.layers.forEach((x: any) => (x.layers ? walk(x) : all.add(x))); walk(model);
  const n = [...all].reduce((s, x) => s + (x instanceof BayesLinear ? x.countParams() / 2 : x.countParams()), 0);
  return sumOf(l).div(n);`,
  ),
  answer(
    'untrainable-skipped',
    'untrainable layers skipped',
    `  const l = layersOf(model).filter((x) => x.trainable);
  return sumOf(l).div(countOf(l));`,
  ),
  answer(
    'detached',
    'dataSync and a new scalar',
    `  const l = layersOf(model);
  let kl = 0; for (const x of l) kl += x.klLoss().dataSync()[0];
  return tf.scalar(kl / countOf(l));`,
  ),
  answer(
    'detached',
    'arraySync of getWeights',
    `  const l = layersOf(model);
  return tf.scalar((sumOf(l).arraySync() as number) / countOf(l));`,
  ),
  answer(
    'plain-number',
    'a JavaScript number',
    `  const l = layersOf(model);
  return sumOf(l).dataSync()[0] / countOf(l);`,
  ),
  answer('hard-coded', "the lecture's value hard-coded", `  return tf.scalar(2.65733);`),
  answer('hard-coded', 'zero', `  return tf.scalar(0);`),
  answer(
    'reversed',
    'KL reversed',
    byHand(
      'tf.sub(s, Math.log(s0)).add(tf.add(s0 * s0, m.sub(m0).square()).div(s.mul(2).exp().mul(2))).sub(0.5)',
    ),
  ),
  answer('sigma-dropped', 'only the distance of the means', byHand('m.sub(m0).square().div(2 * s0 * s0)')),
  answer(
    'sigma-dropped',
    'log ratio dropped',
    byHand('s.mul(2).exp().add(m.sub(m0).square()).div(2 * s0 * s0).sub(0.5)'),
  ),
  answer(
    'sigma-dropped',
    'sigma squared dropped',
    byHand('tf.sub(Math.log(s0), s).add(m.sub(m0).square().div(2 * s0 * s0)).sub(0.5)'),
  ),
  answer(
    'half-dropped',
    'without -1/2',
    byHand('tf.sub(Math.log(s0), s).add(s.mul(2).exp().add(m.sub(m0).square()).div(2 * s0 * s0))'),
  ),
  answer(
    'sigma-as-variance',
    'log sigma read as log variance',
    byHand('tf.sub(Math.log(s0), s).mul(0.5).add(s.exp().add(m.sub(m0).square()).div(2 * s0)).sub(0.5)'),
  ),
  answer(
    'fixed-prior',
    'prior N(0, 0.1) for every layer',
    byHand('tf.sub(Math.log(0.1), s).add(s.mul(2).exp().add(m.square()).div(0.02)).sub(0.5)'),
  ),
  answer(
    'weight-inside',
    'KL weight 0.01 inside',
    `  const l = layersOf(model);
  return sumOf(l).div(countOf(l)).mul(0.01);`,
  ),
  answer(
    'weight-inside',
    "the layer's klWeight inside",
    `  const l = layersOf(model);
  return l.map((x) => x.klLoss().mul(priorOf(x).klWeight)).reduce((a, b) => a.add(b)).div(countOf(l));`,
  ),
  answer(
    'weight-inside',
    'the ELBO weight inside',
    `  const l = layersOf(model);
  return sumOf(l).div(countOf(l)).mul(7.17);`,
  ),
  answer(
    'one-sample',
    'one-sample estimate',
    `  let sum: any = tf.scalar(0);
  for (const l of layersOf(model)) {
    const { priorMu: m0, priorSigma: s0 } = priorOf(l);
    const term = (m: any, s: any) => {
      const w = m.add(s.exp().mul(tf.randomNormal(m.shape)));
      const logQ = w.sub(m).div(s.exp()).square().mul(-0.5).sub(s);
      const logP = w.sub(m0).div(s0).square().mul(-0.5).sub(Math.log(s0));
      return logQ.sub(logP).sum();
    };
    const [wm, ws, bm, bs] = l.weights.map((w: any) => w.read());
    sum = sum.add(term(wm, ws)).add(term(bm, bs));
  }
  return sum.div(countOf(layersOf(model)));`,
  ),
  answer(
    'shared-twice',
    'shared layer twice',
    `  const flat = (m: any): any[] => m.layers.flatMap((x: any) => (x.layers ? flat(x) : [x]));
  const nodes = (m: any): any[] => flat(m).filter((x) => x instanceof BayesLinear).flatMap((x) => Array(x.inboundNodes.length).fill(x));
  const l = nodes(model);
  return sumOf(l).div(countOf([...new Set(l)]));`,
  ),
  answer(
    'not-scalar',
    'shape [1]',
    `  const l = layersOf(model);
  return sumOf(l).div(countOf(l)).reshape([1]);`,
  ),
  answer(
    'wrong-gradients',
    'half of it detached',
    `  const l = layersOf(model);
  const n = countOf(l);
  return l.map((x, i) => (i === 0 ? x.klLoss() : tf.scalar(x.klLoss().dataSync()[0]))).reduce((a, b) => a.add(b)).div(n);`,
  ),
  answer(null, 'NaN', `  return sumOf(layersOf(model)).mul(NaN);`),
  answer(null, 'a string', `  return 'kl';`),
  answer(
    'promise',
    'a promise',
    `  return (async () => sumOf(layersOf(model)).div(countOf(layersOf(model))))();`,
  ),
  answer(null, 'throws', `  throw new Error('not yet');`),
  {
    name: 'sum kept between calls',
    diagnosis: 'stateful',
    cells: [
      imports,
      collect,
      parts,
      `let kept: any = 0;`,
      `function klLoss(model: any): any {
  const l = layersOf(model);
  kept += sumOf(l).div(countOf(l)).dataSync()[0];
  return sumOf(l).div(countOf(l)).add(kept - sumOf(l).div(countOf(l)).dataSync()[0]);
}`,
    ],
  },
  ...wrongInTheField,
  ...wrongInClass,
];
