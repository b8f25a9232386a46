import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likeness } from '../../../grader/likeness/likeness';

const original = `import { tf, BayesLinear } from 'bayes-notebooks';

function bayesOf(model: tf.LayersModel, found = new Set<BayesLinear>()): Set<BayesLinear> {
  for (const layer of model.layers) {
    if (layer instanceof BayesLinear) {
      found.add(layer);
    } else if (layer instanceof tf.LayersModel) {
      bayesOf(layer, found);
    }
  }
  return found;
}

function klLoss(model: tf.LayersModel): tf.Scalar {
  const name = 'layer';
  let sum: tf.Scalar = tf.scalar(0);
  let count = 0;
  for (const layer of bayesOf(model)) {
    if (layer.name === name + '-') {
      throw new Error(name + ' ' + layer.name);
    }
    sum = sum.add(layer.klLoss());
    count = count + layer.countParams() / 2;
  }
  return sum.div(count);
}`;

/** A template of the first, a text and the last. */
const template = (first: string, between: string, last = "''"): string =>
  ['`$', `{${first}}`, between, '$', `{${last}}`, '`'].join('');

/** What a part of the original is written as instead; each pair must stand in it. */
const disguises: [name: string, ...changes: [from: string, to: string][]][] = [
  [
    "the library's tf from TensorFlow.js itself",
    [
      "{ tf, BayesLinear } from 'bayes-notebooks'",
      "* as tf from '@tensorflow/tfjs'; import { BayesLinear } from 'bayes-notebooks'",
    ],
  ],
  [
    'an import under other names',
    ['{ tf, BayesLinear }', '{ tf, BayesLinear as Warstwa }'],
    ['instanceof BayesLinear', 'instanceof Warstwa'],
    ['Set<BayesLinear>', 'Set<Warstwa>'],
  ],
  [
    'the whole library',
    [
      "import { tf, BayesLinear } from 'bayes-notebooks'",
      "import * as bn from 'bayes-notebooks'; const { tf, BayesLinear } = bn",
    ],
  ],
  [
    'require',
    [
      "import { tf, BayesLinear } from 'bayes-notebooks'",
      "const { tf, BayesLinear } = require('bayes-notebooks')",
    ],
  ],
  [
    'await import()',
    [
      "import { tf, BayesLinear } from 'bayes-notebooks'",
      "const { tf, BayesLinear } = await import('bayes-notebooks')",
    ],
  ],
  ['an import missing', ["import { tf, BayesLinear } from 'bayes-notebooks';", '']],
  ['parentheses', ['sum.div(count)', '((sum).div((count)))']],
  ['a cast', ['sum.div(count)', '(sum as any).div(count)! as tf.Scalar']],
  [
    'braces dropped',
    ['{\n      found.add(layer);\n    }', 'found.add(layer);'],
    ['{\n      bayesOf(layer, found);\n    }', 'bayesOf(layer, found);'],
  ],
  [
    'braces added',
    ['let count = 0;', 'let count = 0; {'],
    ['return sum.div(count);', '{ return sum.div(count); } }'],
  ],
  [
    'an arrow for a function',
    [
      'function klLoss(model: tf.LayersModel): tf.Scalar {',
      'const klLoss = (model: tf.LayersModel): tf.Scalar => {',
    ],
  ],
  ['a function expression with a name', ['function klLoss(model', 'const klLoss = function mean(model']],
  [
    'a variable given its function later',
    ['function klLoss(model', 'let klLoss: any; klLoss = function (model'],
  ],
  ['exported', ['function klLoss', 'export function klLoss']],
  ['the default export', ['function klLoss(model', 'export default function (model']],
  ['* 0.5 for / 2', ['layer.countParams() / 2', 'layer.countParams() * 0.5']],
  ['0.5 in front', ['layer.countParams() / 2', '0.5 * layer.countParams()']],
  [
    'a constant for the half',
    ['layer.countParams() / 2', 'layer.countParams() * half'],
    ['let count', 'const half = 1 / 2; let count'],
  ],
  ["x['y'] for x.y", ['layer.klLoss()', "layer['klLoss']()"], ['model.layers', "model['layers']"]],
  ['a dead variable', ['let count', 'const unused = model.layers.length; let count']],
  [
    'a dead variable that changes',
    ['let count', 'let unused = 0; let count'],
    ['sum = sum.add', 'unused += 1; sum = sum.add'],
  ],
  ['one console.log more', ['return sum.div', "console.log('sum', sum); return sum.div"]],
  ['a console.log under an if', ['return sum.div', 'if (count > 3) { console.warn(count); } return sum.div']],
  [
    'timing',
    ['let count', 'const t0 = performance.now(); let count'],
    ['return sum', 'console.debug(performance.now() - t0); return sum'],
  ],
  [
    'renamed variables',
    ['let sum: tf.Scalar', 'let suma: tf.Scalar'],
    ['sum = sum.add', 'suma = suma.add'],
    ['return sum', 'return suma'],
  ],
  [
    'a renamed helper',
    ['function bayesOf', 'function zbierz'],
    ['bayesOf(layer, found)', 'zbierz(layer, found)'],
    ['of bayesOf', 'of zbierz'],
  ],
  [
    'declarations in another order',
    ["const name = 'layer';", ''],
    [
      'let sum: tf.Scalar = tf.scalar(0);\n  let count = 0;',
      "let count = 0; let sum = tf.scalar(0); const name = 'layer';",
    ],
  ],
  [
    'declarations in one',
    ['let sum: tf.Scalar = tf.scalar(0);\n  let count = 0;', 'let sum = tf.scalar(0), count = 0;'],
  ],
  ['comments', ['let count', '/* the number of */ let count // parameters\n']],
  ['no types', ['model: tf.LayersModel): tf.Scalar', 'model)'], ['let sum: tf.Scalar', 'let sum']],
  ['an interface and a type', ['function klLoss', 'interface A { b: number }\ntype C = A;\nfunction klLoss']],
  ['let for const', ['for (const layer of bayesOf', 'for (let layer of bayesOf'], ['const name', 'let name']],
  ['var for const', ['const name', 'var name'], ['let count', 'var count']],
  [
    'a template for a text put together',
    ["name + ' ' + layer.name", template('name', ' ', 'layer.name')],
    ["name + '-'", template('name', '-')],
  ],
  ['another message of an error', ["name + ' ' + layer.name", "'no such layer'"]],
  ['a += b', ['count = count + layer', 'count += layer']],
  ['b + a', ['count = count + layer.countParams() / 2', 'count = layer.countParams() / 2 + count']],
  [
    'an if inverted',
    [
      'if (layer instanceof BayesLinear) {\n      found.add(layer);\n    } else if (layer instanceof tf.LayersModel) {\n      bayesOf(layer, found);\n    }',
      'if (!(layer instanceof BayesLinear)) { if (layer instanceof tf.LayersModel) bayesOf(layer, found); } else found.add(layer);',
    ],
  ],
  [
    'a continue for an else',
    ['      found.add(layer);\n    } else if', '      found.add(layer); continue; }\n if'],
  ],
  [
    'a conditional for an if',
    [
      'if (layer instanceof BayesLinear) {\n      found.add(layer);\n    } else if (layer instanceof tf.LayersModel) {\n      bayesOf(layer, found);\n    }',
      'layer instanceof BayesLinear ? found.add(layer) : layer instanceof tf.LayersModel && bayesOf(layer, found);',
    ],
  ],
  [
    'forEach for for…of',
    ['for (const layer of model.layers) {', 'model.layers.forEach((layer) => {'],
    ['    }\n  }\n  return found', '    }\n  });\n  return found'],
  ],
  [
    'a counting loop for for…of',
    [
      'for (const layer of model.layers) {',
      'for (let i = 0; i < model.layers.length; i++) { const layer = model.layers[i];',
    ],
  ],
  [
    'a counting loop without a name for the element',
    [
      'for (const layer of model.layers) {\n    if (layer instanceof BayesLinear) {\n      found.add(layer);\n    } else if (layer instanceof tf.LayersModel) {\n      bayesOf(layer, found);\n    }',
      'for (let k = 0; k < model.layers.length; k += 1) { if (model.layers[k] instanceof BayesLinear) found.add(model.layers[k]); else if (model.layers[k] instanceof tf.LayersModel) bayesOf(model.layers[k], found);',
    ],
  ],
  [
    'for…of over entries()',
    ['for (const layer of model.layers) {', 'for (const [i, layer] of model.layers.entries()) {'],
  ],
  [
    "the library's function for a method",
    ['sum.add(layer.klLoss())', 'tf.add(sum, layer.klLoss())'],
    ['sum.div(count)', 'tf.div(sum, count)'],
  ],
  ['the terms the other way round', ['sum.add(layer.klLoss())', 'layer.klLoss().add(sum)']],
  [
    'a function taken out of tf',
    ['let count', 'const { add } = tf; let count'],
    ['sum.add(layer.klLoss())', 'add(sum, layer.klLoss())'],
  ],
  ['a scalar for a number', ['sum.div(count)', 'sum.div(tf.scalar(count))']],
  ['asScalar() at the end', ['sum.div(count)', 'sum.div(count).asScalar()']],
  [
    'a value with a name of its own',
    ['sum = sum.add(layer.klLoss());', 'const kl = layer.klLoss(); sum = sum.add(kl);'],
    ['return sum.div(count)', 'const mean = sum.div(count); return mean'],
  ],
  [
    'the model under another name',
    ['of bayesOf(model)', 'of bayesOf(net)'],
    ['let count', 'const net = model; let count'],
  ],
  [
    'tidy around it',
    ['let sum: tf', 'return tf.tidy(() => { let sum: tf'],
    ['return sum.div(count);', 'return sum.div(count); });'],
  ],
  [
    'code that is never reached',
    ['return sum.div(count);', 'return sum.div(count); console.log(sum); return tf.scalar(1);'],
  ],
  ['a condition that never holds', ['return sum', 'if (false) { return tf.scalar(1); } return sum']],
  ['loose equality', ['layer.name ===', 'layer.name ==']],
  ['the sides of an equality', ["layer.name === name + '-'", "name + '-' === layer.name"]],
  ['taken apart', ['if (layer.name ===', 'const { name: own } = layer; if (own ===']],
  [
    'a default written as an if',
    ['function bayesOf(model: tf.LayersModel, found = ', 'function bayesOf(model: any, found: any = '],
  ],
  ['optional chaining', ['layer.klLoss()', 'layer?.klLoss()']],
];

