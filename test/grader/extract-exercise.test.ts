import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractExercise } from '../../grader/extraction/extract-exercise';
import type { Extracted } from '../../grader/extraction/extracted';
import type { Cell } from '../../grader/submission/cell';
import { cellsFrom } from './notebook-of';

const exercise = { id: 'exercise-1', functionName: 'klLoss' };
const extract = (...sources: (string | Partial<Cell>)[]): Extracted =>
  extractExercise(cellsFrom(sources), exercise);

/** Runs extracted code of this file's own, with what it may require. */
function run(extracted: Extracted, modules: Record<string, unknown> = {}): unknown {
  expect(extracted.status).toBe('found');
  const module = { exports: {} as { answer: (input: number) => unknown } };
  const require = (name: string): unknown => {
    if (!(name in modules)) throw new Error(`required ${name}`);
    return modules[name];
  };
  new Function('exports', 'require', 'module', extracted.code)(module.exports, require, module);
  return module.exports.answer(1);
}

const english = ({ assumptions }: Extracted): string[] => assumptions.map(({ en }) => en);

describe('extractExercise() takes the answer with all it needs, and nothing else', () => {
  test('helpers, constants, types, enums and classes from other cells', () => {
    const extracted = extract(
      'interface Acc { sum: number }\nenum Unit { One = 1 }',
      'const offset = 10, unused = train();',
      'class Counter<T> { constructor(readonly acc: Acc) {} add(x: number) { this.acc.sum += x; return this; } }',
      'function klLoss(x: number): number { const acc: Acc = { sum: offset }; return new Counter(acc).add(x).add(Unit.One).acc.sum; }',
    );
    expect(run(extracted)).toBe(12);
    expect(extracted.code).not.toContain('train');
    expect(extracted.source).toContain('interface Acc');
    expect(extracted.assumptions).toEqual([]);
    expect(extracted.cell).toBe(4);
  });

  test('helpers that stand below the answer, and constants that they need', () => {
    expect(
      run(
        extract(
          'const klLoss = (x) => half(x);',
          'const half = makeHalf();',
          'function makeHalf() { return (x) => x / two; }',
          'const two = 2;',
        ),
      ),
    ).toBe(0.5);
  });

  test('no statement with a side effect, wherever it stands', () => {
    const source =
      'launch();\nfor (const x of [1]) launch(x);\nawait launch();\nif (true) { launch(); }\nfunction klLoss(x) { return x; }\nlaunch(klLoss(1));';
    expect(run(extract(source))).toBe(1);
  });

  test('nothing of what only shares a constant of Math with it', () => {
    const extracted = extract(
      'const klLoss = (x: number) => x / Math.sqrt(2 * Math.PI);',
      'const other = (z: Tensor) => z.div(Math.SQRT2).erf();',
      'const shown = (z: Tensor) => other(z);\nconst trained = shown(train());',
    );
    expect(extracted.source).not.toMatch(/other|shown|trained/);
    expect(run(extracted)).toBe(1 / Math.sqrt(2 * Math.PI));
  });

  test('a member of Math that the notebook sets', () => {
    const extracted = extract(
      'Math.sqrt = (x: number) => 3 * x;',
      'const klLoss = (x: number) => Math.sqrt(x);',
    );
    expect(extracted.source).toContain('Math.sqrt = ');
  });

  test('assignments that complete what it needs', () => {
    expect(
      run(
        extract(
          'const tools: any = {};\nlet scale;',
          'tools.double = (x) => 2 * x * scale;\nscale = 3;',
          'function klLoss(x) { return tools.double(x); }',
        ),
      ),
    ).toBe(6);
  });

  test('only those names of an import that it needs', () => {
    const extracted = extract(
      "import { a, b } from 'one';\nimport * as missing from 'not-installed';",
      "import { b as c } from 'two';\nimport d, { e } from 'three';",
      'function klLoss() { return a + c + d + e; }',
    );
    expect(
      run(extracted, { one: { a: 1 }, two: { b: 2 }, three: { default: 3, e: 4, __esModule: true } }),
    ).toBe(10);
    expect(extracted.code).not.toContain('not-installed');
  });

  test('names taken out of a required module one by one', () => {
    const extracted = extract(
      "const { tf, BayesLinear } = require('bayes-notebooks');",
      "import { tf } from 'other';",
      'function klLoss() { return [tf, BayesLinear]; }',
    );
    expect(run(extracted, { 'bayes-notebooks': { tf: 1, BayesLinear: 2 }, other: { tf: 3 } })).toEqual([
      3, 2,
    ]);
  });

  test('no global of which a local variable or a parameter has the name', () => {
    const extracted = extract(
      'const model = train();\nconst layer = train();\nconst sum = train();\nconst x = train();\nconst i = train();\nconst kind = train();',
      'function klLoss(model, { layer } = {} as any, ...x) { let sum = 0; for (let i = 0; i < 3; i++) sum += i; label: for (;;) break label; return { kind: sum }.kind; }',
    );
    expect(run(extracted)).toBe(3);
    expect(extracted.code).not.toContain('train');
  });

  test('names in shorthand properties, defaults and computed keys', () => {
    const source =
      'function klLoss(x, y = fallback) { const { z = other } = {} as any; return JSON.stringify({ shorthand, [key]: y, z }); }';
    expect(run(extract('const shorthand = 1, fallback = 2, key = "k", other = 3;', source))).toBe(
      '{"shorthand":1,"k":2,"z":3}',
    );
  });

  test('a helper that calls the answer, and an answer that calls itself', () => {
    expect(
      run(
        extract(
          'function again(x) { return klLoss(x - 1); }',
          'function klLoss(x) { return x > 0 ? again(x) : klLoss === undefined ? 1 : 7; }',
        ),
      ),
    ).toBe(7);
  });
});

