/** One handed-in answer: the code cells that it takes, and the exercise it answers. */
export interface RightAnswer {
  name: string;
  exercise: 'exercise-1' | 'exercise-2';
  cells: string[];
}

const imports = `import { tf, BayesLinear, gaussianKl, parametersToVector, vectorToParameters } from 'bayes-notebooks';`;

const e1 = (name: string, ...cells: string[]): RightAnswer => ({
  name,
  exercise: 'exercise-1',
  cells: [imports, ...cells],
});
const e2 = (name: string, ...cells: string[]): RightAnswer => ({
  name,
  exercise: 'exercise-2',
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
export const rightAnswers: RightAnswer[] = [
  e1(
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
  e1(
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
  e1(
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
  e1(
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
  e1(
    'functional with tf.addN',
    collect,
    `const klLoss = (model: tf.LayersModel) => {
  const layers = [...bayesOf(model)];
  return tf.addN(layers.map((l) => l.klLoss())).div(layers.map((l) => l.countParams() / 2).reduce((a, b) => a + b)) as tf.Scalar;
};`,
  ),
  e1(
    'stack and sum',
    collect,
    `function klLoss(model) {
  const layers = Array.from(bayesOf(model));
  const n = layers.map((l) => l.getWeights()).map(([w, , b]) => w.size + b.size).reduce((a, b) => a + b, 0);
  return tf.stack(layers.map((l) => l.klLoss())).sum().div(n);
}`,
  ),
  e1(
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
  e1(
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
  e1(
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
  e1(
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
  e1(
    'arrow with a default parameter',
    collect,
    `const klLoss = (model: tf.LayersModel, layers = [...bayesOf(model)]): tf.Scalar =>
  layers.map((l) => l.klLoss()).reduce((a, b) => a.add(b)).mul(2 / layers.reduce((s, l) => s + l.countParams(), 0));`,
  ),
  e1(
    'exported function',
    collect,
    `export function klLoss(model: tf.LayersModel): tf.Scalar {
  const layers = [...bayesOf(model)];
  const sum = layers.map((layer) => layer.klLoss()).reduce((left, right) => left.add(right), tf.scalar(0));
  const count = layers.reduce((total, layer) => total + layer.countParams() / 2, 0);
  return tf.div(sum, tf.scalar(count));
}`,
  ),
  e1(
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
  e1(
    'weighted mean of layer means',
    collect,
    `function klLoss(model: tf.LayersModel): tf.Scalar {
  const layers = [...bayesOf(model)];
  const sizes = layers.map((l) => l.countParams() / 2);
  const total = sizes.reduce((a, b) => a + b, 0);
  return tf.addN(layers.map((l, i) => l.klLoss().div(sizes[i]).mul(sizes[i] / total))) as tf.Scalar;
}`,
  ),
  e1(
    'count from shapes',
    collect,
    `const product = (shape: number[]) => shape.reduce((a, b) => a * b, 1);`,
    `function klLoss(model: tf.LayersModel): tf.Scalar {
  const layers = [...bayesOf(model)];
  const count = layers.flatMap((l) => l.getWeights().map((w) => product(w.shape))).reduce((a, b) => a + b, 0) / 2;
  return layers.reduce<tf.Scalar>((sum, l) => tf.add(sum, l.klLoss()), tf.scalar(0)).div(count);
}`,
  ),
  e1(
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
  e1(
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

  e2(
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
  e2(
    'stack and mean over axis 0',
    `const averageWeights = (ensemble: tf.Tensor[][]): tf.Tensor[] =>
  ensemble[0].map((_, j) => tf.stack(ensemble.map((member) => member[j])).mean(0));`,
  ),
  e2(
    'tf.addN',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  return ensemble[0].map((_, j) => tf.addN(ensemble.map((m) => m[j])).div(ensemble.length));
}`,
  ),
  e2(
    'flat vectors',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  const vectors = ensemble.map((weights) => parametersToVector(weights));
  return vectorToParameters(tf.stack(vectors).mean(0) as tf.Tensor1D, ensemble[0]);
}`,
  ),
  e2(
    'reduce over the members',
    `const add = (a: tf.Tensor[], b: tf.Tensor[]) => a.map((t, i) => tf.add(t, b[i]));`,
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  return ensemble.reduce(add).map((sum) => sum.div(ensemble.length));
}`,
  ),
  e2(
    'recursion',
    `function sumOf(members: tf.Tensor[][]): tf.Tensor[] {
  if (members.length === 1) return members[0];
  const rest = sumOf(members.slice(1));
  return members[0].map((tensor, i) => tensor.add(rest[i]));
}`,
    `const averageWeights = (ensemble: tf.Tensor[][]): tf.Tensor[] => sumOf(ensemble).map((t) => t.mul(1 / ensemble.length));`,
  ),
  e2(
    'plain JavaScript numbers',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  return ensemble[0].map((like, j) => {
    const values = new Float32Array(like.size);
    for (const member of ensemble) member[j].dataSync().forEach((v, k) => { values[k] += v / ensemble.length; });
    return tf.tensor(values, like.shape);
  });
}`,
  ),
  e2(
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
  e2(
    'correct running mean',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  let mean = ensemble[0];
  ensemble.slice(1).forEach((member, k) => {
    mean = mean.map((m, i) => m.add(member[i].sub(m).div(k + 2)));
  });
  return mean;
}`,
  ),
  e2(
    'concat along a new axis',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  const out = [];
  for (const j of ensemble[0].keys()) out.push(tf.mean(tf.concat(ensemble.map((w) => tf.expandDims(w[j], 0)), 0), 0));
  return out;
}`,
  ),
  e2(
    'a class',
    `class Averager {
  constructor(private readonly ensemble: tf.Tensor[][]) {}
  at(j: number): tf.Tensor { return tf.stack(this.ensemble.map((m) => m[j]), 0).sum(0).div(this.ensemble.length); }
  all(): tf.Tensor[] { return Array.from({ length: this.ensemble[0].length }, (_, j) => this.at(j)); }
}`,
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] { return new Averager(ensemble).all(); }`,
  ),
  e2(
    'transpose first',
    `const transpose = <T>(rows: T[][]): T[][] => rows[0].map((_, j) => rows.map((row) => row[j]));`,
    `const averageWeights = (ensemble: tf.Tensor[][]) => transpose(ensemble).map((column) => tf.stack(column).mean(0));`,
  ),
  e2(
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
  e2(
    'arrays through arraySync',
    `const mean = (rows: any[]): any => Array.isArray(rows[0]) ? rows[0].map((_: any, i: number) => mean(rows.map((r) => r[i]))) : rows.reduce((a, b) => a + b, 0) / rows.length;`,
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  return ensemble[0].map((like, j) => tf.tensor(mean(ensemble.map((m) => m[j].arraySync())), like.shape));
}`,
  ),
  e2(
    'matrix product with 1/n',
    `function averageWeights(ensemble: tf.Tensor[][]): tf.Tensor[] {
  const n = ensemble.length;
  const matrix = tf.stack(ensemble.map((w) => parametersToVector(w))); // [n, all]
  const row = tf.matMul(tf.fill([1, n], 1 / n), matrix as tf.Tensor2D);
  return vectorToParameters(row.squeeze([0]) as tf.Tensor1D, ensemble[0]);
}`,
  ),
];
