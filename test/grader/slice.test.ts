import { describe, expect, test } from 'vitest';
import { extractExercise } from '../../grader/extraction/extract-exercise';
import { runCells } from '../answers/run-cells';
import { cellsFrom } from './notebook-of';
import { answerOf } from './run-extracted';

const exercise = { id: 'exercise-1', functionName: 'klLoss' };

/** A library of this file's own, fresh each time. */
const modules = (): ((name: string) => unknown) => {
  const fresh = {
    tf: { Tensor: class Tensor {}, util: {}, tidy: (run: () => unknown) => run() },
    BayesLinear: class BayesLinear {},
    random: () => 4,
    default: (x: number) => -x,
    __esModule: true,
  };
  return (name) => {
    if (name === 'bayes-notebooks') return fresh;
    throw new Error(`Cannot load ${name}`);
  };
};

/** What is run at the top level, and what klLoss(1) then is: in the notebook and in the grader. */
const notebooks: [what: string, value: unknown, ...cells: string[]][] = [
  ['compound assignment', 3, 'let d = 1; d += 1;', 'const klLoss = (x) => x + d;'],
  ['increments', 4, 'let d = 1;', 'd++; ++d;', 'const klLoss = (x) => x + d;'],
  [
    'logical assignment',
    6,
    'let d: any;',
    'd ??= 5; d &&= d; d ||= 7;',
    'function klLoss(x) { return x + d; }',
  ],
  ['a swap', 'ba', "let a = 'a', b = 'b';\n[a, b] = [b, a];", 'const klLoss = () => a + b;'],
  [
    'taking an object apart',
    12,
    'let a, b;\n({ a, nested: { b = 5 } } = { a: 7, nested: {} } as any);',
    'const klLoss = () => a + b;',
  ],
  ['a map', 2, "const m = new Map();\nm.set('k', 2);", "const klLoss = () => m.get('k');"],
  [
    'a list',
    6,
    'const l: number[] = [];',
    'l.push(1, 2);\nl.push(3);',
    'const klLoss = () => l.reduce((a, b) => a + b);',
  ],
  [
    'a list printed as it grows',
    3,
    'const l = [1];',
    'console.log(l.push(2));',
    'const klLoss = (x) => l.length + x;',
  ],
  [
    'a list that grows in a declaration',
    3,
    'const l = [1];',
    'const size = l.push(2);',
    'const klLoss = (x) => l.length + x;',
  ],
  [
    'Object.assign',
    3,
    'const t: any = {};\nObject.assign(t, { f: (x) => x + 2 });',
    'const klLoss = (x) => t.f(x);',
  ],
  [
    'Object.defineProperty',
    9,
    "const t: any = {};\nObject.defineProperty(t, 'n', { value: 8 });",
    'const klLoss = (x) => t.n + x;',
  ],
  [
    'a prototype of its own',
    4,
    'class A {}',
    '(A.prototype as any).f = function () { return 3; };',
    'const klLoss = (x) => (new A() as any).f() + x;',
  ],
  [
    "the library's prototype",
    7,
    "import { BayesLinear } from 'bayes-notebooks';",
    '(BayesLinear.prototype as any).n = 6;',
    'const klLoss = (x) => (new BayesLinear() as any).n + x;',
  ],
  [
    "the library's prototype by another name",
    7,
    "import { BayesLinear } from 'bayes-notebooks';\nconst P: any = BayesLinear.prototype;",
    'P.n = 6;',
    'const klLoss = (x) => (new BayesLinear() as any).n + x;',
  ],
  [
    "the library's prototypes in a loop",
    7,
    "import { BayesLinear, tf } from 'bayes-notebooks';",
    'for (const P of [BayesLinear.prototype, tf.Tensor.prototype] as any[]) P.n = 6;',
    'const klLoss = (x) => (new BayesLinear() as any).n + x;',
  ],
  [
    "the library's tools",
    5,
    "import { tf } from 'bayes-notebooks';\n(tf.util as any).four = 4;",
    'const klLoss = (x) => (tf.util as any).four + x;',
  ],
  [
    "a language's prototype",
    6,
    "Object.defineProperty(Array.prototype, 'total', { get() { return this.reduce((a, b) => a + b); }, configurable: true });",
    'const klLoss = () => ([1, 2, 3] as any).total;',
  ],
  [
    'globalThis',
    3,
    '(globalThis as any).gOne = (x) => x + 2;',
    'const klLoss = (x) => (globalThis as any).gOne(x);',
  ],
  [
    'globalThis by a text',
    3,
    "(globalThis as any)['gTwo'] = (x) => x + 2;",
    'declare const gTwo: any;\nconst klLoss = (x) => gTwo(x);',
  ],
  [
    'globalThis below the answer',
    3,
    'const klLoss = (x) => (globalThis as any).gThree(x);',
    '(globalThis as any).gThree = (x) => x + 2;',
  ],
  ['an if', 3, 'var f: any;\nif (true) { f = (x) => x + 2; } else { f = 0; }', 'const klLoss = (x) => f(x);'],
  ['a var in an if', 3, 'if (true) { var f: any = (x) => x + 2; }', 'const klLoss = (x) => f(x);'],
  ['a for', 10, 'let s = 0;\nfor (let i = 0; i < 4; i++) s += i;', 'const klLoss = (x) => s + 4 * x;'],
  [
    'a for of over a table',
    5,
    "const t: any = {};\nfor (const k of ['a', 'b']) { t[k] = k.length; }",
    'const klLoss = () => t.a + t.b + 3;',
  ],
  [
    'forEach',
    5,
    "const t: any = {};\n['a', 'b'].forEach((k) => { t[k] = k.length; });",
    'const klLoss = () => t.a + t.b + 3;',
  ],
  ['a while', 8, 'let n = 1;\nwhile (n < 5) n *= 2;', 'const klLoss = (x) => n * x;'],
  [
    'a switch',
    2,
    "let n = 0;\nswitch ('a' as string) { case 'a': { n = 2; break; } default: n = 3; }",
    'const klLoss = (x) => n * x;',
  ],
  ['a try', 2, 'let n = 0;\ntry { n = 2; null.x; } catch { n += 0; }', 'const klLoss = (x) => n * x;'],
  ['a block', 2, 'let n = 0;\n{ const local = 2; n = local; }', 'const klLoss = (x) => n * x;'],
  ['a label', 2, 'let n = 0;\nout: for (;;) { n = 2; break out; }', 'const klLoss = (x) => n * x;'],
  ['delete', 'undefined', 'const t: any = { a: 1 };\ndelete t.a;', 'const klLoss = () => String(t.a);'],
  [
    'a function called at once',
    2,
    'let n = 0;\n(function () { n = 2; })();\n(() => { n *= 1; })();',
    'const klLoss = (x) => n * x;',
  ],
  [
    'a function called at once with what it changes',
    2,
    'const t: any = {};\n(function (o) { o.n = 2; })(t);',
    'const klLoss = (x) => t.n * x;',
  ],
  ['a setup', 2, 'let n = 0;\nfunction setup() { n = 2; }\nsetup();', 'const klLoss = (x) => n * x;'],
  [
    'a setup through another',
    2,
    'let n = 0;\nconst inner = () => { n = 2; };\nfunction setup() { inner(); }',
    'setup();',
    'const klLoss = (x) => n * x;',
  ],
  [
    'a registry',
    3,
    'const fs: any[] = [];\nfunction register(f) { fs.push(f); }',
    'register((x) => x + 2);',
    'const klLoss = (x) => fs[0](x);',
  ],
  [
    'what a function is given',
    2,
    'const t: any = {};\nfunction install(o) { o.n = 2; }\ninstall(t);',
    'const klLoss = (x) => t.n * x;',
  ],
  [
    'what a function hands on',
    2,
    'const t: any = {};\nfunction install(o) { o.n = 2; }\nconst all = (o) => install(o);',
    'all(t);',
    'const klLoss = (x) => t.n * x;',
  ],
  [
    'a method that changes something else',
    2,
    'let n = 0;\nconst tools = { go() { n = 2; } };\ntools.go();',
    'const klLoss = (x) => n * x;',
  ],
  [
    'an object of a class',
    2,
    'let n = 0;\nclass Setup { run() { n = 2; } }\nconst s = new Setup();',
    's.run();',
    'const klLoss = (x) => n * x;',
  ],
  [
    'a constructor',
    2,
    'let n = 0;\nclass Setup { constructor() { n = 2; } }\nnew Setup();',
    'const klLoss = (x) => n * x;',
  ],
  ['a static block', 2, 'class A { static n = 1; static { A.n = 2; } }', 'const klLoss = (x) => A.n * x;'],
  [
    'a registry of two functions',
    3,
    'function registry() { const all: any[] = []; return { register: (f) => all.push(f), first: () => all[0] }; }\nconst { register, first } = registry();',
    'register((x) => x + 2);',
    'const klLoss = (x) => first()(x);',
  ],
  [
    'a function with a count of its own',
    3,
    'const next = (() => { let n = 0; return () => ++n; })();',
    'next();\nfunction twice() { next(); }\ntwice();',
    'const klLoss = () => next();',
  ],
  [
    'a generator that was begun',
    2,
    'function* count() { for (let n = 1; ; n++) yield n; }\nconst counted = count();\ncounted.next();',
    'const klLoss = () => counted.next().value;',
  ],
  [
    'another name for an object',
    2,
    'const t: any = {};\nconst u = t;\nu.n = 2;',
    'const klLoss = (x) => t.n * x;',
  ],
  [
    'a callback',
    2,
    'let n = 0;\nconst later = (f) => f();\nlater(() => { n = 2; });',
    'const klLoss = (x) => n * x;',
  ],
  [
    'a callback of the library',
    2,
    "import { tf } from 'bayes-notebooks';\nlet n = 0;\ntf.tidy(() => { n = 2; });",
    'const klLoss = (x) => n * x;',
  ],
  [
    'a promise',
    2,
    'let n = 0;\nawait Promise.resolve().then(() => { n = 2; });',
    'const klLoss = (x) => n * x;',
  ],
  ['top-level await', 3, 'const two = await Promise.resolve(2);', 'const klLoss = (x) => two + x;'],
  ['an answer given later', 3, 'let klLoss: any;', 'klLoss = (x) => x + 2;'],
  ['an answer given in an if', 3, 'var klLoss: any;\nif (true) { klLoss = function (x) { return x + 2; }; }'],
  [
    'an answer given by a function',
    3,
    'let klLoss: any;\nfunction setup() { klLoss = (x) => x + 2; }\nsetup();',
  ],
  ['an answer taken apart', 3, 'const tools = { klLoss: (x) => x + 2 };\nconst { klLoss } = tools;'],
  [
    'an answer swapped in',
    3,
    'let klLoss = (x) => x, other = (x) => x + 2;\n[klLoss, other] = [other, klLoss];',
  ],
  [
    'an answer wrapped',
    7,
    'let klLoss = (x) => x + 2;',
    'const before = klLoss;\nklLoss = (x) => before(x) + 4;',
  ],
  [
    'an answer with a memory',
    3,
    'const seen = new Map();\nfunction klLoss(x) { if (!seen.has(x)) seen.set(x, x + 2); return seen.get(x); }',
    'klLoss(1);',
  ],
  ['a helper named module', 3, 'function module(x) { return x + 2; }', 'const klLoss = (x) => module(x);'],
  ...[
    'exports',
    'require',
    'process',
    'Buffer',
    'console',
    'performance',
    'structuredClone',
    'setTimeout',
    'global',
    'self',
    'window',
    'Map',
    '__dirname',
    '__filename',
    'submission',
    'answer',
    'name',
    'event',
  ].map((name): [string, unknown, ...string[]] => [
    `a helper named ${name}`,
    3,
    ...(name === 'exports' || name === 'require'
      ? [`{ }`, `const klLoss = (x) => { const ${name} = (y) => y + 2; return ${name}(x); };`]
      : [`function ${name}(x) { return x + 2; }`, `const klLoss = (x) => ${name}(x);`]),
  ]),
  ...['module', 'process', 'performance', 'globalThis2'].map((name): [string, unknown, ...string[]] => [
    `a variable named ${name}`,
    3,
    `let ${name} = 1;`,
    `${name} += 1;`,
    `const klLoss = (x) => ${name} + x;`,
  ]),
  [
    'globals',
    'object function function function',
    'const klLoss = () => [typeof process, typeof structuredClone, typeof setTimeout, typeof Buffer].join(" ");',
  ],
  [
    'a namespace and its alias',
    3,
    'namespace N { export const two = 2; export function f(x) { return x + two; } }\nimport f = N.f;',
    'const klLoss = (x) => f(x);',
  ],
  [
    'an enum',
    3,
    'enum E { One = 1, Two }\nconst enum C { One = 1 }',
    'const klLoss = (x) => E.Two + C.One * x;',
  ],
  [
    'a decorator',
    3,
    'function plus(f: any, _: any) { return function (x) { return f(x) + 2; }; }\nclass A { @plus f(x) { return x; } }',
    'const klLoss = (x) => new A().f(x);',
  ],
  [
    'using',
    3,
    'let open = 0;\nclass R { [Symbol.dispose]() { open--; } }\nfunction klLoss(x) { using r = new R(); open++; return x + open + 1; }',
  ],
  [
    'await import()',
    5,
    "const { random } = await import('bayes-notebooks');",
    'const klLoss = (x) => random() + x;',
  ],
  ['a default import', -1, "import negative from 'bayes-notebooks';", 'const klLoss = (x) => negative(x);'],
  [
    'a namespace import',
    5,
    "import * as all from 'bayes-notebooks';",
    'const klLoss = (x) => all.random() + x;',
  ],
  ['require', 5, "const { random } = require('bayes-notebooks');", 'const klLoss = (x) => random() + x;'],
  [
    'a variable declared anew',
    21,
    'let a = 1;\nconst f = (x) => a + x;',
    'let a = 10;',
    'const klLoss = (x) => a + f(x);',
  ],
  [
    'a variable made of one declared anew',
    12,
    'const a = 1;\nconst b = a * 2;',
    'const a = 10;',
    'const klLoss = () => a + b;',
  ],
  [
    'a function declared anew, with its neighbour',
    '12',
    'function f() { return 1; }\nfunction g() { return f(); }',
    'function f() { return 2; }',
    "const klLoss = () => [g(), f()].join('');",
  ],
  [
    'a class declared anew, with its neighbour',
    '12',
    'class A { n = 1; }\nfunction g() { return new A().n; }',
    'class A { n = 2; }',
    "const klLoss = () => [g(), new A().n].join('');",
  ],
  [
    'a pattern declared anew',
    13,
    'const { a, b } = { a: 1, b: 2 };\nconst sum = a + b;',
    'const { a, c } = { a: 4, c: 6 };',
    'const klLoss = () => sum + a + c;',
  ],
  [
    'shorthand of a function declared anew',
    '12',
    'function f() { return 1; }\nconst t = { f };',
    'function f() { return 2; }',
    "const klLoss = () => [t.f(), f()].join('');",
  ],
  [
    'a statement that fails',
    2,
    'let n = 1;',
    'n = 2;',
    'n = (null as any).x;',
    'const klLoss = (x) => n * x;',
  ],
];

describe('a slice gives an answer what the notebook gives it', () => {
  test.each(notebooks)('%s', async (_, value, ...cells) => {
    const extracted = extractExercise(cellsFrom(cells), exercise);
    expect(extracted.status).toBe('found');
    const answer = await answerOf(extracted, modules());
    expect(answer(1)).toBe(value);
    const declared = await runCells(cells, modules(), 'go on where a cell fails');
    expect((declared.klLoss as (x: number) => unknown)(1)).toBe(value);
  });
});