const changed = (changes: [string, string][]): string =>
  changes.reduce((source, [from, to]) => {
    if (!source.includes(from)) throw new Error(`${from} does not stand in the original`);
    return source.replaceAll(from, () => to);
  }, original);

describe('likeness() of an answer stays the same with', () => {
  test.each(disguises)('%s', (_, ...changes) => {
    expect(changed(changes)).not.toBe(original);
    expect(likeness(changed(changes))).toBe(likeness(original));
  });
});

test('likeness() stays the same under several disguises at once', () => {
  const several = fc.subarray(disguises, { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(several, (some) => {
      // a disguise whose place another one has changed already is left out
      const source = some.reduce(
        (text, [, ...changes]) =>
          changes.every(([from]) => text.includes(from))
            ? changes.reduce((whole, [from, to]) => whole.replaceAll(from, () => to), text)
            : text,
        original,
      );
      expect(likeness(source)).toBe(likeness(original));
    }),
    { seed: 14, numRuns: 150 },
  );
});

describe('likeness() is the same for', () => {
  test.each<[string, string, string]>([
    [
      'an object with methods',
      'const t = { kl(l) { return l.klLoss(); } }; const f = (m) => m.layers.map(t.kl);',
      'const t = { kl: (l) => l.klLoss() }; function f(m) { return m.layers.map(t.kl); }',
    ],
    [
      'renamed members of a class',
      'class A { sum = 0; plus(x) { this.sum += x; return this; } } const f = (m) => new A().plus(m.size).sum;',
      'class B { razem = 0; dodaj(y) { this.razem = this.razem + y; return this; } } const f = (n) => new B().dodaj(n.size).razem;',
    ],
    [
      'members of a class in another order',
      'class A { a() { return this.b() + 1; } b() { return 2; } } const f = () => new A().a();',
      'class A { b() { return 2; } a() { return this.b() + 1; } } const f = () => new A().a();',
    ],
    [
      'a field given by the constructor',
      'class A { constructor(private readonly list) {} all() { return this.list; } } const f = (e) => new A(e).all();',
      'class A { list: any; constructor(list) { this.list = list; } all() { return this.list; } } const f = (e) => new A(e).all();',
    ],
    [
      'Array.from and a spread',
      'const f = (m) => Array.from(new Set(m.layers));',
      'const f = (m) => [...new Set(m.layers)];',
    ],
    [
      'includes and indexOf',
      'const f = (a, x) => { if (a.includes(x)) return 1; return 2; };',
      'const f = (a, x) => (a.indexOf(x) >= 0 ? 1 : 2);',
    ],
    [
      'a comparison turned round',
      'const f = (a, b) => (a < b ? g(a) : g(b));',
      'const f = (a, b) => (a >= b ? g(b) : g(a));',
    ],
    [
      "De Morgan's law",
      'const f = (a, b) => { if (!a || !b) return 1; return 2; };',
      'const f = (a, b) => { if (a && b) return 2; return 1; };',
    ],
    [
      'ifs within each other',
      'function f(a, b) { if (a) { if (b) { g(a); } } }',
      'function f(a, b) { if (a && b) g(a); }',
    ],
    [
      'a loop by for and by while',
      'function f(s) { let n = 0; for (let i = s; i > 0; i -= 2) n += i; return n; }',
      'function f(s) { let n = 0; let i = s; while (i > 0) { n += i; i -= 2; } return n; }',
    ],
    [
      'for…in and a counting loop',
      'function f(a) { const r = []; for (const j in a) r.push(a[j].id); return r; }',
      'function f(a) { const r = []; for (let j = 0; j < a.length; j++) { r.push(a[j].id); } return r; }',
    ],
    [
      'a parameter taken apart',
      'const f = ({ layers }) => layers.map(g);',
      'const f = (model) => { const list = model.layers; return list.map(g); };',
    ],
    [
      'a list taken apart',
      'const f = (e) => { const [first] = e; return first.id; };',
      'const f = (e) => e[0].id;',
    ],
    ['a power and Math.pow', 'const f = (x) => g(x ** 2);', 'const f = (x) => g(Math.pow(x, 2));'],
    ['div(4) and mul(0.25)', 'const f = (x) => x.div(4);', 'const f = (x) => tf.mul(0.25, x);'],
    [
      'an assignment to a choice',
      'function f(a) { let r; if (a.b) r = 1; else r = 2; return r + g(r); }',
      'function f(a) { let r; r = a.b ? 1 : 2; return r + g(r); }',
    ],
    [
      '++ and += 1',
      'function f(a) { let n = 0; for (const x of a) if (g(x)) n++; return n; }',
      'function f(a) { let n = 0; a.forEach((x) => { if (g(x)) n += 1; }); return n; }',
    ],
    [
      'a named callback of forEach',
      'function f(a) { const r = []; a.forEach((x) => { r.push(x.y); }); return r; }',
      'function f(a) { const r = []; for (const x of a) { r.push(x.y); } return r; }',
    ],
    [
      'a return in forEach and a continue',
      'function f(a) { a.forEach((x) => { if (!x.y) return; g(x); h(x); }); }',
      'function f(a) { for (const x of a) { if (!x.y) continue; g(x); h(x); } }',
    ],
  ])('%s', (_, one, other) => {
    expect(likeness(one)).not.toBe('');
    expect(likeness(other)).toBe(likeness(one));
  });
});
