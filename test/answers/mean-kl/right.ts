import type { RightAnswer } from '../answer';
import { rightAtTopLevel } from './right-at-top-level';
import { rightFromTheField } from './right-from-the-field';

const imports = `import { tf, BayesLinear, gaussianKl, parametersToVector, vectorToParameters } from 'bayes-notebooks';`;

const answer = (name: string, ...cells: string[]): RightAnswer => ({
  name,
  cells: [imports, ...cells],
});

const collect = `function bayesOf(model: tf.LayersModel, found = new Set<BayesLinear>()): Set<BayesLinear> {
  for (const layer of model.layers) {
    if (layer instanceof BayesLinear) found.add(layer);
    else if (layer instanceof tf.LayersModel) bayesOf(layer, found);
  }
  return found;
}`;

/** Right answers in different styles: each has to get full marks. */
export const right: RightAnswer[] = [
  answer(
    'loop over collected layers',
    collect,
    `function klLoss(model: tf.LayersModel): tf.Scalar {
  let sum: tf.Scalar = tf.scalar(0);
  let count = 0;
  for (const layer of bayesOf(model)) {
    sum = sum.add(layer.klLoss());
    count += layer.countParams() / 2;
  }
  return sum.div(count);
}`,
  ),
  answer(
    'index loop and an explicit stack',
    `function klLoss(model: tf.LayersModel): tf.Scalar {
  const stack: tf.layers.Layer[] = [...model.layers];
  const seen: tf.layers.Layer[] = [];
  let total = tf.scalar(0);
  let n = 0;
  while (stack.length > 0) {
    const layer = stack.pop()!;
    if (seen.indexOf(layer) >= 0) continue;
    seen.push(layer);
    if (layer instanceof tf.LayersModel) { for (let i = 0; i < layer.layers.length; i++) stack.push(layer.layers[i]); }
    if (layer instanceof BayesLinear) {
      total = tf.add(total, layer.klLoss());
      const weights = layer.getWeights();
      n += weights[0].size + weights[2].size;
    }
  }
  return tf.div(total, n);
}`,
  ),
  answer(
    'reduce',
    `const klLoss = (model: tf.LayersModel): tf.Scalar => {
  const flat = (m: tf.LayersModel): tf.layers.Layer[] => m.layers.flatMap((l) => (l instanceof tf.LayersModel ? flat(l) : [l]));
  const layers = [...new Set(flat(model))].filter((l) => l instanceof BayesLinear) as BayesLinear[];
  const [sum, count] = layers.reduce(
    ([s, c], l) => [s.add(l.klLoss()) as tf.Scalar, c + l.getWeights()[0].size + l.getWeights()[2].size] as [tf.Scalar, number],
    [tf.scalar(0), 0] as [tf.Scalar, number],
  );
  return sum.div(count);
};`,
  ),
  answer(
    'recursion that returns pairs',
    `type Pair = { kl: tf.Tensor; n: number };
function visit(layer: any, seen: Set<unknown>): Pair {
  if (seen.has(layer)) return { kl: tf.scalar(0), n: 0 };
  seen.add(layer);
  if (layer instanceof BayesLinear) return { kl: layer.klLoss(), n: layer.getWeights()[0].size + layer.getWeights()[2].size };
  const parts: Pair[] = (layer.layers ?? []).map((inner: any) => visit(inner, seen));
  return { kl: parts.reduce((a, p) => a.add(p.kl), tf.scalar(0) as tf.Tensor), n: parts.reduce((a, p) => a + p.n, 0) };
}`,
    `function klLoss(model: tf.LayersModel): tf.Scalar {
  const { kl, n } = visit(model, new Set());
  return kl.div(n) as tf.Scalar;
}`,
  ),
  answer(
    'functional with tf.addN',
    collect,
    `const klLoss = (model: tf.LayersModel) => {
  const layers = [...bayesOf(model)];
  return tf.addN(layers.map((l) => l.klLoss())).div(layers.map((l) => l.countParams() / 2).reduce((a, b) => a + b)) as tf.Scalar;
};`,
  ),
  answer(
    'stack and sum',
    collect,
    `function klLoss(model) {
  const layers = Array.from(bayesOf(model));
  const n = layers.map((l) => l.getWeights()).map(([w, , b]) => w.size + b.size).reduce((a, b) => a + b, 0);
  return tf.stack(layers.map((l) => l.klLoss())).sum().div(n);
}`,
  ),
  answer(
    'a class with a static method',
    `class KlMeter {
  private kl: tf.Tensor = tf.scalar(0);
  private count = 0;
  private seen = new Set<string>();
  add(layer: tf.layers.Layer) {
    if (layer instanceof tf.LayersModel) layer.layers.forEach((inner) => this.add(inner));
    if (!(layer instanceof BayesLinear) || this.seen.has(layer.name)) return;
    this.seen.add(layer.name);
    this.kl = this.kl.add(layer.klLoss());
    this.count += layer.getWeights().filter((_, i) => i % 2 === 0).reduce((s, w) => s + w.size, 0);
  }
  mean() { return this.kl.div(this.count) as tf.Scalar; }
}`,
    `function klLoss(model: tf.LayersModel): tf.Scalar {
  const meter = new KlMeter();
  meter.add(model);
  return meter.mean();
}`,
  ),
  answer(
    'closed form by hand',
    collect,
    `function kl(mu: tf.Tensor, logSigma: tf.Tensor, mu0: number, sigma0: number): tf.Tensor {
  const sigma2 = logSigma.mul(2).exp();
  return tf.sub(Math.log(sigma0), logSigma).add(sigma2.add(mu.sub(mu0).square()).div(2 * sigma0 * sigma0)).sub(0.5).sum();
}`,
    `function klLoss(model: tf.LayersModel): tf.Scalar {
  let sum: tf.Tensor = tf.scalar(0), n = 0;
  for (const layer of bayesOf(model)) {
    const { priorMu, priorSigma } = layer.getConfig() as { priorMu: number; priorSigma: number };
    const [wm, ws, bm, bs] = layer.trainable ? layer.trainableWeights.map((w) => w.read()) : layer.getWeights();
    sum = sum.add(kl(wm, ws, priorMu, priorSigma)).add(kl(bm, bs, priorMu, priorSigma));
    n += wm.size + bm.size;
  }
  return sum.div(n) as tf.Scalar;
}`,
  ),
  answer(
    "the library's gaussianKl",
    collect,
    `function klLoss(model: tf.LayersModel) {
  return tf.tidy(() => {
    const parts = [...bayesOf(model)].map((layer) => {
      const { priorMu, priorSigma } = layer.getConfig() as any;
      const [wm, ws, bm, bs] = layer.weights.map((w) => w.read());
      const l0 = Math.log(priorSigma);
      return { kl: gaussianKl(wm, ws, priorMu, l0).add(gaussianKl(bm, bs, priorMu, l0)), n: wm.size + bm.size };
    });
    return parts.map((p) => p.kl).reduce((a, b) => a.add(b)).div(parts.reduce((a, p) => a + p.n, 0)) as tf.Scalar;
  });
}`,
  ),
  answer(
    'kl_loss as a name, Python style',
    `function kl_loss(model: any): any {
  let kl: any = null;
  let num_params = 0;
  const done: any[] = [];
  const walk = (module: any) => {
    for (const layer of module.layers) {
      if (layer.layers) { walk(layer); continue; }
      if (!(layer instanceof BayesLinear)) continue;
      if (done.includes(layer)) continue;
      done.push(layer);
      kl = kl === null ? layer.klLoss() : kl.add(layer.klLoss());
      num_params += layer.getWeights()[0].size + layer.getWeights()[2].size;
    }
  };
  walk(model);
  return kl.div(tf.scalar(num_params));
}`,
  ),
  answer(
    'arrow with a default parameter',
    collect,
    `const klLoss = (model: tf.LayersModel, layers = [...bayesOf(model)]): tf.Scalar =>
  layers.map((l) => l.klLoss()).reduce((a, b) => a.add(b)).mul(2 / layers.reduce((s, l) => s + l.countParams(), 0));`,
  ),
  answer(
    'exported function',
    collect,
    `export function klLoss(model: tf.LayersModel): tf.Scalar {
  const layers = [...bayesOf(model)];
  const sum = layers.map((layer) => layer.klLoss()).reduce((left, right) => left.add(right), tf.scalar(0));
  const count = layers.reduce((total, layer) => total + layer.countParams() / 2, 0);
  return tf.div(sum, tf.scalar(count));
}`,
  ),
  answer(
    'generator of layers',
    `function* layersOf(model: tf.LayersModel): Generator<BayesLinear> {
  for (const layer of model.layers) {
    if (layer instanceof BayesLinear) yield layer;
    if (layer instanceof tf.LayersModel) yield* layersOf(layer);
  }
}`,
    `function klLoss(model: tf.LayersModel): tf.Scalar {
  const layers = [...new Set(layersOf(model))];
  let sum = layers[0].klLoss();
  for (const layer of layers.slice(1)) sum = sum.add(layer.klLoss());
  let n = 0;
  layers.forEach((layer) => { n += layer.countParams(); });
  return sum.div(n / 2);
}`,
  ),
  answer(
    'weighted mean of layer means',
    collect,
    `function klLoss(model: tf.LayersModel): tf.Scalar {
  const layers = [...bayesOf(model)];
  const sizes = layers.map((l) => l.countParams() / 2);
  const total = sizes.reduce((a, b) => a + b, 0);
  return tf.addN(layers.map((l, i) => l.klLoss().div(sizes[i]).mul(sizes[i] / total))) as tf.Scalar;
}`,
  ),
  answer(
    'count from shapes',
    collect,
    `const product = (shape: number[]) => shape.reduce((a, b) => a * b, 1);`,
    `function klLoss(model: tf.LayersModel): tf.Scalar {
  const layers = [...bayesOf(model)];
  const count = layers.flatMap((l) => l.getWeights().map((w) => product(w.shape))).reduce((a, b) => a + b, 0) / 2;
  return layers.reduce<tf.Scalar>((sum, l) => tf.add(sum, l.klLoss()), tf.scalar(0)).div(count);
}`,
  ),
  answer(
    'duck typing instead of instanceof',
    `function klLoss(model: any): tf.Scalar {
  const unique = new Map<number, any>();
  (function walk(node: any): void {
    if (typeof node.klLoss === 'function') unique.set(node.id, node);
    else if (Array.isArray(node.layers)) node.layers.forEach(walk);
  })(model);
  const found = [...unique.values()];
  return tf.addN(found.map((l) => l.klLoss())).div(found.reduce((n, l) => n + l.getWeights()[0].size + l.getWeights()[2].size, 0)) as tf.Scalar;
}`,
  ),
  answer(
    'mean of concatenated terms',
    collect,
    `function klLoss(model: tf.LayersModel): tf.Scalar {
  const terms = [...bayesOf(model)].flatMap((layer) => {
    const { priorMu: m0, priorSigma: s0 } = layer.getConfig() as any;
    const [wm, ws, bm, bs] = (layer.weights as any[]).map((w) => w.read());
    const one = (m: tf.Tensor, s: tf.Tensor) => {
      const d = s.sub(Math.log(s0));
      return m.sub(m0).div(s0).square().add(d.mul(2).exp()).mul(0.5).sub(d).sub(0.5).flatten();
    };
    return [one(wm, ws), one(bm, bs)];
  });
  return tf.concat(terms).mean() as tf.Scalar;
}`,
  ),
  ...rightFromTheField,
  ...rightAtTopLevel,
];
