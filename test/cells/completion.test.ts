// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells are written as texts here
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Completion, completeAt } from '../../cells/completion';
import { ambiguousForms } from './code-cells';
import { cursorIn, typing } from './typing';

const compiler = typing(
  {
    'mine.ts': 'export const foo = 1;\nexport function bar() {}\nexport interface Shape { a: 1 }',
    'data.json': '{ "a": 1 }',
    'notes.txt': '',
    '.ipynb_checkpoints/mine-checkpoint.ts': 'export const foo = 1;',
    'models/sine.ts': 'export const steps = 1;',
    'models/iris.ts': 'export const steps = 1;',
    'node_modules/linear/package.json': '{ "name": "linear", "version": "1.0.0", "main": "index.js" }',
    'node_modules/linear/index.d.ts': 'export const slope: number;',
  },
  [
    `import { tf, BayesLinear, gaussianKl, parametersToVector } from 'bayes-notebooks';`,
    `const layer = new BayesLinear({ units: 1, inputDim: 2 });
     let counter = 1;
     function fit(steps: number) { return steps; }
     const scale = (x: number) => 2 * x;
     class Net { private hidden = 1; _cache = 2; weights = [3]; static build() {} }
     class Deep extends Net { depth = 2; override weights = [4]; aside() {} }
     interface Shape { a: 1; }
     type Alias = string;
     enum Colour { Red, Green }
     const odd = { 'a b': 1, c: 2 };
     const loose: any = {};`,
  ],
);

function complete(text: string): Completion & { replaced: string; names: string[] } {
  const { source, cursor } = cursorIn(text);
  const { service, module } = compiler.typed(source);
  const completion = completeAt(service, module, cursor);
  const { start, end, matches } = completion;
  return { ...completion, replaced: source.slice(start, end), names: matches.map((match) => match.text) };
}

