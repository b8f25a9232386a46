import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { runCell } from '../run-cell';
import { newFolder, runCells, seen } from './seen';

const folder = newFolder();
const at = (...names: string[]) => path.join(folder, ...names);
const write = (name: string, text: string): void => {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
};
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: folder });
});
afterAll(() => kernel.shutdown());

describe('a notebook outside the project imports from its own folder', () => {
  beforeAll(() => {
    write(
      'mine.ts',
      "export const foo = 'mine';\nexport default class Made { v = 1; }\nexport type Row = { n: number };\nexport let count = 0;\nexport const up = () => ++count;\n",
    );
    write('data.json', '{ "n": 7, "list": [1, 2] }');
    write('sub dir/żółw.ts', "export { foo } from '../mine';\nexport const own = 'turtle';\n");
    write('sub dir/index.ts', "export const isIndex = true;\nexport * as turtle from './żółw';\n");
    write('plain.js', 'exports.js = 1;\n');
    write('modern.mjs', 'export const esm = 2;\nexport default 3;\n');
    write('common.cjs', 'module.exports = { cjs: 4 };\n');
    write(
      'folder with library.ts',
      "import { gaussianKl } from 'bayes-notebooks';\nexport const has = typeof gaussianKl;\n",
    );
    write(
      'circle-a.ts',
      "import { b } from './circle-b';\nexport const a = () => 'a';\nexport const both = () => a() + b();\n",
    );
    write('circle-b.ts', "import { a } from './circle-a';\nexport const b = () => `${a()}b`;\n");
    write('awaiting.ts', 'export const later = async () => { await null; return 5; };\n');
    write('equals.ts', 'const value = { eq: 6 };\nexport = value;\n');
    write('shape.d.ts', 'export interface Shape { corners: number }\n');
    write('where.ts', 'export const where = __dirname;\n');
  });

  it.each<[string, string[], string]>([
    ['a name', ["import { foo } from './mine';", 'foo'], "'mine'"],
    ['with its ending .ts', ["import { foo } from './mine.ts';", 'foo'], "'mine'"],
    ['with the ending .js that means .ts', ["import { foo } from './mine.js';", 'foo'], "'mine'"],
    ['the default', ["import Made from './mine';", 'new Made().v'], '1'],
    ['all', ["import * as all from './mine';", 'all.foo'], "'mine'"],
    ['a type', ["import type { Row } from './mine';", 'const row: Row = { n: 1 }; row.n'], '1'],
    [
      'a type and a value together',
      ["import { foo, type Row } from './mine';", 'const row: Row = { n: 2 }; [foo, row.n]'],
      "[ 'mine', 2 ]",
    ],
    ['a live binding', ["import { count, up } from './mine';", 'up(); up(); count'], '2'],
    ['data', ["import data from './data.json';", 'data.n + data.list.length'], '9'],
    ['data as a whole', ["import * as data2 from './data.json';", 'data2.n'], '7'],
    ['a name of data', ["import { n } from './data.json';", 'n'], '7'],
    ['data by require', ["const data3 = require('./data.json');", 'data3.n'], '7'],
    [
      'from a folder with a space and Polish letters',
      ["import { own, foo as foo2 } from './sub dir/żółw';", '[own, foo2]'],
      "[ 'turtle', 'mine' ]",
    ],
    [
      'an index of a folder',
      ["import { isIndex, turtle } from './sub dir';", '[isIndex, turtle.own]'],
      "[ true, 'turtle' ]",
    ],
    ['JavaScript', ["import { js } from './plain';", 'js'], '1'],
    ['modern JavaScript', ["import three, { esm } from './modern.mjs';", '[esm, three]'], '[ 2, 3 ]'],
    ['CommonJS', ["import common from './common.cjs';", 'common.cjs'], '4'],
    ['by import()', ["const m = await import('./mine');", 'm.foo'], "'mine'"],
    ['modern JavaScript by import()', ["const m2 = await import('./modern.mjs');", 'm2.default'], '3'],
    ['in a circle', ["import { both } from './circle-a';", 'both()'], "'aab'"],
    ['something that awaits', ["import { later } from './awaiting';", 'await later()'], '5'],
    ['by import equals', ["import eq = require('./equals');", 'eq.eq'], '6'],
    [
      'a declaration file',
      ["import type { Shape } from './shape';", 'const s: Shape = { corners: 3 }; s.corners'],
      '3',
    ],
    [
      'a module that imports the library',
      ["import { has } from './folder with library';", 'has'],
      "'function'",
    ],
    [
      'a module that knows its folder',
      ["import { where } from './where';", `where === ${JSON.stringify(folder)}`],
      'true',
    ],
    ['by an absolute path', [`import { foo } from ${JSON.stringify(at('mine'))};`, 'foo'], "'mine'"],
  ])('%s', async (_, cells, expected) => {
    expect(seen(await runCells(kernel, cells))).toBe(expected);
  });

  it('and TypeScript by require', async () => {
    write('required.ts', 'export const v = 1;');
    expect(seen(await runCell(kernel, "require('./required').v"))).toBe('1');
  });

  it('and never from the project', async () => {
    // lib/, wire/ and index.ts stand in the project's folder.
    for (const name of ['./index', './wire/notebook', './lib/backend', './package.json']) {
      const run = await runCell(kernel, `import * as x from '${name}';`);
      expect([name, run.reply.status]).toEqual([name, 'error']);
    }
    for (const name of ['typescript', 'zeromq', 'fast-check', 'papaparse']) {
      const run = await runCell(kernel, `const found = require('${name}');`);
      expect([name, run.reply.status]).toEqual([name, 'error']);
    }
  });

  it('also when a cell has gone to another folder', async () => {
    const run = await runCells(kernel, [
      "process.chdir('sub dir');",
      "import { foo as afar } from './mine';\nimport { existsSync } from 'node:fs';",
      "[afar, existsSync('index.ts')]",
      "process.chdir('..');",
      "import { foo as near } from './mine';\nnear",
    ]);
    expect(seen(run)).toBe("'mine'");
  });

  it('but the library from the project, once', async () => {
    expect(
      seen(
        await runCells(kernel, [
          "import { tf, BayesLinear } from 'bayes-notebooks';",
          "const again = require('bayes-notebooks');\n[again.tf === tf, again.BayesLinear === BayesLinear, (await import('bayes-notebooks')).tf === tf]",
        ]),
      ),
    ).toBe('[ true, true, true ]');
  });
});

