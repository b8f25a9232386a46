import type { WrongAnswer } from '../answer';

const imports = `import { tf, BayesLinear, gaussianKl, parametersToVector } from 'bayes-notebooks';`;

const collect = `const zbierz = (m: any, s = new Set<any>()): any[] => { for (const l of m.layers) l instanceof BayesLinear ? s.add(l) : l.layers && zbierz(l, s); return [...s]; };
const ile = (w: any[]): number => w.reduce((n, l) => n + l.countParams() / 2, 0);
const suma = (w: any[]): any => tf.addN(w.map((l) => l.klLoss()));`;

/** Wrong answers that were collected from the field, 2026-11-25, by what they do. */
export const wrongInTheField: WrongAnswer[] = [
  {
    name: 'sign: the ELBO is maximised',
    diagnosis: 'sign',
    cells: [
      imports,
      collect,
      `function klLoss(model: any): any {
  const w = zbierz(model); return suma(w).div(ile(w)).neg();
}`,
    ],
  },
  {
    name: 'divided by the root of the count',
    diagnosis: null,
    cells: [
      imports,
      collect,
      `function klLoss(model: any): any {
  const w = zbierz(model); return suma(w).div(Math.sqrt(ile(w)));
}`,
    ],
  },
  {
    name: 'sigma = softplus(rho) as in Blundell',
    diagnosis: null,
    cells: [
      imports,
      collect,
      `function klLoss(model: any): any {
  let t: any = tf.scalar(0); const w = zbierz(model);
  for (const l of w) { const { priorMu: m0, priorSigma: s0 } = l.getConfig(); const f = (m: any, s: any) => (((sg: any) => tf.sub(Math.log(s0), sg.log()).add(sg.square().add(m.sub(m0).square()).div(2*s0*s0)).sub(0.5))(tf.softplus(s))).sum(); const [a, b, c, d] = l.weights.map((v: any) => v.read()); t = t.add(f(a, b)).add(f(c, d)); }
  return t.div(ile(w));
}`,
    ],
  },
  {
    name: 'log sigma used as sigma in the quadratic term',
    diagnosis: null,
    cells: [
      imports,
      collect,
      `function klLoss(model: any): any {
  let t: any = tf.scalar(0); const w = zbierz(model);
  for (const l of w) { const { priorMu: m0, priorSigma: s0 } = l.getConfig(); const f = (m: any, s: any) => (tf.sub(Math.log(s0), s).add(s.square().add(m.sub(m0).square()).div(2*s0*s0)).sub(0.5)).sum(); const [a, b, c, d] = l.weights.map((v: any) => v.read()); t = t.add(f(a, b)).add(f(c, d)); }
  return t.div(ile(w));
}`,
    ],
  },
  {
    name: 'log10 of the prior sigma',
    diagnosis: null,
    cells: [
      imports,
      collect,
      `function klLoss(model: any): any {
  let t: any = tf.scalar(0); const w = zbierz(model);
  for (const l of w) { const { priorMu: m0, priorSigma: s0 } = l.getConfig(); const f = (m: any, s: any) => (tf.sub(Math.log10(s0), s).add(s.mul(2).exp().add(m.sub(m0).square()).div(2*s0*s0)).sub(0.5)).sum(); const [a, b, c, d] = l.weights.map((v: any) => v.read()); t = t.add(f(a, b)).add(f(c, d)); }
  return t.div(ile(w));
}`,
    ],
  },
  {
    name: 'off by one: last layer left out',
    diagnosis: 'end-skipped',
    cells: [
      imports,
      collect,
      `function klLoss(model: any): any {
  const w = zbierz(model).slice(0, -1); return w.length ? suma(w).div(ile(w)) : tf.scalar(0);
}`,
    ],
  },
  {
    name: 'assumes the order layer, ReLU, layer',
    diagnosis: 'first-level',
    cells: [
      imports,
      collect,
      `function klLoss(model: any): any {
  let kl: any = tf.scalar(0), n = 0; for (let i = 0; i < model.layers.length; i += 2) { const l = model.layers[i]; if (l.klLoss) { kl = kl.add(l.klLoss()); n += l.countParams() / 2; } } return n ? kl.div(n) : kl;
}`,
    ],
  },
  {
    name: 'written for the lecture net only',
    diagnosis: null,
    cells: [
      imports,
      collect,
      `function klLoss(model: any): any {
  const [a, , b] = model.layers; return a.klLoss().add(b.klLoss()).div(a.countParams() / 2 + b.countParams() / 2);
}`,
    ],
  },
  {
    name: 'reads the notebook net instead of the argument',
    diagnosis: 'hard-coded',
    cells: [
      imports,
      collect,
      `const bayesowska = tf.sequential({ layers: [new BayesLinear({ units: 3, inputDim: 4 }), tf.layers.reLU(), new BayesLinear({ units: 2, inputDim: 3 })] });`,
      `function klLoss(model: any): any {
  const w = zbierz(bayesowska); return suma(w).div(ile(w));
}`,
    ],
  },
  {
    name: 'rounded count',
    diagnosis: null,
    cells: [
      imports,
      collect,
      `function klLoss(model: any): any {
  const w = zbierz(model); return suma(w).div(Math.round(ile(w) / 10) * 10 || 10);
}`,
    ],
  },
  {
    name: 'cast to int',
    diagnosis: null,
    cells: [
      imports,
      collect,
      `function klLoss(model: any): any {
  const w = zbierz(model); return suma(w).div(ile(w)).toInt();
}`,
    ],
  },
  {
    name: 'result assigned inside a tidy is disposed',
    diagnosis: 'result-disposed',
    cells: [
      imports,
      collect,
      `function klLoss(model: any): any {
  let kl: any; tf.tidy(() => { const w = zbierz(model); kl = suma(w).div(ile(w)); }); return kl;
}`,
    ],
  },
  {
    name: 'asynchronous data()',
    diagnosis: 'promise',
    cells: [
      imports,
      collect,
      `function klLoss(model: any): any {
  return Promise.all(zbierz(model).map(async (l: any) => (await l.klLoss().data())[0])).then((a) => tf.scalar(a.reduce((x, y) => x + y) / ile(zbierz(model))));
}`,
    ],
  },
];
