import { expect, test, vi } from 'vitest';
import { likeness } from '../../../grader/likeness/likeness';

const made = vi.hoisted(() => ({ trees: 0 }));

vi.mock('../../../grader/likeness/tree', async (importOriginal) => {
  const own = await importOriginal<typeof import('../../../grader/likeness/tree')>();
  return {
    ...own,
    tree: (...given: Parameters<typeof own.tree>) => {
      made.trees++;
      return own.tree(...given);
    },
  };
});

/** How many trees it takes to compare an answer. */
function treesOf(source: string): number {
  made.trees = 0;
  expect(likeness(source)).toMatch(/^\d+-[0-9a-f]{16}$/);
  return made.trees;
}

const answer = (body: string): string => `function f(a) { ${body} }`;

// Each of a size in parts; as many parts as likeness() still reads as a tree.
test.each<[string, (size: number) => string]>([
  ['statements', (n) => answer('a = g(h(a)); k(a); '.repeat(n))],
  [
    'constants that are all used',
    (n) => answer(`${list(n, (i) => `const b${i} = g(${i});`)} return [${list(n, (i) => `b${i},`)}];`),
  ],
  [
    'functions that are all used',
    (n) => `${list(n, (i) => `const b${i} = () => ${i};`)} const f = () => [${list(n, (i) => `b${i},`)}];`,
  ],
  ['terms of a template', (n) => answer(`return \`${'$'.concat('{a}').repeat(n)}\`;`)],
  [
    'parameters',
    (n) => `function f(${list(n, (i) => `b${i},`)} c) { return [${list(n, (i) => `b${i},`)}]; }`,
  ],
  [
    'parts of a pattern',
    (n) => `const f = ([${list(n, (i) => `b${i},`)}]) => [${list(n, (i) => `b${i},`)}];`,
  ],
  ['members of an object', (n) => answer(`return { ${list(n, (i) => `m${i}: a,`)} };`)],
  [
    'members of a class',
    (n) => `class A { ${list(n, (i) => `m${i}() { return ${i}; }`)} } const f = () => new A();`,
  ],
  ['loops', (n) => answer('for (const x of a) g(x); '.repeat(n))],
  ['ifs beside one another', (n) => answer('if (a) g(a); '.repeat(n))],
  ['uses of one name', (n) => answer(`const b = g(a); return [${'b,'.repeat(n)}];`)],
])('the work for %s grows as their number does', (_, source) => {
  const [one, two, four] = [200, 400, 800].map((size) => treesOf(source(size))) as [number, number, number];
  expect(four - two).toBeLessThanOrEqual(2 * (two - one) + 8);
  expect(one).toBeGreaterThan(100);
});

const list = (size: number, part: (i: number) => string): string =>
  Array.from({ length: size }, (_, i) => part(i)).join(' ');

// What is too long or too deep for a tree is compared as text: equal where it is, spaces apart.
test.each<[string, string]>([
  ['4 MB of statements', answer('a = g(a) + 1;\n'.repeat(280_000))],
  ['100,000 calls in one chain', answer(`return a${'.add(1)'.repeat(100_000)};`)],
  ['10,000 calls in one chain', answer(`return a${'.add(1)'.repeat(10_000)};`)],
  ['a sum of 20,000 terms', answer(`return a${'+1'.repeat(20_000)};`)],
  ['700 lists within each other', answer(`return g(1, ${'['.repeat(700)}a${']'.repeat(700)});`)],
  ['500 functions within each other', `const f = ${'() => '.repeat(500)}1;`],
  [
    '5,000 names for names',
    `${list(5000, (i) => `const a${i} = g(a${i + 1});`)} const a5000 = 1; const f = () => a0;`,
  ],
  [
    '5,000 functions that call the next',
    `${list(5000, (i) => `const a${i} = () => a${i + 1}();`)} const a5000 = 1; const f = () => a0();`,
  ],
  ['2,000 early returns', answer('if (g(a)) return 1; '.repeat(2000))],
  ['2,000 else ifs', answer(`${'if (g(a)) h(a); else '.repeat(2000)} h(1);`)],
])('%s', (_, source) => {
  const trees = treesOf(source);
  expect(trees).toBeLessThan(300_000);
  expect(likeness(source.replaceAll(' ', '  '))).toBe(likeness(source));
  expect(likeness(source.replace('g(', 'k(').replace('1', '2'))).not.toBe(likeness(source));
});

test('constants for each other in a circle are names, and end', () => {
  expect(likeness('const a = b; const b = a; const f = () => a;')).toMatch(/^\d+-/);
  expect(likeness('function f() { return g(); } function g() { return f(); }')).toMatch(/^\d+-/);
  expect(likeness('const f = function h() { return h; };')).toBe(likeness('function f() { return f; }'));
});