describe('extractExercise() finds the answer in every form', () => {
  test.each<[string, string]>([
    ['a function', 'function klLoss(x) { return x + 1; }'],
    ['an exported function', 'export function klLoss(x) { return x + 1; }'],
    ['a default export with a name', 'export default function klLoss(x) { return x + 1; }'],
    ['an arrow', 'const klLoss = (x: number): number => x + 1;'],
    ['an exported constant', 'export const klLoss = (x) => x + 1;'],
    ['a function expression', 'var klLoss = function (x) { return x + 1; };'],
    ['a later assignment', 'let klLoss;\nklLoss = (x) => x + 1;'],
    [
      'a bound method',
      'class Loss { one = 1; of(x) { return x + this.one; } }\nconst klLoss = new Loss().of.bind(new Loss());',
    ],
    [
      'overloads',
      'function klLoss(x: number): number;\nfunction klLoss(x: string): string;\nfunction klLoss(x: any) { return x + 1; }',
    ],
    ['generics', 'function klLoss<T extends number>(x: T): number { return (x as number) + 1; }'],
    ['with a type error', 'function klLoss(x: string): boolean { const y: number = x; return y + 1; }'],
    ['with @ts-nocheck', '// @ts-nocheck\nfunction klLoss(x) { return x + 1; }'],
    [
      'with lines that begin like a magic',
      'function klLoss(x) {\n  if (x > 0 &&\n    !other) return x\n    %other2;\n  return x\n    %three + 1;\n}\nconst other = true, other2 = 0, three = 3;',
    ],
    ['with a magic above', '%%time\n!npm install x\nfunction klLoss(x) { return x + 1; }'],
  ])('%s', (_, source) => {
    expect(run(extract({ source, tags: ['exercise-1'] }))).toBe(2);
  });

  test.each<[string, string, string]>([
    ['kl_loss', 'function kl_loss(x) { return x + 1; }', 'kl_loss (cell 1) was taken for klLoss'],
    ['KLLoss', 'const KLLoss = (x) => x + 1;', 'KLLoss (cell 1) was taken for klLoss'],
    [
      'another name in the tagged cell',
      'const step = (x) => x + 1;\nfunction meanDivergence(x) { return step(x); }',
      'meanDivergence (cell 1) was taken for klLoss',
    ],
    [
      'an anonymous default export',
      'export default (x) => x + 1;',
      'the default export (cell 1) was taken for klLoss',
    ],
    [
      'an anonymous default function',
      'export default function (x) { return x + 1; }',
      'the default export (cell 1) was taken for klLoss',
    ],
  ])('%s, and says what it assumed', (_, source, assumption) => {
    const extracted = extract({ source, tags: ['exercise-1'] });
    expect(run(extracted)).toBe(2);
    expect(english(extracted)).toEqual([assumption]);
  });

  test('without any tag, wherever the cell was moved to', () => {
    expect(run(extract('launch();', 'function klLoss(x) { return x; }', '1 + 1'))).toBe(1);
  });

  test('the last of two definitions, as the notebook would', () => {
    const extracted = extract('function klLoss(x) { return 1; }', 'function klLoss(x) { return 2; }');
    expect(run(extracted)).toBe(2);
    expect(english(extracted)).toEqual([
      'the function is defined 2 times; the last one, in cell 2, was graded',
    ]);
  });

  test('above a stub', () => {
    const extracted = extract(
      'function klLoss(x) { return x; }',
      'function klLoss(x): any {\n  // write here\n  return undefined;\n}',
    );
    expect(run(extracted)).toBe(1);
    expect(english(extracted)).toEqual([
      'the empty function in cell 2, below the answer in cell 1, was passed over',
    ]);
  });

  test.each(['markdown', 'raw'] as const)('in a %s cell, and says so', (kind) => {
    const source = '### Answer\n```ts\nfunction klLoss(x) { return x; }\n```\nDone.';
    const extracted = extract('1', {
      kind,
      source: kind === 'raw' ? 'function klLoss(x) { return x; }' : source,
    });
    expect(run(extracted)).toBe(1);
    expect(english(extracted)).toEqual(['the answer stands in cell 2, which is not a code cell']);
  });

  test('split over two cells and merged with others', () => {
    expect(
      run(
        extract(
          'const one = 1;\nfunction other() {}\nfunction klLoss(x) { return x + one + two; }\nother();',
          'const two = 2;',
        ),
      ),
    ).toBe(4);
  });
});

