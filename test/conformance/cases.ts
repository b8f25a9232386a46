/** What cells show of themselves, alike on every kernel; texts as Node 20 and later write them. */
export interface Shown {
  stdout?: string;
  stderr?: string;
  /** The last value. */
  value?: string;
  /** The lines of the error, without colours. */
  error?: string[];
}

/** A kernel runs all cells of a case in order; what the last one shows is told. */
export interface Case {
  name: string;
  cells: string[];
  shows: Shown;
}

const interruptible = 'the cell was interrupted';

/** Names and values. */
const names: Case[] = [
  {
    name: 'sees earlier cells',
    cells: ['let rate = 1; const twice = () => 2 * rate;', 'rate = 5; twice();'],
    shows: { value: '10' },
  },
  {
    name: 'declares anew, and leaves older functions theirs',
    cells: ["const rate = 'slow';", '[twice(), rate];'],
    shows: { value: "[ 10, 'slow' ]" },
  },
  {
    name: 'refuses to assign to a constant',
    cells: ["rate = 'fast';"],
    shows: {
      error: [
        "TypeScriptError: line 1, column 1: Cannot assign to 'rate' because it is a constant.",
        "    rate = 'fast';",
        '    ^',
      ],
    },
  },
  {
    name: 'declares nothing where it fails',
    cells: [
      'function answer(): number { return 1; }',
      "function answer(): number { return 2; }\nthrow new Error('too late');",
      'answer();',
    ],
    shows: { value: '1' },
  },
  {
    name: 'shares types and classes',
    cells: [
      'interface Point { x: number }\nclass Net { constructor(readonly point: Point) {} }',
      'new Net({ x: 3 }).point.x;',
    ],
    shows: { value: '3' },
  },
  {
    name: 'destructures',
    cells: [
      'const { a, ...others } = { a: 1, b: 2, c: [3] };\nlet [first, , third = 9] = [1, 2];',
      '[a, others, first, third];',
    ],
    shows: { value: '[ 1, { b: 2, c: [ 3 ] }, 1, 9 ]' },
  },
  {
    name: 'keeps enums and generators',
    cells: [
      'enum Colour { red, green }\nfunction* numbers() { yield 1; yield 2; }',
      '[Colour[1], ...numbers()];',
    ],
    shows: { value: "[ 'green', 1, 2 ]" },
  },
  { name: 'shows nothing of undefined', cells: ['undefined;'], shows: {} },
  {
    name: 'shows maps, sets, dates and nested objects',
    cells: [
      "[new Map([['a', { b: [1, { c: { d: 1 } }] }]]), new Set([1]), new Date(0), null, 1n, Symbol('s'), /x/g];",
    ],
    shows: {
      value:
        "[\n  Map(1) { 'a' => { b: [Array] } },\n  Set(1) { 1 },\n  1970-01-01T00:00:00.000Z,\n  null,\n  1n,\n  Symbol(s),\n  /x/g\n]",
    },
  },
  {
    name: 'shows classes and functions',
    cells: ['class Layer { units = 3; }\n[new Layer(), Layer, function named() {}, () => 1];'],
    shows: {
      value: '[\n  Layer { units: 3 },\n  [class Layer],\n  [Function: named],\n  [Function (anonymous)]\n]',
    },
  },
  {
    name: 'shows what an object says of itself',
    cells: ["({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 'mine' }) });"],
    shows: { value: 'mine' },
  },
  {
    name: 'shows a tensor',
    cells: ["import { tf } from 'bayes-notebooks';\nawait tf.ready();\ntf.tensor1d([1, 2]);"],
    shows: { value: 'Tensor(shape: [2], dtype: float32) [1, 2]' },
  },
];

/** Awaiting. */
const awaiting: Case[] = [
  {
    name: 'awaits at the top level',
    cells: ['const later = await Promise.resolve(4);', 'later;'],
    shows: { value: '4' },
  },
  {
    name: 'awaits a last value',
    cells: ["await new Promise((resolve) => setTimeout(() => resolve('slept'), 1));"],
    shows: { value: "'slept'" },
  },
  {
    name: 'awaits in a loop over a stream',
    cells: [
      'async function* stream() { yield 1; yield 2; }\nlet sum = 0;\nfor await (const one of stream()) sum += one;\nsum;',
    ],
    shows: { value: '3' },
  },
  {
    name: 'catches what was rejected',
    cells: [
      "try { await Promise.reject(new RangeError('no')); } catch (error) { console.log(error.message); }",
    ],
    shows: { stdout: 'no\n' },
  },
  {
    name: 'imports at run time',
    cells: ["const { gaussianKl } = await import('bayes-notebooks');\ntypeof gaussianKl;"],
    shows: { value: "'function'" },
  },
];

