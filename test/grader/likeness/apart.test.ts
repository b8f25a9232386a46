import { beforeAll, describe, expect, test } from 'vitest';
import { extractExercise } from '../../../grader/extraction/extract-exercise';
import { likeness, nodesOf } from '../../../grader/likeness/likeness';
import { allAnswers } from '../../answers/all-answers';
import { cellsFrom } from '../notebook-of';

const named: { name: string; mark: string }[] = [];

beforeAll(async () => {
  for (const { exercise, right, wrong } of await allAnswers())
    for (const { name, cells } of [...right, ...wrong]) {
      const { status, source } = extractExercise(cellsFrom(cells), exercise);
      if (status === 'found') named.push({ name, mark: likeness(source) });
    }
});

/** Answers that differ in nothing but names, in how the function is made, or in the number that they divide by in words. */
const alike = [
  /^a helper named |^a var within an if$/,
  /^a helper put into what a function is given$|^a function called at once$/,
  /^fixed divisor 10$|^ten members as in the lecture$/,
];
const sameButForNames = (names: string[]): boolean =>
  alike.some((pattern) => names.every((name) => pattern.test(name)));

describe('likeness()', () => {
  test('tells apart all answers of different structure, right ones and wrong ones', () => {
    expect(named.length).toBeGreaterThan(80);
    const byMark = new Map<string, string[]>();
    for (const { name, mark } of named) byMark.set(mark, [...(byMark.get(mark) ?? []), name]);
    expect([...byMark.values()].filter((names) => names.length > 1 && !sameButForNames(names))).toEqual([]);
    expect(byMark.has('')).toBe(false);
  });

  test.each([
    ['another number', 'const f = (m) => g(m.a) / 2;', 'const f = (m) => g(m.a) / 3;'],
    ['another member', 'const f = (m) => m.size;', 'const f = (m) => m.length;'],
    ['the other operand', 'const f = (a, b) => a - b;', 'const f = (a, b) => b - a;'],
    ['another function of the library', 'const f = (a) => tf.sum(a);', 'const f = (a) => tf.mean(a);'],
    ['a condition turned round', 'const f = (a) => (g(a) ? 1 : 2);', 'const f = (a) => (g(a) ? 2 : 1);'],
    [
      'a variable of the loop and one outside',
      'function f(a) { let n = 0; for (const x of a) { n += x; h(n); } }',
      'function f(a) { for (const x of a) { let n = 0; n += x; h(n); } }',
    ],
    ['calls in another order', 'function f(a) { g(a); h(a); }', 'function f(a) { h(a); g(a); }'],
    ['one call fewer', 'function f(a) { g(a); h(a); }', 'function f(a) { g(a); }'],
    ['all and the first alone', 'const f = (a) => a.every(g);', 'const f = (a) => g(a[0]);'],
    [
      'a loop that ends early',
      'function f(a) { for (const x of a) { if (x.y) break; g(x); } }',
      'function f(a) { for (const x of a) { if (x.y) continue; g(x); } }',
    ],
    [
      'a module of another name',
      "import { a } from 'x'; const f = () => a(1);",
      "import { a } from 'y'; const f = () => a(1);",
    ],
    ['async and not', 'const f = async (a) => g(a);', 'const f = (a) => g(a);'],
    [
      'map and forEach',
      'const f = (a) => a.map((x) => g(x));',
      'const f = (a) => { a.forEach((x) => g(x)); };',
    ],
  ])('tells apart %s', (_, one, other) => expect(likeness(one)).not.toBe(likeness(other)));

  test('counts more nodes in a longer answer, and not what a disguise adds', () => {
    expect(nodesOf(likeness('const f = (m) => g(m);'))).toBeLessThan(
      nodesOf(likeness('const f = (m) => g(h(m));')),
    );
    expect(nodesOf(likeness('const f = (m) => { const a = ((m)); console.log(a); return g(a); };'))).toBe(
      nodesOf(likeness('const f = (m) => g(m);')),
    );
  });

  test('takes a parameter that is given another value for what it is', () => {
    expect(likeness('function f(a) { a = g(a); h(a); }')).not.toBe(likeness('function f(a) { h(g(a)); }'));
  });

  test('is nothing for no code', () => expect([likeness(''), likeness(' \n')]).toEqual(['', '']));
});