describe('completeAt()', () => {
  it('lists own members before inherited ones', () => {
    const { names } = complete('layer.|');
    const last = (one: string[]) => Math.max(...one.map((name) => names.indexOf(name)));
    const inherited = ['apply', 'countParams', 'getWeights', 'name', 'trainable', 'getClassName'];
    expect(names.slice(0, 4)).toEqual(['build', 'call', 'klLoss', 'sample']);
    expect(last(['klLoss', 'freeze', 'unfreeze', 'frozen', 'concreteWeights'])).toBeLessThan(
      Math.min(...inherited.map((name) => names.indexOf(name))),
    );
    expect(names.at(-1)).toBe('getClassName'); // of the class at the root
  });

  it('lists own options before inherited ones', () => {
    const own = ['initialSigma', 'inputDim', 'klWeight', 'priorMu', 'priorSigma', 'seed'];
    const { names } = complete('new BayesLinear({ units: 1, | })');
    expect(names.slice(0, own.length)).toEqual(own);
    expect(names).toContain('inputShape');
    expect(names).not.toContain('units');
  });

  it.each([
    ['new Deep().|', ['aside', 'depth', 'weights', '_cache']],
    ['new Net()._|', ['_cache']],
    ['Net.|', ['build', 'prototype', 'apply']],
    ['const { | } = new Deep()', ['aside', 'depth', 'weights', '_cache']],
    ['({} as Shape).|', ['a']],
    ['Colour.|', ['Green', 'Red']],
    ['class A { #own = 1; m() { this.#| } }', ['#own']],
    ['class B extends Deep { more = 1; m() { this.| } }', ['m', 'more', 'aside', 'depth']],
  ])('lists of %j first %j', (text, first) => {
    expect(complete(text).names.slice(0, first.length)).toEqual(first);
  });

  it.each([
    ['Math.ab|', 'ab', ['abs']],
    ['Math.ABS|', 'ABS', ['abs']],
    ['Math.a|bc', 'abc', ['abs', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atan2', 'atanh']],
    ['layer.k|', 'k', ['klLoss']],
    ['layer?.k|', 'k', ['klLoss']],
    ['layer.|klLoss', 'klLoss', 46],
    ['layer.kl|\nconst other = 1', 'kl', ['klLoss']],
    ['layer\n  .kl|', 'kl', ['klLoss']],
    ['new BayesLinear({ pr|', 'pr', ['priorMu', 'priorSigma']],
    ['new BayesLinear({ units: 1, pr| })', 'pr', ['priorMu', 'priorSigma']],
    ["tf.layers.dense({ units: 1, activation: '|' })", '', 15],
    ["tf.layers.dense({ units: 1, activation: 're|' })", 're', ['relu', 'relu6']],
    ["tf.layers.dense({ units: 1, activation: 're|lu' })", 'relu', ['relu', 'relu6']],
    ["tf.layers.dense({ units: 1, activation: 'si|", 'si', ['sigmoid']],
    ['tf.layers.dense({ units: 1, activation: "si|', 'si', ['sigmoid']],
    ['`${lay|}`', 'lay', ['layer']],
    ['`a ${layer.kl|} b`', 'kl', ['klLoss']],
    ['cou|', 'cou', ['counter', 'CountQueuingStrategy']],
    ['const s: Sha|', 'Sha', ['Shape', 'SharedArrayBuffer', 'SharedArrayBufferConstructor']],
    ['tf.tidy(() => { const inner = 1; inn| })', 'inn', ['inner']],
    ['for (const one of [layer]) { one.kl| }', 'kl', ['klLoss']],
    ['pTV|', 'pTV', ['parametersToVector']],
    ['layer.loss|', 'loss', ['losses']],
    ["odd['|']", '', ['a b', 'c']],
    ['odd.|', '', ['c']],
    ['loose.|', '', []],
    ['layer.klLoss().arraySy|', 'arraySy', ['arraySync']],
    ["import { f| } from './mine'", 'f', ['foo']],
    ["import { | } from './mine'", '', ['bar', 'foo', 'Shape', 'type']],
    ["import * as mine from './mine'; mine.|", '', ['bar', 'foo']],
    ['/* 🎉 */ Math.ab|', 'ab', ['abs']],
    ['const 𝒩𝒩 = { sigma: 1 }; 𝒩𝒩|', '𝒩𝒩', ['𝒩𝒩']],
    ['const żółw = 1; żó|łw', 'żółw', ['żółw']],
    ['const x = ;\nlayer.kl|', 'kl', ['klLoss']],
    ['function f() {\n  layer.kl|\n\nfunction g() { return 1; }', 'kl', ['klLoss']],
    ['class A extends Bay|', 'Bay', ['BayesLinear']],
    ['class A extends BayesLinear { call(x) { return super.kl| } }', 'kl', ['klLoss']],
    ["import { tf as other } from 'bayes-notebooks'; other.sequen|", 'sequen', ['sequential', 'Sequential']],
    ["import { tf, Bay| } from 'bayes-notebooks'", 'Bay', ['BayesLinear', 'BayesLinearArgs']],
    ["import data from './data.json'; data.|", '', ['a']],
    ["(await import('./mine')).|", '', ['bar', 'foo']],
    ["import('./mine').then((mine) => mine.f|)", 'f', ['foo']],
    ['tf.sequential().fit(x, y, { ep| })', 'ep', ['epochs']],
    ['layer.klLoss().array().then((value) => value.toF|)', 'toF', ['toFixed']],
    ['layer\r\n  .kl|', 'kl', ['klLoss']],
    ["tf.tensor([1], undefined, '|')", '', ['string', 'float32', 'int32', 'bool', 'complex64']],
    ['let z: typeof layer; z.kl|', 'kl', ['klLoss']],
    ['[...[layer]].at(0).kl|', 'kl', ['klLoss']],
    ['layer!.kl|', 'kl', ['klLoss']],
    ['(layer as any).kl|', 'kl', []],
    ['({ lay| })', 'lay', ['layer']],
    ['`${layer.kl|', 'kl', ['klLoss']],
    ['globalThis.setTime|', 'setTime', ['setTimeout']],
    ['tf.train.ada|', 'ada', ['adadelta', 'adagrad', 'adam', 'adamax']],
  ] as const)('completes %j, replacing %j', (text, replaced, names) => {
    const found = complete(text);
    expect(found.replaced).toBe(replaced);
    if (typeof names !== 'number') expect(found.names).toEqual(names);
    else expect(found.names).toHaveLength(names);
  });

  it.each([
    '// layer.|',
    '/* layer.| */',
    '/** layer.| */ function f() {}',
    '/** @| */ function f() {}',
    'layer.klLoss(); // layer.|',
    "'layer.|'",
    '"layer.|"',
    "const text = 'layer.|",
    "console.log('|')",
    '`layer.|`',
    '`${layer}.|`',
    '/layer.|/',
    '1.|',
    'const lay|',
    'let lay| = 1',
    'function lay|() {}',
    'nosuch.|',
    'x$|',
    '__l|',
  ])('offers nothing for %j', (text) => {
    const { matches, start, end } = complete(text);
    expect({ matches, within: start <= text.indexOf('|') && text.indexOf('|') <= end }).toEqual({
      matches: [],
      within: true,
    });
  });

  it.each([
    ["import x from './|'", '', ['data.json', 'mine', 'models']],
    ["import x from './mo|'", 'mo', ['models']],
    ["import x from './models/|'", '', ['iris', 'sine']],
    ["import { foo } from './m|", 'm', ['mine', 'models']],
    ["export * from './mi|'", 'mi', ['mine']],
    ["require('./mi|')", 'mi', ['mine']],
    ["await import('./mi|')", 'mi', ['mine']],
    ["let x: import('./mi|').Shape", 'mi', ['mine']],
    ["import old = require('./mi|')", 'mi', ['mine']],
    ["import x from 'bay|'", 'bay', ['bayes-notebooks']],
    ["import x from 'lin|'", 'lin', ['linear']],
    ["import x from 'node:f|'", 'node:f', ['node:fs', 'node:fs/promises']],
    ["import x from 'node:fs/|'", '', ['promises']],
    ["import x from 'fs|'", 'fs', ['fs', 'fs/promises']],
  ])('completes the module in %j, replacing %j', (text, replaced, names) => {
    const found = complete(text);
    expect([found.replaced, found.names]).toEqual([replaced, names]);
  });

  it.each([
    ['fi|', 'fit', 'function'],
    ['sca|', 'scale', 'function'],
    ['gau|', 'gaussianKl', 'function'],
    ['Bay|', 'BayesLinear', 'class'],
    ['Ne|', 'Net', 'class'],
    ['Promi|', 'Promise', 'class'],
    ['lay|', 'layer', 'constant'],
    ['cou|', 'counter', 'variable'],
    ['function f(param: number) { para| }', 'param', 'variable'],
    ['const s: Sha|', 'Shape', 'interface'],
    ['let a: Ali|', 'Alias', 'type'],
    ['function f<Type>(x: Typ|', 'Type', 'type'],
    ['Colo|', 'Colour', 'enum'],
    ['Colour.R|', 'Red', 'constant'],
    ['t|', 'tf', 'module'],
    ['retur|', 'return', 'keyword'],
    ['let x: numb|', 'number', 'keyword'],
    ['layer.kl|', 'klLoss', 'method'],
    ['layer.froz|', 'frozen', 'property'],
    ['({ act: () => 1 }).ac|', 'act', 'method'],
    ['console.lo|', 'log', 'method'],
    ['tf.tens|', 'tensor2d', 'function'],
    ['tf.Sequ|', 'Sequential', 'class'],
    ['tf.lay|', 'layers', 'module'],
    ["import { | } from './mine'", 'bar', 'function'],
    ["import { | } from './mine'", 'Shape', 'interface'],
    ["import x from './mi|'", 'mine', 'path'],
    ["import x from './mo|'", 'models', 'path'],
    ["import x from 'node:f|'", 'node:fs', 'module'],
    ["tf.layers.dense({ units: 1, activation: 'si|' })", 'sigmoid', 'constant'],
  ])('offers by %j %s as %s', (text, name, type) => {
    expect(complete(text).matches).toContainEqual({ text: name, type });
  });

  it('shows no name that the compiler puts in, and each name once', () => {
    const { names } = complete('|');
    expect(names.slice(0, 5)).toEqual(['BayesLinear', 'Colour', 'counter', 'Deep', 'fit']);
    expect(names.filter((name) => name.startsWith('__') || /\$\d/.test(name))).toEqual([
      '__dirname',
      '__filename',
    ]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('takes the newest of two cells that declare a name, and the cell that is being typed before both', () => {
    const again = typing({}, ['const twice = { first: 1 };', 'const twice = { second: 2 };']);
    const namesOf = (text: string) => {
      const { source, cursor } = cursorIn(text);
      const { service, module } = again.typed(source);
      return completeAt(service, module, cursor).matches.map((match) => match.text);
    };
    expect(namesOf('twice.|')).toEqual(['second']);
    expect(namesOf('const twice = { third: 3 };\ntwice.|')).toEqual(['third']);
    expect(namesOf('twice.|')).toEqual(['second']);
  });

  it("sees a change of the student's file at once", () => {
    const changing = typing({ 'own.ts': 'export const one = 1;' }, []);
    const namesOf = () => {
      const { source, cursor } = cursorIn("import * as own from './own'; own.|");
      const { service, module } = changing.typed(source);
      return completeAt(service, module, cursor).matches.map((match) => match.text);
    };
    expect(namesOf()).toEqual(['one']);
    changing.write('own.ts', 'export const one = 1;\nexport const two = 2;');
    expect(namesOf()).toEqual(['one', 'two']);
    changing.write('later.ts', '');
    const { source, cursor } = cursorIn("import './la|'");
    const { service, module } = changing.typed(source);
    expect(completeAt(service, module, cursor).matches).toEqual([{ text: 'later', type: 'path' }]);
  });

  it('leaves what is only typed out of the cells that run', () => {
    const cells = typing({}, []);
    cells.typed('declare global { var leaked: number; }\nconst own = 1;');
    expect(cells.compile('leaked; own;').diagnostics?.map(({ code }) => code)).toEqual([2304, 2304]);
  });

  it('answers at each place of any text, with a part of it around the cursor', () => {
    const text = fc
      .constantFrom(...ambiguousForms)
      .chain((form) => fc.tuple(fc.constant(form), fc.nat(form.length)));
    fc.assert(
      fc.property(text, fc.boolean(), ([form, cursor], isCut) => {
        const source = isCut ? form.slice(0, cursor) : form;
        const { service, module } = compiler.typed(source);
        const { start, end } = completeAt(service, module, cursor);
        expect(start).toBeLessThanOrEqual(cursor);
        expect(end).toBeGreaterThanOrEqual(cursor);
        expect(end).toBeLessThanOrEqual(source.length);
      }),
      { seed: 5, numRuns: 40 },
    );
  });
});
