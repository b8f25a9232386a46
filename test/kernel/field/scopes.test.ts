import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { runCell } from '../run-cell';
import { runCells, seen } from './seen';

// All cases share one kernel and many of their names: what a case declares, the next one declares anew.
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterAll(() => kernel.shutdown());

describe('a name of an earlier cell', () => {
  it.each<[string, string[], string]>([
    ['is read', ['const a = 1;', 'a + 1'], '2'],
    ['is read two cells later', ['const a = 1;', 'const b = a + 1;', '[a, b]'], '[ 1, 2 ]'],
    [
      'is assigned to, as functions of its cell see',
      ['let counter = 1;\nconst get = () => counter;', 'counter = 10', 'get()'],
      '10',
    ],
    [
      'is assigned to by a function of its cell',
      ['let n = 0;\nfunction up() { n++; }', 'up(); up();', 'n'],
      '2',
    ],
    [
      'is counted up',
      ['let n = 1;\nconst get = () => n;', 'n++; ++n; n += 5; n **= 2;', '[n, get()]'],
      '[ 64, 64 ]',
    ],
    [
      'takes part in ??=, ||= and &&=',
      [
        'let u: number | undefined;\nlet z = 0;\nlet one = 1;\nconst all = () => [u, z, one];',
        'u ??= 3; z ||= 4; one &&= 5;',
        'all()',
      ],
      '[ 3, 4, 5 ]',
    ],
    [
      'takes part in an exchange',
      ['let p = 1, q = 2;\nconst both = () => [p, q];', '[p, q] = [q, p];', 'both()'],
      '[ 2, 1 ]',
    ],
    [
      'is assigned to by taking an object apart',
      [
        'let p = 1, rest: object = {};\nconst both = () => [p, rest];',
        '({ p, ...rest } = { p: 7, q: 8 });',
        'both()',
      ],
      '[ 7, { q: 8 } ]',
    ],
    [
      'is the variable of a for-of loop',
      ['let each = 0;\nconst get = () => each;', 'for (each of [1, 2, 3]);', 'get()'],
      '3',
    ],
    [
      'is the variable of a for-in loop',
      ["let key = '';\nconst get = () => key;", 'for (key in { a: 1, b: 2 });', 'get()'],
      "'b'",
    ],
    [
      'is assigned to in a function of a later cell',
      ['let n = 1;\nconst get = () => n;', 'function set(v: number) { n = v; }', 'set(9); get()'],
      '9',
    ],
    [
      'is assigned to two cells after a cell that reads it',
      ['let n = 1;', 'const doubled = () => 2 * n;', 'n = 21;', 'doubled()'],
      '42',
    ],
    ['is a var, assigned to', ['var v = 1;\nfunction getV() { return v; }', 'v = 2;', 'getV()'], '2'],
    [
      'is assigned to after an await',
      ['let n = 1;\nconst get = () => n;', 'await null; n = 5;', 'get()'],
      '5',
    ],
    [
      'is assigned to by a timer of its cell',
      [
        'let n = 1;\nlet later: Promise<void>;',
        'later = new Promise((done) => setTimeout(() => { n = 3; done(); }, 1));',
        'await later; n',
      ],
      '3',
    ],
    [
      'is a function, hoisted',
      ['const early = hoisted();\nfunction hoisted() { return 4; }', 'early + hoisted()'],
      '8',
    ],
    [
      'is a class with statics and private members',
      [
        'class Box { static made = 0; #v: number; constructor(v: number) { this.#v = v; Box.made++; } get v() { return this.#v; } }',
        'new Box(3).v + Box.made',
      ],
      '4',
    ],
    [
      'is extended',
      [
        'class Base { hi() { return "base"; } }',
        'class Derived extends Base { override hi() { return `${super.hi()}+`; } }',
        'new Derived().hi()',
      ],
      "'base+'",
    ],
    ['is an enum', ['enum Colour { Red, Green = 5 }', '[Colour.Green, Colour[0]]'], "[ 5, 'Red' ]"],
    ['is a const enum', ['const enum Level { Low = 1, High = 2 }', 'Level.High'], '2'],
    [
      'is a namespace',
      [
        'namespace Shapes { export const corners = 4; export interface Shape { n: number } }',
        'const s: Shapes.Shape = { n: Shapes.corners }; s',
      ],
      '{ n: 4 }',
    ],
    ['is a type', ['type Pair<T> = [T, T];', 'const pair: Pair<number> = [1, 2]; pair'], '[ 1, 2 ]'],
    ['is an interface', ['interface Point { x: number }', 'const point: Point = { x: 1 }; point.x'], '1'],
    [
      'is a generic function',
      [
        'function first<T>(all: T[]): T | undefined { return all[0]; }',
        'const n: number | undefined = first([1]); n',
      ],
      '1',
    ],
    [
      'is taken apart from an object and an array',
      [
        'const { a, b: { c }, ...others } = { a: 1, b: { c: 2 }, d: 3 };\nconst [x, , y = 9] = [1, 2];',
        '[a, c, others, x, y]',
      ],
      '[ 1, 2, { d: 3 }, 1, 9 ]',
    ],
    ['is imported', ["import { basename } from 'node:path';", "basename('/a/b')"], "'b'"],
    [
      'is imported as a whole',
      ["import * as paths from 'node:path';", "paths.posix.join('a', 'b')"],
      "'a/b'",
    ],
    ['is a default import', ["import fs from 'node:fs';", 'typeof fs.readFileSync'], "'function'"],
    [
      'is an imported type',
      [
        "import type { Stats } from 'node:fs';",
        'const none: Stats | undefined = undefined; none === undefined',
      ],
      'true',
    ],
    [
      'is typed by typeof of an earlier one',
      [
        'const shape = { rows: 1, columns: 2 };',
        'const other: typeof shape = { rows: 3, columns: 4 }; other.rows',
      ],
      '3',
    ],
    ['keeps its emoji and Polish letters', ["const żółw = '🐢';", 'żółw'], "'🐢'"],
    ['has a dollar', ['const $ = 1, $$ = 2, _ = 3;', '$ + $$ + _'], '6'],
  ])('%s', async (_, cells, expected) => {
    expect(seen(await runCells(kernel, cells))).toBe(expected);
  });

  it.each<[string, string[], string]>([
    ['a const of an earlier cell', ['const fixed = 1;', 'fixed = 2;'], 'fixed'],
    ['a function of an earlier cell', ['function made() {}', 'made = () => {};'], 'made'],
    ['an import', ["import { sep } from 'node:path';", "sep = '/';"], 'sep'],
    [
      'a let by a value of another type',
      ['let n = 1;', "n = 'text';"],
      "Type 'string' is not assignable to type 'number'",
    ],
  ])('cannot be assigned to where it is %s', async (_, cells, said) => {
    const run = await runCells(kernel, cells);
    expect(run.reply).toMatchObject({ status: 'error', ename: 'TypeScriptError' });
    expect(run.reply.evalue).toContain(said);
  });

  it('is unknown where no cell has declared it', async () => {
    const run = await runCell(kernel, 'nobodyDeclaredThis;');
    expect(run.reply).toMatchObject({ status: 'error' });
    expect(run.reply.evalue).toContain('nobodyDeclaredThis');
  });

  it('of a block or a function stays there', async () => {
    const run = await runCells(kernel, [
      '{ const inside = 1; var escapes = 2; }\nfor (let i = 0; i < 2; i++);\nfunction f() { const local = 3; return local; }',
      '[typeof inside, typeof i, typeof local]',
    ]);
    expect(run.reply.status).toBe('error');
    expect(seen(await runCell(kernel, 'escapes'))).toBe('2');
  });
});
