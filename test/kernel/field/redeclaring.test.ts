import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { runCells, seen } from './seen';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterAll(() => kernel.shutdown());

/** One way to declare `thing`, with a cell that reads it and what that shows. */
const declarations: Record<string, [code: string, read: string, shown: string]> = {
  const: ['const thing = 1;', 'thing', '1'],
  let: ["let thing = 'text';", 'thing', "'text'"],
  var: ['var thing = [1];', 'thing', '[ 1 ]'],
  class: ['class thing { static n = 2; }', 'thing.n', '2'],
  enum: ['enum thing { A = 3 }', 'thing.A', '3'],
  function: ['function thing(): number { return 4; }', 'thing()', '4'],
  type: ['type thing = { a: 5 };', 'const typed: thing = { a: 5 }; typed.a', '5'],
  interface: ['interface thing { b: number }', 'const typed: thing = { b: 6 }; typed.b', '6'],
  namespace: ['namespace thing { export const c = 7; }', 'thing.c', '7'],
  import: ["import thing from 'node:path';", "thing.posix.join('a', 'b')", "'a/b'"],
  'import of a name': ["import { sep as thing } from 'node:path';", 'thing.length', '1'],
  destructuring: ['const { thing } = { thing: 8n };', 'thing', '8n'],
  'export const': ['export const thing = true;', 'thing', 'true'],
};

describe('a name declared anew', () => {
  const kinds = Object.keys(declarations);
  // Each kind after each other one and after itself, in one long row of cells.
  it.each(kinds.map((kind) => [kind]))(
    'as what it was and as all else, before and after: %s',
    async (kind) => {
      const [code, read, shown] = declarations[kind] as [string, string, string];
      for (const other of kinds) {
        const [otherCode, otherRead, otherShown] = declarations[other] as [string, string, string];
        expect([other, seen(await runCells(kernel, [otherCode, otherRead]))]).toEqual([other, otherShown]);
        expect([other, seen(await runCells(kernel, [code, read]))]).toEqual([other, shown]);
      }
    },
  );

  it.each<[string, string[], string]>([
    [
      'leaves a function of an earlier cell what it closed over',
      ['const a = 1;\nfunction get() { return a; }', "const a = 'new';", '[a, get()]'],
      "[ 'new', 1 ]",
    ],
    [
      'leaves a function of another earlier cell what it saw',
      ['const a = 1;', 'const get = () => a;', "const a = 'new';", '[a, get()]'],
      "[ 'new', 1 ]",
    ],
    [
      'is counted apart from the old one',
      ['let n = 1;\nconst up = () => ++n;', 'let n = 100;', 'up(); up(); [n, up()]'],
      '[ 100, 4 ]',
    ],
    [
      'leaves the old one assignable by its own cell alone',
      [
        'let n = 1;\nconst set = (v: number) => { n = v; };\nconst get = () => n;',
        'let n = 50;',
        'n = 51; set(2); [n, get()]',
      ],
      '[ 51, 2 ]',
    ],
    [
      'leaves objects of the old class what they were',
      [
        'class A { hi() { return 1; } }\nconst old = new A();',
        'class A { hi() { return "two"; } }',
        '[old.hi(), new A().hi(), old instanceof A]',
      ],
      "[ 1, 'two', false ]",
    ],
    [
      'leaves a class that extends the old one',
      [
        'class A { hi() { return 1; } }',
        'class B extends A {}',
        'class A { hi() { return 2; } }',
        '[new B().hi(), new A().hi()]',
      ],
      '[ 1, 2 ]',
    ],
    [
      'may be made of the old one by a function',
      ['function step() { return 1; }\nconst old = step;', 'function step() { return old() + 1; }', 'step()'],
      '2',
    ],
    [
      'is the same cell run twice',
      [
        'const again = 1; function f() { return again; }',
        'const again = 1; function f() { return again; }',
        'f()',
      ],
      '1',
    ],
    [
      'is a recursive function run twice',
      [
        'function fact(n: number): number { return n < 2 ? 1 : n * fact(n - 1); }',
        'function fact(n: number): number { return n < 2 ? 1 : n * fact(n - 1); }',
        'fact(5)',
      ],
      '120',
    ],
    ['changes its type for later cells', ['let v = 1;', "let v = 'text';", 'v.toUpperCase()'], "'TEXT'"],
    [
      'is one of two that were declared together',
      ['const p = 1, q = 2;', "const q = 'q';", '[p, q]'],
      "[ 1, 'q' ]",
    ],
    [
      'is in a cell that also reads another old name',
      ['const p = 1, q = 2;', 'const q = p + 10;', '[p, q]'],
      '[ 1, 11 ]',
    ],
    [
      'is a type beside values that had the old one',
      [
        'interface Row { n: number }\nconst row: Row = { n: 1 };',
        'interface Row { text: string }',
        'const other: Row = { text: "t" }; [row.n, other.text]',
      ],
      "[ 1, 't' ]",
    ],
    [
      'three times',
      [
        'const a = 1; const g1 = () => a;',
        'const a = 2; const g2 = () => a;',
        'const a = 3; const g3 = () => a;',
        '[g1(), g2(), g3(), a]',
      ],
      '[ 1, 2, 3, 3 ]',
    ],
    ['is shadowed in a block only there', ['const a = 1;', '{ const a = 2; void a; }\na'], '1'],
    [
      'is a parameter only in its function',
      ['const a = 1;', 'const f = (a: number) => a * 2;\n[f(5), a]'],
      '[ 10, 1 ]',
    ],
  ])('%s', async (_, cells, expected) => {
    expect(seen(await runCells(kernel, cells))).toBe(expected);
  });

  it('twice in one cell is an error, as in a file', async () => {
    const run = await runCells(kernel, ['const double = 1;\nconst double = 2;']);
    expect(run.reply).toMatchObject({ status: 'error', ename: 'TypeScriptError' });
    expect(run.reply.evalue).toContain("Cannot redeclare block-scoped variable 'double'");
  });
});