/** What is printed. */
const printing: Case[] = [
  {
    name: 'prints in order on both streams',
    cells: [
      "console.log('a', { b: 1 }, [undefined]);\nconsole.error('c');\nconsole.info('%d of %s: %o', 1, 'two', 'x');",
    ],
    shows: { stdout: "a { b: 1 } [ undefined ]\n1 of two: 'x'\n", stderr: 'c\n' },
  },
  {
    name: 'groups and counts',
    cells: [
      "console.group('head');\nconsole.log('inner\\nlines');\nconsole.groupEnd();\nconsole.count();\nconsole.count('x');\nconsole.count();\nconsole.assert(1 > 2, 'not so');",
    ],
    shows: {
      stdout: 'head\n  inner\n  lines\ndefault: 1\nx: 1\ndefault: 2\n',
      stderr: 'Assertion failed: not so\n',
    },
  },
  {
    name: 'prints an object of many levels and a long array',
    cells: [
      'console.log({ a: { b: { c: { d: 1 } } } }, new Array(200).fill(0).length, new Float32Array([1, 0.5]));',
    ],
    shows: { stdout: '{ a: { b: { c: [Object] } } } 200 Float32Array(2) [ 1, 0.5 ]\n' },
  },
  {
    name: 'prints below the cell whose timer it is',
    cells: [
      "let fired;\nconst done = new Promise((resolve) => (fired = resolve));\nsetTimeout(() => { console.log('from the timer'); fired(); }, 1);\nawait done;",
    ],
    shows: { stdout: 'from the timer\n' },
  },
];

/** Errors; the lines are those of the cells. */
const errors: Case[] = [
  {
    name: 'finds a wrong type before anything runs',
    cells: ["console.log('never');\nconst n: number = 'text';"],
    shows: {
      error: [
        "TypeScriptError: line 2, column 7: Type 'string' is not assignable to type 'number'.",
        "    const n: number = 'text';",
        '          ^',
      ],
    },
  },
  {
    name: 'finds what cannot be parsed',
    cells: ['const = 3;'],
    shows: {
      error: [
        'TypeScriptError: line 1, column 7: Variable declaration expected.',
        '    const = 3;',
        '          ^',
        'TypeScriptError: line 1, column 9: Variable declaration expected.',
        '    const = 3;',
        '            ^',
      ],
    },
  },
  {
    name: 'names the lines of the cells',
    cells: [
      "function check(n: number): void {\n  if (n < 0) throw new RangeError('n must not be negative');\n}\ncheck(-1);",
    ],
    shows: {
      error: [
        'RangeError: n must not be negative',
        'cell N, line 2:',
        "      if (n < 0) throw new RangeError('n must not be negative');",
        '                       ^',
        '    at check (cell N, line 2)',
        '    at cell N, line 4',
      ],
    },
  },
  {
    name: 'names them behind an await',
    cells: ["async function inner() {\n  await null;\n  throw new TypeError('late');\n}\nawait inner();"],
    shows: {
      error: [
        'TypeError: late',
        'cell N, line 3:',
        "      throw new TypeError('late');",
        '            ^',
        '    at inner (cell N, line 3)',
        '    at async cell N, line 5',
      ],
    },
  },
  {
    name: 'tells what was thrown that is no error',
    cells: ["throw { reason: 'mine' };"],
    shows: { error: ["Thrown: { reason: 'mine' }"] },
  },
  {
    name: 'tells a cause',
    cells: ["throw new Error('outer', { cause: new Error('inner') });"],
    shows: {
      error: [
        'Error: outer',
        'cell N, line 1:',
        "    throw new Error('outer', { cause: new Error('inner') });",
        '          ^',
        '    at cell N, line 1',
        'Caused by:',
        'Error: inner',
        'cell N, line 1:',
        "    throw new Error('outer', { cause: new Error('inner') });",
        '                                      ^',
        '    at cell N, line 1',
      ],
    },
  },
  {
    name: 'fails by a promise that nobody awaits',
    cells: [
      "void Promise.reject(new Error('nobody'));\nawait new Promise((resolve) => setTimeout(resolve, 20));",
    ],
    shows: {
      error: [
        'Error: nobody',
        'cell N, line 1:',
        "    void Promise.reject(new Error('nobody'));",
        '                        ^',
        '    at cell N, line 1',
      ],
    },
  },
  {
    name: "tells the library's errors",
    cells: ["import { BayesLinear } from 'bayes-notebooks';\nnew BayesLinear({ units: 2.5 });"],
    shows: {
      error: [
        'RangeError: Cannot build BayesLinear: units must be a positive integer, got 2.5',
        'cell N, line 2:',
        '    new BayesLinear({ units: 2.5 });',
        '    ^',
        '    at cell N, line 2',
      ],
    },
  },
  {
    name: 'tells a name of Python',
    cells: ['print(1)'],
    shows: {
      error: [
        "TypeScriptError: line 1: `print` is Python's; TypeScript writes `console.log(…)`",
        '    print(1)',
        '    ^',
      ],
    },
  },
];

/** All cases, in an order in which one kernel can run them. */
export const cases: Record<string, Case[]> = { names, awaiting, printing, errors };

/** The head of the error of an interrupted cell. */
export const interrupted = `Interrupted: ${interruptible}`;