describe('extractExercise() puts a name to its declaration as a notebook would', () => {
  test('the last one at or above the answer, else the first below', () => {
    expect(
      run(
        extract(
          'const a = 1;',
          'const a = 2;',
          'function klLoss() { return [a, b]; }',
          'const a = 3;',
          'const b = 4;',
          'const b = 5;',
        ),
      ),
    ).toEqual([2, 4]);
  });

  test("the library's BayesLinear in place of the submission's own", () => {
    const extracted = extract(
      "import { tf } from 'bayes-notebooks';",
      'class BayesLinear extends tf.layers.Layer {}',
      'function klLoss() { return BayesLinear; }',
    );
    expect(run(extracted, { 'bayes-notebooks': { BayesLinear: 'of the library' } })).toBe('of the library');
    expect(english(extracted)).toEqual(["the class BayesLinear of cell 2 was replaced by the library's"]);
  });

  test('the library where an import was deleted', () => {
    const extracted = extract('function klLoss() { return tf; }');
    expect(run(extracted, { 'bayes-notebooks': { tf: 'of the library' } })).toBe('of the library');
    expect(english(extracted)).toEqual(['an import is missing: tf was taken from the library']);
  });
});

describe('extractExercise() tells missing from unloadable', () => {
  test.each<[string, string]>([
    ['an empty body', 'function klLoss(model) {}'],
    ['comments only', 'function klLoss(model) {\n  // TODO\n}'],
    [
      'a return of nothing',
      'function klLoss(model: tf.LayersModel): tf.Scalar { return undefined as unknown as tf.Scalar; }',
    ],
    ['an arrow to nothing', 'const klLoss = (model): any => null!;'],
    ['a throw', "function klLoss() { throw new Error('not yet'); }"],
    ['a print', "function klLoss() { console.log('to do'); }"],
    ['an undefined variable', 'let klLoss: any;'],
  ])('missing: %s', (_, source) => {
    expect(extract({ source, tags: ['exercise-1'] })).toMatchObject({ status: 'missing', cell: 1 });
  });

  test('missing: no such function, no cells, another assignment', () => {
    expect(extract().status).toBe('missing');
    expect(extract('const other = 1;', { kind: 'markdown', source: 'klLoss' }).status).toBe('missing');
    expect(extract('function klLossOfSomethingElse(x) { return x; }').message?.en).toBe(
      'there is no function klLoss',
    );
  });

  test('what a stub below assigns to the name does not undo the answer', () => {
    expect(run(extract('var klLoss = (x) => x;\nklLoss.note = 1;', 'klLoss = undefined;'))).toBe(1);
  });

  test('unloadable: a syntax error in its own cell, with cell and line', () => {
    const extracted = extract('1', {
      source: 'function klLoss(x) {\n  return x +;\n}',
      tags: ['exercise-1'],
    });
    expect(extracted).toMatchObject({ status: 'unloadable', cell: 2 });
    expect(extracted.message?.en).toBe('syntax error in cell 2, line 2: Expression expected.');
  });

  test('a syntax error in a cell that it does not need costs nothing', () => {
    expect(run(extract('const = ;', 'function klLoss(x) { return x; }', 'def f(x):\n  return x'))).toBe(1);
  });

  test('unloadable: code deeper than the parser, or longer than any notebook', () => {
    expect(
      extract(`function klLoss() { return ${'('.repeat(200_000)}1${')'.repeat(200_000)}; }`).status,
    ).toBe('unloadable');
    expect(extract(`function klLoss() { return '${'x'.repeat(4_100_000)}'; }`).status).toBe('unloadable');
  });
});

test('extractExercise() throws for no text, however broken', () => {
  const sound =
    'import { tf } from "x";\nconst { a, b: [c] } = f();\nclass A<T> extends B { x = `a`; }\nexport default async function klLoss(x = a) { for (const [k] of c) label: switch (k) { default: break label; } return A; }\nnamespace N { export enum E { F = a } }';
  const cut = fc.record({
    at: fc.nat(sound.length),
    length: fc.nat(20),
    text: fc.string({ unit: fc.constantFrom(...'(){}[]<>`$;=,.:"*/%! \nab'), maxLength: 5 }),
  });
  fc.assert(
    fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
      const source = cuts.reduce(
        (text, { at, length, text: put }) => text.slice(0, at) + put + text.slice(at + length),
        sound,
      );
      expect(['found', 'missing', 'unloadable']).toContain(extract({ source, tags: ['exercise-1'] }).status);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('extractExercise() reads a hundred thousand cells', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => `const a${index} = ${index};`);
  expect(run(extract(...many, 'function klLoss(x) { return a77777 + x; }'))).toBe(77778);
});
