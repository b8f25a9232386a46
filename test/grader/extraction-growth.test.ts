import { describe, expect, test } from 'vitest';
import { extractExercise } from '../../grader/extraction/extract-exercise';
import type { Extracted } from '../../grader/extraction/extracted';
import { cellsFrom } from './notebook-of';

const exercise = { id: 'exercise-1', functionName: 'klLoss' };
const extract = (cells: string[]): Extracted => extractExercise(cellsFrom(cells), exercise);
const each = (count: number, write: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => write(index));

/** Look-ups and insertions in maps, sets and lists while something is done: work that no clock and no other process changes. */
function workOf(run: () => void): number {
  let steps = 0;
  const counted = [
    ...(['get', 'set', 'has'] as const).map((method) => [Map.prototype, method] as const),
    ...(['add', 'has'] as const).map((method) => [Set.prototype, method] as const),
    ...(['push', 'pop', 'shift'] as const).map((method) => [Array.prototype, method] as const),
  ].map(([prototype, method]) => {
    const methods = prototype as unknown as Record<string, (...inputs: unknown[]) => unknown>;
    const original = methods[method] as (...inputs: unknown[]) => unknown;
    methods[method] = function (...inputs) {
      steps += 1;
      return original.apply(this, inputs);
    };
    return () => {
      methods[method] = original;
    };
  });
  try {
    run();
  } finally {
    for (const restore of counted) restore();
  }
  return steps;
}

const shapes: Record<string, (size: number) => string[]> = {
  'constants in cells of their own': (n) => [
    ...each(n, (i) => `const a${i} = ${i};`),
    `function klLoss() { return [${each(n, (i) => `a${i}`).join(', ')}]; }`,
  ],
  'names that each need the one above': (n) => [
    ...each(n, (i) => `const a${i} = ${i === 0 ? 0 : `a${i - 1} + 1`};`),
    `const klLoss = () => a${n - 1};`,
  ],
  'names that each need the one below': (n) => [
    `const klLoss = () => a${n - 1};`,
    ...each(n, (i) => `const a${n - 1 - i} = ${i === n - 1 ? 0 : `a${n - 2 - i} + 1`};`),
  ],
  'functions that each hand on to the next': (n) => [
    ...each(n, (i) => `function f${i}(o) { ${i === 0 ? 'o.x = 1' : `f${i - 1}(o)`}; }`),
    `const t = {};\nf${n - 1}(t);`,
    'const klLoss = () => t;',
  ],
  overloads: (n) => [
    `${each(n, (i) => `function klLoss(x: ${i}): number;`).join('\n')}\nfunction klLoss(x) { return x; }`,
  ],
  'a variable declared anew': (n) => [...each(n, (i) => `let a = ${i}; a += 1;`), 'const klLoss = () => a;'],
  'a function declared anew and kept': (n) => [
    ...each(n, (i) => `function f() { return ${i}; }\nconst g${i} = f;`),
    `const klLoss = () => [${each(n, (i) => `g${i}`).join(', ')}];`,
  ],
  'a list that is filled': (n) => [
    'const l = [];',
    ...each(n, (i) => `l.push(${i});`),
    'const klLoss = () => l;',
  ],
  'other names for other names': (n) => [
    `const t = {};\n{\n${each(n, (i) => `const u${i} = ${i === 0 ? 't' : `[u${i - 1}]`};`).join('\n')}\nu${n - 1}.x = 1;\n}`,
    'const klLoss = () => t;',
  ],
  'other names, each given to a function': (n) => [
    `const t = {};\n{\n${each(n, (i) => `const u${i} = ${i === 0 ? 't' : `u${i - 1}`}; g${i}(u${i});`).join('\n')}\n}`,
    'const klLoss = () => t;',
  ],
  'one pattern of many names': (n) => [
    `let ${each(n, (i) => `b${i}`).join(', ')};\nfunction f(...x) { return x; }`,
    `const [${each(n, (i) => `a${i}`).join(', ')}] = f(${each(n, (i) => `b${i}`).join(', ')});`,
    'const klLoss = () => [a0, b0];',
  ],
  'members set on globals': (n) => [
    each(n, (i) => `(globalThis as any).g${i} = ${i};`).join('\n'),
    'const klLoss = () => (globalThis as any).g0;',
  ],
  'nested functions': (n) => [
    `function klLoss() { ${each(n / 10, () => `return (() => { ${each(10, (i) => `const a${i} = 1;`).join(' ')}`).join(' ')} return 1; ${'})();'.repeat(n / 10)} }`,
  ],
};

describe('the work of cutting out grows no faster than the code', () => {
  test.each(Object.keys(shapes))('%s', (name) => {
    const write = shapes[name] as (size: number) => string[];
    extract(write(100)); // what is done once for all
    const [small, large] = [500, 2000].map((size) => {
      const cells = write(size);
      let status = '';
      const work = workOf(() => {
        status = extract(cells).status;
      });
      expect(status).toBe('found');
      return work;
    });
    // Four times the code: four times the work, and a logarithm's worth more.
    expect((large as number) / (small as number)).toBeLessThan(5);
  });

  test('24,000 constants, each in a cell of its own', () => {
    expect(
      extract((shapes['constants in cells of their own'] as (n: number) => string[])(24_000)).status,
    ).toBe('found');
  });
});

describe('what nests deeper than can be read is refused, and only that', () => {
  const deep: [string, string][] = [
    [
      'calls of async within its own parentheses',
      `const klLoss = ${'async (a = '.repeat(40)}1${')'.repeat(40)};`,
    ],
    ['patterns within them', `const klLoss = ${'async ({ a = '.repeat(40)}1${' })'.repeat(40)};`],
    [
      'functions within them',
      `const klLoss = ${'async (a, b = async function () {'.repeat(40)}1${'})'.repeat(40)};`,
    ],
    ['type parameters before them', `const klLoss = ${'async <T>('.repeat(40)}1${')'.repeat(40)};`],
    [
      'behind a regular expression and templates',
      `const s = /[')]/ , t = \`\${'('}\`;\nconst klLoss = ${'async (a = '.repeat(40)}1${')'.repeat(40)};`,
    ],
    ['a chain of calls', `const klLoss = (x) => x${'.add(1)'.repeat(100_000)};`],
    ['templates', `const klLoss = (x) => ${'`${'.repeat(5000)}1${'}`'.repeat(5000)};`],
    ['parentheses', `const klLoss = (x) => ${'('.repeat(100_000)}1${')'.repeat(100_000)};`],
    ['lists', `const klLoss = (x) => ${'['.repeat(100_000)}1${']'.repeat(100_000)};`],
    ['blocks', `function klLoss(x) { ${'{'.repeat(100_000)}1${'}'.repeat(100_000)} return x; }`],
    ['arrows', `const klLoss = ${'(a) => '.repeat(20_000)}1;`],
  ];

  test.each(deep)('%s', (_, source) => {
    const refused = extract(['const one = 1;', source]);
    expect(refused).toMatchObject({ status: 'unloadable' });
    expect(refused.message?.en).toMatch(/nests too deep/);
  });

  test.each(deep)('%s in a cell that the answer does not need', (_, source) => {
    const other = source.replaceAll('klLoss', 'other');
    expect(extract(['const klLoss = (x) => x;', other]).status).toBe('found');
  });

  test('not functions that wait for others', () => {
    const source = `const klLoss = async (x, run = async (f = async () => 1) => f()) => { ${'await all(xs.map(async (x) => { '.repeat(20)}${'}));'.repeat(20)} };`;
    expect(extract([source]).status).toBe('found');
  });
});