describe('a file that changes is fresh at the next cell that imports it', () => {
  /** Writes, runs, writes again, runs the same cell again. */
  const changes: [string, () => void, string, string, () => void, string][] = [
    [
      'itself',
      () => write('c1.ts', 'export const v = 1;'),
      "import { v } from './c1';\nv",
      '1',
      () => write('c1.ts', 'export const v = 2;'),
      '2',
    ],
    [
      'one behind it',
      () => {
        write('inner.ts', 'export const v = 1;');
        write('outer.ts', "import { v } from './inner';\nexport const w = v * 10;");
      },
      "import { w } from './outer';\nw",
      '10',
      () => write('inner.ts', 'export const v = 2;'),
      '20',
    ],
    [
      'one far behind it',
      () => {
        write('f1.ts', 'export let v = 1;');
        write('f2.ts', "export * from './f1';");
        write('f3.ts', "export * from './f2';");
        write('f4.ts', "import { v } from './f3';\nexport const w = () => v;");
      },
      "import { w } from './f4';\nw()",
      '1',
      () => write('f1.ts', 'export let v = 5;'),
      '5',
    ],
    [
      'JSON',
      () => write('c2.json', '{ "v": 1 }'),
      "import c2 from './c2.json';\nc2.v",
      '1',
      () => write('c2.json', '{ "v": 2 }'),
      '2',
    ],
    [
      'JSON of another shape',
      () => write('c3.json', '{ "v": 1 }'),
      "import * as c3 from './c3.json';\nObject.keys(c3).filter((k) => k !== 'default').join()",
      "'v'",
      () => write('c3.json', '{ "w": 1 }'),
      "'w'",
    ],
    [
      'JSON behind a module',
      () => {
        write('c4.json', '{ "v": 1 }');
        write('c4.ts', "import c from './c4.json';\nexport const v = c.v;");
      },
      "import { v } from './c4';\nv",
      '1',
      () => write('c4.json', '{ "v": 2 }'),
      '2',
    ],
    [
      'JavaScript',
      () => write('c5.js', 'exports.v = 1;'),
      "import { v } from './c5';\nv",
      '1',
      () => write('c5.js', 'exports.v = 2;'),
      '2',
    ],
    [
      'a module of JavaScript',
      () => write('c6.mjs', 'export const v = 1;'),
      "import { v } from './c6.mjs';\nv",
      '1',
      () => write('c6.mjs', 'export const v = 2;'),
      '2',
    ],
    [
      'by import()',
      () => write('c8.ts', 'export const v = 1;'),
      "(await import('./c8')).v",
      '1',
      () => write('c8.ts', 'export const v = 2;'),
      '2',
    ],
    [
      'its type',
      () => write('c9.ts', 'export const v = 1;'),
      "import { v } from './c9';\nconst c9: number | string = v; typeof c9",
      "'number'",
      () => write('c9.ts', "export const v = 'text';"),
      "'string'",
    ],
    [
      'mended after a type error',
      () => write('d1.ts', 'export const v: number = 1;'),
      "import { v } from './d1';\nv",
      '1',
      () => {
        write('d1.ts', 'export const v: number = 3;');
      },
      '3',
    ],
    [
      'to the same length in the same tick',
      () => write('d2.ts', 'export const v = 1;'),
      "import { v } from './d2';\nv",
      '1',
      () => {
        write('d2.ts', 'export const v = 8;');
        write('d2.ts', 'export const v = 9;');
      },
      '9',
    ],
    [
      'replaced by another file',
      () => write('d3.ts', 'export const v = 1;'),
      "import { v } from './d3';\nv",
      '1',
      () => {
        write('d3-new.ts', 'export const v = 4;');
        renameSync(at('d3-new.ts'), at('d3.ts'));
      },
      '4',
    ],
    [
      'from a file to a folder',
      () => write('d4.ts', 'export const v = 1;'),
      "import { v } from './d4';\nv",
      '1',
      () => {
        rmSync(at('d4.ts'));
        write('d4/index.ts', 'export const v = 6;');
      },
      '6',
    ],
    [
      'from JavaScript to TypeScript',
      () => write('d5.js', 'exports.v = 1;'),
      "import { v } from './d5';\nv",
      '1',
      () => {
        rmSync(at('d5.js'));
        write('d5.ts', 'export const v = 7;');
      },
      '7',
    ],
    [
      'behind a link',
      () => {
        write('real/e1.ts', 'export const v = 1;');
        symlinkSync(at('real/e1.ts'), at('e1.ts'));
      },
      "import { v } from './e1';\nv",
      '1',
      () => write('real/e1.ts', 'export const v = 3;'),
      '3',
    ],
  ];
  it.each(changes)('%s', async (_, before, cell, first, change, second) => {
    before();
    expect(seen(await runCell(kernel, cell))).toBe(first);
    expect(seen(await runCell(kernel, cell))).toBe(first);
    change();
    expect(seen(await runCell(kernel, cell))).toBe(second);
  });

  it('and keeps its state where nothing has changed', async () => {
    write('state.ts', 'let n = 0;\nexport const up = () => ++n;');
    expect(
      seen(
        await runCells(kernel, [
          "import { up } from './state';\nup()",
          "import { up } from './state';\nup()",
        ]),
      ),
    ).toBe('2');
    write('unrelated.ts', 'export {};');
    expect(seen(await runCell(kernel, "import { up } from './state';\nup()"))).toBe('3');
  });

  it('says its name and line where it is wrong, and works once it is mended', async () => {
    write('wrong.ts', "export const fine = 1;\nexport const v: number = 'text';\n");
    const cell = "import { v } from './wrong';\nv";
    const refused = await runCell(kernel, cell);
    expect(refused.reply.evalue).toMatch(/wrong\.ts, line 2/);
    write('wrong.ts', "export const fine = 1;\nthrow new Error('at load');\nexport const v = 1;\n");
    expect((await runCell(kernel, cell)).reply.evalue).toBe('at load');
    write('wrong.ts', 'export const v = 1;\n');
    expect(seen(await runCell(kernel, cell))).toBe('1');
    rmSync(at('wrong.ts'));
    expect((await runCell(kernel, cell)).reply).toMatchObject({ status: 'error' });
    write('wrong.ts', 'export const v = 2;\n');
    expect(seen(await runCell(kernel, cell))).toBe('2');
  });

  it('while functions of earlier cells keep the module that they had', async () => {
    write('kept.ts', 'export const v = 1;');
    await runCells(kernel, ["import { v as keptV } from './kept';\nconst getKept = () => keptV;"]);
    write('kept.ts', 'export const v = 2;');
    expect(seen(await runCells(kernel, ["import { v as newV } from './kept';", '[getKept(), newV]']))).toBe(
      '[ 1, 2 ]',
    );
  });
});
