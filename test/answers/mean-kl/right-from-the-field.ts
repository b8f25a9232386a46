import type { RightAnswer } from '../answer';

const imports = `import { tf, BayesLinear, gaussianKl, parametersToVector, vectorToParameters } from 'bayes-notebooks';`;

/** Right answers that were graded wrongly or nearly so: collected from the field, 2026-11-25. */
export const rightFromTheField: RightAnswer[] = [
  {
    name: 'pl identifiers: Polish identifiers with diacritics',
    cells: [
      imports,
      `// Średnia KL na parametr
function klLoss(siec: tf.LayersModel): tf.Scalar {
  const warstwyŚrodkowe: BayesLinear[] = [];
  const zbierz = (część: any): void => { for (const w of część.layers) { if (w instanceof BayesLinear) { if (!warstwyŚrodkowe.includes(w)) warstwyŚrodkowe.push(w); } else if (w.layers) zbierz(w); } };
  zbierz(siec);
  const liczbaParametrów = warstwyŚrodkowe.map((w) => w.countParams() / 2).reduce((a, b) => a + b, 0);
  const żółć = warstwyŚrodkowe.map((w) => w.klLoss()).reduce((a, b) => a.add(b));
  return żółć.div(liczbaParametrów);
}`,
    ],
  },
  {
    name: 'static class member: the function is a static member of a class; static block, private static',
    cells: [
      imports,
      `class Licznik {
  static #razem = 2;
  static zbior(m: any, s = new Set<any>()): Set<any> { m.layers.forEach((l: any) => (l instanceof BayesLinear ? s.add(l) : l.layers && Licznik.zbior(l, s))); return s; }
  static { Licznik.#razem = 1; }
  static klLoss = (m: tf.LayersModel): tf.Scalar => {
    const w = [...Licznik.zbior(m)];
    return tf.addN(w.map((l) => l.klLoss())).div(Licznik.#razem * w.reduce((n, l) => n + l.getWeights()[0].size + l.getWeights()[2].size, 0)) as tf.Scalar;
  };
}
const klLoss = Licznik.klLoss;`,
    ],
  },
  {
    name: 'decorator: TC39 decorator on a helper class',
    cells: [
      imports,
      `function once(value: any, _context: ClassMethodDecoratorContext) { return function (this: any, ...args: any[]) { return value.apply(this, args); }; }
class Walker { found = new Map<number, BayesLinear>();
  @once walk(node: any) { for (const l of node.layers) l instanceof BayesLinear ? this.found.set(l.id, l) : l.layers && this.walk(l); return this; } }`,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  const layers = [...new Walker().walk(model).found.values()];
  return tf.stack(layers.map((l: any) => l.klLoss())).sum().div(layers.reduce((n: number, l: any) => n + l.countParams(), 0)).mul(2) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'using declaration: explicit resource management',
    cells: [
      imports,
      `class Zegar { start = Date.now(); [Symbol.dispose]() { console.log('ms', Date.now() - this.start); } }
function klLoss(model: tf.LayersModel): tf.Scalar {
  using zegar = new Zegar();
  const set = new Set<any>();
  (function go(m: any) { for (const l of m.layers) if (l instanceof BayesLinear) set.add(l); else if (l.layers) go(l); })(model);
  let kl: tf.Tensor = tf.zeros([]), n = 0;
  for (const l of set) { kl = kl.add(l.klLoss()); n += l.getWeights()[0].size + l.getWeights()[2].size; }
  return kl.div(n).asScalar();
}`,
    ],
  },
  {
    name: 'prototype patch as any: a method added to the class in another cell; TypeScript needs the cast',
    cells: [
      imports,
      `// jedna metoda więcej dla warstwy
(BayesLinear.prototype as any).liczbaParametrow = function (this: BayesLinear): number { return this.getWeights()[0].size + this.getWeights()[2].size; };`,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  const s = new Set<any>(); const go = (m: any): any => m.layers.map((l: any) => (l instanceof BayesLinear ? s.add(l) : l.layers && go(l)));
  go(model);
  const all = [...s];
  return tf.addN(all.map((l) => l.klLoss())).div(all.reduce((n, l) => n + l.liczbaParametrow(), 0)) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'object assign tools: helper put into an object by Object.assign',
    cells: [
      imports,
      `const narzedzia: any = {};
Object.assign(narzedzia, { warstwy(m: any, s = new Set<any>()): Set<any> { for (const l of m.layers) l instanceof BayesLinear ? s.add(l) : l.layers && this.warstwy(l, s); return s; } });`,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  const w = [...narzedzia.warstwy(model)] as BayesLinear[];
  return tf.addN(w.map((l) => l.klLoss())).div(w.reduce((n, l) => n + l.countParams() / 2, 0)) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'destructuring assignment: helpers given by a destructuring assignment',
    cells: [
      imports,
      `let suma: any, licznik: any;
[suma, licznik] = [(w: any[]) => tf.addN(w.map((l) => l.klLoss())), (w: any[]) => w.reduce((n, l) => n + l.countParams() / 2, 0)];`,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  const s = new Set<any>(); (function go(m: any) { m.layers.forEach((l: any) => (l instanceof BayesLinear ? s.add(l) : l.layers && go(l))); })(model);
  return suma([...s]).div(licznik([...s])) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'namespace alias: namespace and import alias',
    cells: [
      imports,
      `namespace Kl { export function warstwy(m: any): any[] { return m.layers.flatMap((l: any) => (l instanceof BayesLinear ? [l] : l.layers ? warstwy(l) : [])); }
  export const ile = (w: any[]) => w.reduce((n, l) => n + l.countParams() / 2, 0); }
import warstwy = Kl.warstwy;`,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  const w = [...new Set(warstwy(model))];
  return tf.addN(w.map((l) => l.klLoss())).div(Kl.ile(w)) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'expm1 form: numerically other form:',
    cells: [
      imports,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  const lista: any[] = []; const go = (m: any): void => m.layers.forEach((l: any) => { if (l instanceof BayesLinear) { if (lista.indexOf(l) < 0) lista.push(l); } else if (l.layers) go(l); }); go(model);
  const czlony = lista.flatMap((l) => { const { priorMu, priorSigma } = l.getConfig(); const [a, b, c, d] = l.weights.map((w: any) => w.read());
    const jeden = (m: tf.Tensor, ls: tf.Tensor) => { const delta = ls.sub(Math.log(priorSigma)).mul(2); return tf.expm1(delta).sub(delta).add(m.sub(priorMu).div(priorSigma).square()).mul(0.5).flatten(); };
    return [jeden(a, b), jeden(c, d)]; });
  return tf.concat(czlony).mean() as tf.Scalar;
}`,
    ],
  },
  {
    name: 'scalar by scalar: slow: one op per single weight, thousands of tensors, no tidy',
    points: 4.5, // tf.unstack of one element has no gradient in TensorFlow.js 4.22, in the notebook either
    diagnosis: 'wrong-gradients',
    cells: [
      imports,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  const s = new Set<any>(); (function go(m: any) { m.layers.forEach((l: any) => (l instanceof BayesLinear ? s.add(l) : l.layers && go(l))); })(model);
  const czesci: tf.Tensor[] = [];
  for (const l of s) { const { priorMu: m0, priorSigma: s0 } = l.getConfig(); const [a, b, c, d] = l.weights.map((v: any) => v.read().flatten());
    for (const [m, ls] of [[a, b], [c, d]]) { const ms = tf.unstack(m), lss = tf.unstack(ls);
      ms.forEach((mu, i) => { const sigma = tf.exp(lss[i]); czesci.push(tf.sub(Math.log(s0), lss[i]).add(tf.square(sigma).add(tf.square(mu.sub(m0))).div(2 * s0 ** 2)).sub(0.5)); }); } }
  return tf.div(tf.addN(czesci), czesci.length) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'custom grad: custom gradient of the division',
    cells: [
      imports,
      `const podziel = (n: number) => tf.customGrad((x: any, save: any) => { save([]); return { value: tf.div(x, n), gradFunc: (dy: any) => tf.div(dy, n) }; });`,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  const s = new Set<any>(); (function go(m: any) { m.layers.forEach((l: any) => (l instanceof BayesLinear ? s.add(l) : l.layers && go(l))); })(model);
  const w = [...s];
  return podziel(w.reduce((n, l) => n + l.countParams() / 2, 0))(tf.addN(w.map((l) => l.klLoss()))) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'iife module weakmap cache: IIFE with private cache; getClassName() instead of instanceof',
    cells: [
      imports,
      `const klLoss = (() => {
  const liczby = new WeakMap<object, number>();
  const ile = (l: any) => { if (!liczby.has(l)) liczby.set(l, l.countParams() / 2); return liczby.get(l)!; };
  return (model: tf.LayersModel): tf.Scalar => { const w = new Set<any>(); const go = (m: any) => { for (const l of m.layers) { if (l.getClassName() === 'BayesLinear') w.add(l); if (l.layers) go(l); } }; go(model);
    return [...w].reduce((t: any, l) => t.add(l.klLoss()), tf.scalar(0)).div([...w].reduce((t, l) => t + ile(l), 0)); };
})();`,
    ],
  },
  {
    name: 'dynamic import: top-level await import()',
    cells: [
      imports,
      `const biblioteka = await import('bayes-notebooks');
const { BayesLinear: Warstwa, tf: T } = biblioteka;`,
      `function klLoss(model: any): any {
  const s = new Set<any>(); (function go(m: any) { m.layers.forEach((l: any) => (l instanceof Warstwa ? s.add(l) : l.layers && go(l))); })(model);
  return T.addN([...s].map((l) => l.klLoss())).div([...s].reduce((n, l) => n + l.countParams() / 2, 0));
}`,
    ],
  },
  {
    name: 'marks layers while walking: mutates the model and cleans up in finally',
    cells: [
      imports,
      `function klLoss(model: any): any {
  const odwiedzone: any[] = []; let kl: any = tf.scalar(0), n = 0;
  const go = (m: any) => m.layers.forEach((l: any) => { if (l.layers) return go(l); if (!(l instanceof BayesLinear) || (l as any).__byla) return; (l as any).__byla = true; odwiedzone.push(l); kl = kl.add(l.klLoss()); n += l.countParams() / 2; });
  try { go(model); return kl.div(n); } finally { odwiedzone.forEach((l) => delete l.__byla); }
}`,
    ],
  },
  {
    name: 'assert and console: debugging left in: assert, console.table, performance, process',
    cells: [
      imports,
      `import assert from 'node:assert';
import { inspect } from 'node:util';`,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  console.time('kl'); console.group('warstwy');
  const s = new Set<any>(); (function go(m: any) { m.layers.forEach((l: any) => (l instanceof BayesLinear ? s.add(l) : l.layers && go(l))); })(model);
  assert(s.size > 0, 'brak warstw'); assert.ok(true); console.table([...s].map((l) => ({ nazwa: l.name, n: l.countParams() }))); console.dir(inspect(model, { depth: 1 }).length);
  process.stdout.write('.'); const t0 = performance.now(); const kl = tf.addN([...s].map((l) => l.klLoss()));
  console.timeEnd('kl'); console.groupEnd(); console.debug(performance.now() - t0, process.memoryUsage().heapUsed, tf.memory().numTensors);
  return kl.div([...s].reduce((n, l) => n + l.countParams() / 2, 0)) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'tensor prototype cast: a method added to Tensor with a cast',
    cells: [
      imports,
      `(tf.Tensor.prototype as any).podziel = function (this: tf.Tensor, n: number) { return this.div(n); };`,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  const s = new Set<any>(); (function go(m: any) { m.layers.forEach((l: any) => (l instanceof BayesLinear ? s.add(l) : l.layers && go(l))); })(model);
  const w = [...s]; const n = w.reduce((a, l) => a + l.countParams() / 2, 0); return (tf.addN(w.map((l) => l.klLoss())) as any).podziel(n) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'map set table: a Map filled by set() at top level',
    cells: [
      imports,
      `const mnozniki = new Map<string, number>();
mnozniki.set('BayesLinear', 0.5);`,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  const s = new Set<any>(); (function go(m: any) { m.layers.forEach((l: any) => (l instanceof BayesLinear ? s.add(l) : l.layers && go(l))); })(model);
  const w = [...s]; const n = w.reduce((a, l) => a + l.countParams() * (mnozniki.get(l.getClassName()) ?? 0), 0); return tf.addN(w.map((l) => l.klLoss())).div(n) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'compound assignment: += at top level',
    cells: [
      imports,
      `let dzielnik = 1;
dzielnik += 1;`,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  const s = new Set<any>(); (function go(m: any) { m.layers.forEach((l: any) => (l instanceof BayesLinear ? s.add(l) : l.layers && go(l))); })(model);
  const w = [...s]; const n = w.reduce((a, l) => a + l.countParams() / dzielnik, 0); return tf.addN(w.map((l) => l.klLoss())).div(n) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'global this: helper kept in globalThis',
    cells: [
      imports,
      `(globalThis as any).liczbaP = (l: any) => l.countParams() / 2;`,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  const s = new Set<any>(); (function go(m: any) { m.layers.forEach((l: any) => (l instanceof BayesLinear ? s.add(l) : l.layers && go(l))); })(model);
  const w = [...s]; const n = w.reduce((a, l) => a + (globalThis as any).liczbaP(l), 0); return tf.addN(w.map((l) => l.klLoss())).div(n) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'define property: Object.defineProperty on the class',
    cells: [
      imports,
      `Object.defineProperty(BayesLinear.prototype, 'ileP', { get(this: any) { return this.countParams() / 2; }, configurable: true });`,
      `function klLoss(model: tf.LayersModel): tf.Scalar {
  const s = new Set<any>(); (function go(m: any) { m.layers.forEach((l: any) => (l instanceof BayesLinear ? s.add(l) : l.layers && go(l))); })(model);
  const w = [...s]; const n = w.reduce((a, l) => a + l.ileP, 0); return tf.addN(w.map((l) => l.klLoss())).div(n) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'helper named module: a helper called module, as in PyTorch code',
    cells: [
      imports,
      `function module(m: any): any[] { return m.layers.flatMap((l: any) => (l instanceof BayesLinear ? [l] : l.layers ? module(l) : [])); }`,
      `function klLoss(m: any): any { const w = [...new Set(module(m))] as any[]; return tf.addN(w.map((l) => l.klLoss())).div(w.reduce((n, l) => n + l.countParams() / 2, 0)); }`,
    ],
  },
  {
    name: 'class across cells: class and subclass in two cells',
    cells: [
      imports,
      `class Baza { protected w = new Set<any>(); zbierz(m: any) { for (const l of m.layers) l instanceof BayesLinear ? this.w.add(l) : l.layers && this.zbierz(l); return this; } }`,
      `class Srednia extends Baza { get kl() { const w = [...this.w]; return tf.addN(w.map((l: any) => l.klLoss())).div(w.reduce((n: number, l: any) => n + l.countParams() / 2, 0)); } }`,
      `function klLoss(model: tf.LayersModel): tf.Scalar { return new Srednia().zbierz(model).kl as tf.Scalar; }`,
    ],
  },
  {
    name: 'default argument from notebook: a default argument that names a net of the notebook',
    cells: [
      imports,
      `const siecDomyslna = tf.sequential({ layers: [new BayesLinear({ units: 2, inputDim: 2 })] });`,
      `function klLoss(model: tf.LayersModel = siecDomyslna): tf.Scalar {
  const s = new Set<any>(); (function go(m: any) { m.layers.forEach((l: any) => (l instanceof BayesLinear ? s.add(l) : l.layers && go(l))); })(model);
  const w = [...s]; const n = w.reduce((a, l) => a + l.countParams() / 2, 0); return tf.addN(w.map((l) => l.klLoss())).div(n) as tf.Scalar;
}`,
    ],
  },
  {
    name: 'abs of terms: abs of each term: the terms are never negative, so this is right',
    cells: [
      imports,
      `const zbierz = (m: any, s = new Set<any>()): any[] => { for (const l of m.layers) l instanceof BayesLinear ? s.add(l) : l.layers && zbierz(l, s); return [...s]; };
const ile = (w: any[]): number => w.reduce((n, l) => n + l.countParams() / 2, 0);
const suma = (w: any[]): any => tf.addN(w.map((l) => l.klLoss()));`,
      `function klLoss(model: any): any {
  let t: any = tf.scalar(0); const w = zbierz(model);
  for (const l of w) { const { priorMu: m0, priorSigma: s0 } = l.getConfig(); const f = (m: any, s: any) => (tf.sub(Math.log(s0), s).add(s.mul(2).exp().add(m.sub(m0).square()).div(2*s0*s0)).sub(0.5).abs()).sum(); const [a, b, c, d] = l.weights.map((v: any) => v.read()); t = t.add(f(a, b)).add(f(c, d)); }
  return t.div(ile(w));
}`,
    ],
  },
];
