import type { RightAnswer } from '../answer';

const imports = `import { tf, BayesLinear } from 'bayes-notebooks';`;

const walk = `const layersOf = (m: any, s = new Set<any>()): any[] => { for (const l of m.layers) l instanceof BayesLinear ? s.add(l) : l.layers && layersOf(l, s); return [...s]; };`;

/** The answer, given what counts the parameters of a layer and, in some, what sums the divergences. */
const klLoss = (count: string, sum = 'tf.addN(w.map((l) => l.klLoss()))'): string =>
  `function klLoss(model: any): any { const w = layersOf(model); return ${sum}.div(w.reduce((n: number, l: any) => n + ${count}, 0)); }`;

const answer = (name: string, ...cells: string[]): RightAnswer => ({
  name,
  cells: [imports, walk, ...cells],
});

/** Right answers that need more of the notebook's top level than its declarations. */
export const rightAtTopLevel: RightAnswer[] = [
  answer('a counter that is halved later', 'let share = 1;\nshare /= 2;', klLoss('l.countParams() * share')),
  answer('an increment', 'let two = 1;', 'two++;', klLoss('l.countParams() / two')),
  answer('a default filled in', 'let share: any;\nshare ??= 0.5;', klLoss('l.countParams() * share')),
  answer(
    'a list that is filled',
    'const shares: number[] = [];',
    'shares.push(0.25, 0.25);',
    klLoss('l.countParams() * (shares[0] + shares[1])'),
  ),
  answer(
    'a set that is filled',
    "const names = new Set<string>();\nnames.add('BayesLinear');",
    klLoss('(names.has(l.getClassName()) ? l.countParams() / 2 : 0)'),
  ),
  answer(
    'a table filled in a loop',
    "const shares: any = {};\nfor (const name of ['BayesLinear', 'Dense']) shares[name] = name === 'Dense' ? 0 : 0.5;",
    klLoss('l.countParams() * shares[l.getClassName()]'),
  ),
  answer(
    'a table filled by forEach',
    "const shares: any = {};\n['BayesLinear'].forEach((name) => { shares[name] = 1 / 2; });",
    klLoss('l.countParams() * shares[l.getClassName()]'),
  ),
  answer(
    'a choice by if',
    'let count: any;\nif (tf.version) { count = (l: any) => l.countParams() / 2; } else { count = () => 1; }',
    klLoss('count(l)'),
  ),
  answer(
    'a var within an if',
    'if (true) { var count: any = (l: any) => l.countParams() / 2; }',
    klLoss('count(l)'),
  ),
  answer(
    'a choice by switch',
    "let share = 1;\nswitch (BayesLinear.className as string) { case 'BayesLinear': share = 0.5; break; default: share = 2; }",
    klLoss('l.countParams() * share'),
  ),
  answer(
    'a try that falls back',
    'let count: any;\ntry { count = (null as any).count; } catch { count = (l: any) => l.countParams() / 2; }',
    klLoss('count(l)'),
  ),
  answer('a while loop', 'let two = 1;\nwhile (two < 2) two += 1;', klLoss('l.countParams() / two')),
  answer(
    'a setup that is called',
    'let count: any;\nfunction setup() { count = (l: any) => l.countParams() / 2; }',
    'setup();',
    klLoss('count(l)'),
  ),
  answer(
    'a registry of helpers',
    'const helpers: any = {};\nconst register = (name: string, f: any) => { helpers[name] = f; };',
    "register('count', (l: any) => l.countParams() / 2);",
    klLoss('helpers.count(l)'),
  ),
  answer(
    'a helper put into what a function is given',
    'const tools: any = {};\nfunction install(to: any) { to.count = (l: any) => l.countParams() / 2; }\ninstall(tools);',
    klLoss('tools.count(l)'),
  ),
  answer(
    'a function called at once',
    'const tools: any = {};\n((to) => { to.count = (l: any) => l.countParams() / 2; })(tools);',
    klLoss('tools.count(l)'),
  ),
  answer(
    'Object.defineProperties on the prototype',
    'Object.defineProperties(BayesLinear.prototype, { half: { get(this: any) { return this.countParams() / 2; }, configurable: true } });',
    klLoss('l.half'),
  ),
  answer(
    'a prototype by another name',
    'const proto: any = BayesLinear.prototype;\nproto.halfOf = function () { return this.countParams() / 2; };',
    klLoss('l.halfOf()'),
  ),
  answer(
    'a prototype reached by Reflect',
    "Reflect.defineProperty(BayesLinear.prototype, 'halfBy', { value(this: any) { return this.countParams() / 2; }, configurable: true });",
    klLoss('l.halfBy()'),
  ),
  answer(
    'Array.prototype',
    "Object.defineProperty(Array.prototype, 'total', { value(this: any[]) { return this.reduce((a, b) => a + b, 0); }, configurable: true });",
    'function klLoss(model: any): any { const w = layersOf(model); return tf.addN(w.map((l) => l.klLoss())).div((w.map((l) => l.countParams() / 2) as any).total()); }',
  ),
  answer(
    'a tool added to tf.util',
    '(tf.util as any).half = (n: number) => n / 2;',
    klLoss('(tf.util as any).half(l.countParams())'),
  ),
  answer(
    'a static member added to the class',
    '(BayesLinear as any).share = 0.5;',
    klLoss('l.countParams() * (l.constructor as any).share'),
  ),
  answer(
    'globalThis by a text',
    "(globalThis as any)['shareOfMu'] = 0.5;",
    klLoss('l.countParams() * (globalThis as any).shareOfMu'),
  ),
  answer(
    'Object.assign on globalThis',
    'Object.assign(globalThis, { halfOfCount: (l: any) => l.countParams() / 2 });',
    klLoss('(globalThis as any).halfOfCount(l)'),
  ),
  ...[
    'exports2',
    'process',
    'Buffer',
    'console',
    'performance',
    'structuredClone',
    'setTimeout',
    'global',
    'self',
    '__dirname',
    'URL',
    'crypto',
  ].map((name) =>
    answer(
      `a helper named ${name}`,
      `function ${name}(l: any): number { return l.countParams() / 2; }`,
      klLoss(`${name}(l)`),
    ),
  ),
  answer(
    'a helper declared anew beside one that keeps the old',
    'function share(): number { return 0.25; }\nfunction both(l: any): number { return l.countParams() * share(); }',
    'function share(): number { return 1; }',
    klLoss('2 * both(l) * share()'),
  ),
  answer(
    'a constant made of one declared anew',
    'let base = 1;\nconst share = base / 2;',
    'let base = 7;',
    klLoss('l.countParams() * share * (base / 7)'),
  ),
  answer(
    'an answer wrapped',
    'let klLoss = (model: any): any => tf.addN(layersOf(model).map((l) => l.klLoss()));',
    'const sum = klLoss;\nklLoss = (model: any): any => sum(model).div(layersOf(model).reduce((n: number, l: any) => n + l.countParams() / 2, 0));',
  ),
  answer(
    'an answer given in an if',
    'var klLoss: any;\nif (true) { klLoss = function (model: any): any { const w = layersOf(model); return tf.addN(w.map((l) => l.klLoss())).div(w.reduce((n: number, l: any) => n + l.countParams() / 2, 0)); }; }',
  ),
  answer(
    'an answer of an object',
    'const tools = { klLoss(model: any): any { const w = layersOf(model); return tf.addN(w.map((l) => l.klLoss())).div(w.reduce((n: number, l: any) => n + l.countParams() / 2, 0)); } };\nconst { klLoss } = tools;',
  ),
  answer(
    'enums and namespaces',
    'enum Part { Mu = 0, Bias = 2 }\nnamespace Count { export const of = (l: any): number => l.getWeights()[Part.Mu].size + l.getWeights()[Part.Bias].size; }',
    'import countOf = Count.of;',
    klLoss('countOf(l)'),
  ),
  answer(
    'an import at run time in the middle',
    "const { tf: T } = await import('@tensorflow/tfjs').then((all: any) => ({ tf: all }));",
    klLoss('l.countParams() / 2', 'T.addN(w.map((l: any) => l.klLoss()))'),
  ),
  answer(
    'a net of the notebook that is trained, and only named',
    'const net = tf.sequential({ layers: [new BayesLinear({ units: 2, inputDim: 2 })] });\nconst optimizer = tf.train.adam(0.01);\nfor (let step = 0; step < 2; step++) optimizer.minimize(() => (net.apply(tf.ones([1, 2])) as tf.Tensor).square().mean() as tf.Scalar);',
    'function klLoss(model: any = net): any { const w = layersOf(model); return tf.addN(w.map((l) => l.klLoss())).div(w.reduce((n: number, l: any) => n + l.countParams() / 2, 0)); }',
  ),
];
