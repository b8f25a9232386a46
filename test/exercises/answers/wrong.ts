/** A wrong answer and the misconception that has to be recognised in it; null where none fits. */
export interface WrongAnswer {
  name: string;
  exercise: 'exercise-1' | 'exercise-2';
  diagnosis: string | null;
  cells: string[];
}

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

const e1 = (diagnosis: string | null, name: string, body: string): WrongAnswer => ({
  name,
  exercise: 'exercise-1',
  diagnosis,
  cells: [imports, collect, parts, `function klLoss(model: any): any {\n${body}\n}`],
});

const e2 = (diagnosis: string | null, name: string, body: string, before = ''): WrongAnswer => ({
  name,
  exercise: 'exercise-2',
  diagnosis,
  cells: [imports, before, `function averageWeights(ensemble: any[][]): any {\n${body}\n}`],
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

/** Wrong answers, each named misconception at least once. */
export const wrongAnswers: WrongAnswer[] = [
  e1(
    'layer-means',
    'mean of layer means',
    `  const l = layersOf(model);
  return l.map((x) => x.klLoss().div(x.countParams() / 2)).reduce((a, b) => a.add(b)).div(l.length);`,
  ),
  e1(
    'layer-means',
    'sum of layer means',
    `  return layersOf(model).map((x) => x.klLoss().div(x.countParams() / 2)).reduce((a, b) => a.add(b));`,
  ),
  e1(
    'tensor-means',
    'mean per tensor, then mean',
    `  const means = layersOf(model).flatMap((l) => {
    const { priorMu, priorSigma } = priorOf(l);
    const [wm, ws, bm, bs] = l.weights.map((w: any) => w.read());
    return [gaussianKl(wm, ws, priorMu, Math.log(priorSigma)).div(wm.size), gaussianKl(bm, bs, priorMu, Math.log(priorSigma)).div(bm.size)];
  });
  return tf.addN(means).div(means.length);`,
  ),
  e1(
    'tensor-means',
    'mean per tensor, then sum',
    `  const means = layersOf(model).flatMap((l) => {
    const { priorMu, priorSigma } = priorOf(l);
    const [wm, ws, bm, bs] = l.weights.map((w: any) => w.read());
    return [gaussianKl(wm, ws, priorMu, Math.log(priorSigma)).div(wm.size), gaussianKl(bm, bs, priorMu, Math.log(priorSigma)).div(bm.size)];
  });
  return tf.addN(means);`,
  ),
  e1('sum', 'sum instead of mean', `  return sumOf(layersOf(model));`),
  e1(
    'counted-twice',
    'mu and log sigma counted as two',
    `  const l = layersOf(model);
  return sumOf(l).div(l.reduce((n, x) => n + x.countParams(), 0));`,
  ),
  e1(
    'count-params',
    'countParams() of everything',
    `  return sumOf(layersOf(model)).div(model.countParams());`,
  ),
  e1(
    'by-layers',
    'divided by the Bayesian layers',
    `  const l = layersOf(model);
  return sumOf(l).div(l.length);`,
  ),
  e1(
    'by-layers',
    'divided by model.layers.length',
    `  return sumOf(layersOf(model)).div(model.layers.length);`,
  ),
  e1(
    'by-tensors',
    'divided by the number of weight tensors',
    `  const l = layersOf(model);
  return sumOf(l).div(l.flatMap((x) => x.getWeights()).length);`,
  ),
  e1(
    'by-tensors',
    'divided by two tensors a layer',
    `  const l = layersOf(model);
  return sumOf(l).div(2 * l.length);`,
  ),
  e1('by-examples', 'divided by N = 112', `  return sumOf(layersOf(model)).div(112);`),
  e1('by-examples', 'divided by N = 500', `  return sumOf(layersOf(model)).div(500);`),
  e1(
    'bias-not-summed',
    'bias forgotten in the sum',
    `  const l = layersOf(model);
  return l.map((x) => { const { priorMu, priorSigma } = priorOf(x); const [m, s] = x.weights.map((w: any) => w.read());
    return gaussianKl(m, s, priorMu, Math.log(priorSigma)); }).reduce((a: any, b: any) => a.add(b)).div(countOf(l));`,
  ),
  e1(
    'bias-not-counted',
    'bias forgotten in the count',
    `  const l = layersOf(model);
  return sumOf(l).div(l.reduce((n, x) => n + x.getWeights()[0].size, 0));`,
  ),
  e1(
    'bias-ignored',
    'bias forgotten in both',
    `  const l = layersOf(model);
  return l.map((x) => { const { priorMu, priorSigma } = priorOf(x); const [m, s] = x.weights.map((w: any) => w.read());
    return gaussianKl(m, s, priorMu, Math.log(priorSigma)); }).reduce((a: any, b: any) => a.add(b)).div(l.reduce((n, x) => n + x.getWeights()[0].size, 0));`,
  ),
  e1(
    'last-layer',
    'last layer only',
    `  let kl: any, n = 1;
  for (const l of layersOf(model)) { kl = l.klLoss(); n = l.countParams() / 2; }
  return kl.div(n);`,
  ),
  e1(
    'last-layer',
    'last layer over the whole count',
    `  let kl: any, n = 0;
  for (const l of layersOf(model)) { kl = l.klLoss(); n += l.countParams() / 2; }
  return kl.div(n);`,
  ),
  e1(
    'first-layer',
    'return inside the loop',
    `  let kl: any = tf.scalar(0), n = 0;
  for (const l of layersOf(model)) { kl = kl.add(l.klLoss()); n += l.countParams() / 2; return kl.div(n); }`,
  ),
  e1(
    'first-level',
    'first level only',
    `  const l = [...new Set(model.layers.filter((x: any) => x instanceof BayesLinear))] as any[];
  return sumOf(l).div(Math.max(1, countOf(l)));`,
  ),
  e1(
    'dense-counted',
    'Dense counted',
    `  const l = layersOf(model);
  const all = new Set<any>(); const walk = (m: any) => m.layers.forEach((x: any) => (x.layers ? walk(x) : all.add(x))); walk(model);
  const n = [...all].reduce((s, x) => s + (x instanceof BayesLinear ? x.countParams() / 2 : x.countParams()), 0);
  return sumOf(l).div(n);`,
  ),
  e1(
    'untrainable-skipped',
    'untrainable layers skipped',
    `  const l = layersOf(model).filter((x) => x.trainable);
  return sumOf(l).div(countOf(l));`,
  ),
  e1(
    'detached',
    'dataSync and a new scalar',
    `  const l = layersOf(model);
  let kl = 0; for (const x of l) kl += x.klLoss().dataSync()[0];
  return tf.scalar(kl / countOf(l));`,
  ),
  e1(
    'detached',
    'arraySync of getWeights',
    `  const l = layersOf(model);
  return tf.scalar((sumOf(l).arraySync() as number) / countOf(l));`,
  ),
  e1(
    'plain-number',
    'a JavaScript number',
    `  const l = layersOf(model);
  return sumOf(l).dataSync()[0] / countOf(l);`,
  ),
  e1('hard-coded', "the lecture's value hard-coded", `  return tf.scalar(2.65733);`),
  e1('hard-coded', 'zero', `  return tf.scalar(0);`),
  e1(
    'reversed',
    'KL reversed',
    byHand(
      'tf.sub(s, Math.log(s0)).add(tf.add(s0 * s0, m.sub(m0).square()).div(s.mul(2).exp().mul(2))).sub(0.5)',
    ),
  ),
  e1('sigma-dropped', 'only the distance of the means', byHand('m.sub(m0).square().div(2 * s0 * s0)')),
  e1(
    'sigma-dropped',
    'log ratio dropped',
    byHand('s.mul(2).exp().add(m.sub(m0).square()).div(2 * s0 * s0).sub(0.5)'),
  ),
  e1(
    'sigma-dropped',
    'sigma squared dropped',
    byHand('tf.sub(Math.log(s0), s).add(m.sub(m0).square().div(2 * s0 * s0)).sub(0.5)'),
  ),
  e1(
    'half-dropped',
    'without -1/2',
    byHand('tf.sub(Math.log(s0), s).add(s.mul(2).exp().add(m.sub(m0).square()).div(2 * s0 * s0))'),
  ),
  e1(
    'sigma-as-variance',
    'log sigma read as log variance',
    byHand('tf.sub(Math.log(s0), s).mul(0.5).add(s.exp().add(m.sub(m0).square()).div(2 * s0)).sub(0.5)'),
  ),
  e1(
    'fixed-prior',
    'prior N(0, 0.1) for every layer',
    byHand('tf.sub(Math.log(0.1), s).add(s.mul(2).exp().add(m.square()).div(0.02)).sub(0.5)'),
  ),
  e1(
    'weight-inside',
    'KL weight 0.01 inside',
    `  const l = layersOf(model);
  return sumOf(l).div(countOf(l)).mul(0.01);`,
  ),
  e1(
    'weight-inside',
    "the layer's klWeight inside",
    `  const l = layersOf(model);
  return l.map((x) => x.klLoss().mul(priorOf(x).klWeight)).reduce((a, b) => a.add(b)).div(countOf(l));`,
  ),
  e1(
    'weight-inside',
    'the ELBO weight inside',
    `  const l = layersOf(model);
  return sumOf(l).div(countOf(l)).mul(7.17);`,
  ),
  e1(
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
  e1(
    'shared-twice',
    'shared layer twice',
    `  const flat = (m: any): any[] => m.layers.flatMap((x: any) => (x.layers ? flat(x) : [x]));
  const nodes = (m: any): any[] => flat(m).filter((x) => x instanceof BayesLinear).flatMap((x) => Array(x.inboundNodes.length).fill(x));
  const l = nodes(model);
  return sumOf(l).div(countOf([...new Set(l)]));`,
  ),
  {
    name: 'sum kept between calls',
    exercise: 'exercise-1',
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
  e1(
    'not-scalar',
    'shape [1]',
    `  const l = layersOf(model);
  return sumOf(l).div(countOf(l)).reshape([1]);`,
  ),
  e1(
    'wrong-gradients',
    'half of it detached',
    `  const l = layersOf(model);
  const n = countOf(l);
  return l.map((x, i) => (i === 0 ? x.klLoss() : tf.scalar(x.klLoss().dataSync()[0]))).reduce((a, b) => a.add(b)).div(n);`,
  ),
  e1(null, 'NaN', `  return sumOf(layersOf(model)).mul(NaN);`),
  e1(null, 'a string', `  return 'kl';`),
  e1(null, 'a promise', `  return (async () => sumOf(layersOf(model)).div(countOf(layersOf(model))))();`),
  e1(null, 'throws', `  throw new Error('not yet');`),

  e2('first-member', 'first member', `  return ensemble[0];`),
  e2('last-member', 'last member', `  let mean: any; for (const m of ensemble) mean = m; return mean;`),
  e2(
    'divisor-10',
    'fixed divisor 10',
    `  return ensemble[0].map((_, j) => tf.addN(ensemble.map((m) => m[j])).div(10));`,
  ),
  e2('ensemble-sum', 'sum', `  return ensemble[0].map((_, j) => tf.addN(ensemble.map((m) => m[j])));`),
  e2(
    'running-average',
    'running average',
    `  return ensemble.reduce((a, m) => a.map((t: any, i: number) => t.add(m[i]).div(2)));`,
  ),
  e2(
    'running-average',
    'running average from zero',
    `  let mean = ensemble[0].map((t) => tf.zerosLike(t));
  for (const m of ensemble) mean = mean.map((t, i) => t.add(m[i]).div(2));
  return mean;`,
  ),
  e2(
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
  e2(
    'biases-skipped',
    'only the weights returned',
    `  return ensemble[0].map((_, j) => tf.stack(ensemble.map((m) => m[j])).mean(0)).filter((_, j) => j % 2 === 0);`,
  ),
  e2(
    'biases-skipped',
    "the first member's biases kept",
    `  return ensemble[0].map((t, j) => (t.rank === 1 ? t : tf.stack(ensemble.map((m) => m[j])).mean(0)));`,
  ),
  e2(
    'all-axes',
    'mean over all axes',
    `  return ensemble[0].map((_, j) => tf.stack(ensemble.map((m) => m[j])).mean());`,
  ),
  e2(
    'all-axes',
    'one number for everything',
    `  return tf.concat(ensemble.flat().map((t) => t.flatten())).mean();`,
  ),
  e2(
    'over-tensors',
    'mean over the tensors of a member',
    `  return ensemble.map((member) => tf.concat(member.map((t) => t.flatten())).mean());`,
  ),
  e2(
    'over-tensors',
    'mean of the tensor means of a member',
    `  return ensemble.map((member) => tf.addN(member.map((t) => t.mean())).div(member.length));`,
  ),
  e2(
    'never-unpacked',
    'flat vector',
    `  return tf.stack(ensemble.map((w) => parametersToVector(w))).mean(0);`,
  ),
  e2(
    'never-unpacked',
    'flat vector in a list',
    `  return [tf.stack(ensemble.map((w) => parametersToVector(w))).mean(0)];`,
  ),
  e2(
    'outputs-averaged',
    'outputs averaged',
    `  const x = tf.linspace(-3, 3, 20).reshape([20, 1]);
  return tf.stack(ensemble.map((weights) => predictWith(net, weights, x))).mean(0);`,
    `const net = tf.sequential({ layers: [new BayesLinear({ units: 100, inputDim: 1 }), tf.layers.reLU(), new BayesLinear({ units: 1, inputDim: 100 })] });`,
  ),
  e2(
    'mu-and-sigma-averaged',
    'mu and log sigma averaged',
    `  return net.layers.filter((l) => l instanceof BayesLinear).flatMap((l) => l.getWeights());`,
    `const net = tf.sequential({ layers: [new BayesLinear({ units: 100, inputDim: 1 }), tf.layers.reLU(), new BayesLinear({ units: 1, inputDim: 100 })] });`,
  ),
  e2(
    'posterior-means',
    'posterior means returned',
    `  return net.layers.filter((l) => l instanceof BayesLinear).flatMap((l) => l.getWeights().filter((_, i) => i % 2 === 0));`,
    `const net = tf.sequential({ layers: [new BayesLinear({ units: 100, inputDim: 1 }), tf.layers.reLU(), new BayesLinear({ units: 1, inputDim: 100 })] });`,
  ),
  e2(
    'first-counted-twice',
    'sums into the first member',
    `  let sum = ensemble[0];
  for (const m of ensemble) sum = sum.map((t, i) => t.add(m[i]));
  return sum.map((t) => t.div(ensemble.length));`,
  ),
  e2(
    'stateful',
    'sum kept between calls',
    `  for (const m of ensemble) kept.push(m);
  const like = kept.filter((m) => m.length === ensemble[0].length && m.every((t: any, i: number) => t.size === ensemble[0][i].size && !t.isDisposed));
  times += 1;
  return ensemble[0].map((_, j) => tf.stack(like.map((m) => m[j])).mean(0).mul(times));`,
    `const kept: any[] = []; let times = 0;`,
  ),
  e2(null, 'an empty list', `  return [];`),
  e2(
    null,
    'plain arrays',
    `  return ensemble[0].map((_, j) => tf.stack(ensemble.map((m) => m[j])).mean(0).arraySync());`,
  ),
  e2(
    null,
    'weights of the wrong shape',
    `  return ensemble[0].map((_, j) => tf.stack(ensemble.map((m) => m[j])).mean(0).flatten());`,
  ),
];
