import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { runCell } from '../run-cell';
import { newFolder, runCells, seen } from './seen';

const folder = newFolder();

/** Installs a package in the notebook's folder: its package.json besides the name, and its files. */
function install(name: string, about: object, files: Record<string, string>): void {
  const all = { 'package.json': JSON.stringify({ name, version: '1.0.0', ...about }), ...files };
  for (const [file, text] of Object.entries(all)) {
    const full = path.join(folder, 'node_modules', name, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
}

const types = {
  'index.d.ts':
    'export declare const v: number;\ndeclare const _default: string;\nexport default _default;\n',
};
const esm = "export const v = 1;\nexport default 'esm';\n";

let kernel: KernelClient;
beforeAll(async () => {
  install('import-only', { exports: { import: './main.mjs' } }, { 'main.mjs': esm });
  install(
    'import-only-typed',
    { exports: { '.': { types: './index.d.ts', import: './main.mjs' } } },
    { 'main.mjs': esm, ...types },
  );
  install(
    'awaiting',
    { type: 'module', exports: './main.js', types: './index.d.ts' },
    { 'main.js': `const late = await Promise.resolve(1);\n${esm.replace('= 1', '= late')}`, ...types },
  );
  install('modern', { type: 'module', main: 'main.js' }, { 'main.js': esm });
  install(
    'dual',
    { exports: { import: './main.mjs', require: './main.cjs' } },
    { 'main.mjs': "export const kind = 'esm';", 'main.cjs': "exports.kind = 'cjs';" },
  );
  install('classic', {}, { 'index.js': "exports.v = 1;\nexports.default = 'named default';\n" });
  install('function', {}, { 'index.js': 'module.exports = (n) => n * 2;\nmodule.exports.more = 3;\n' });
  install(
    'transpiled',
    {},
    {
      'index.js':
        "Object.defineProperty(exports, '__esModule', { value: true });\nexports.default = 'transpiled';\nexports.v = 1;\n",
    },
  );
  install(
    '@scope/inner',
    { exports: { '.': './main.cjs', './sub': { import: './sub.mjs' }, './data.json': './data.json' } },
    { 'main.cjs': 'exports.v = 1;', 'sub.mjs': 'export const sub = 2;', 'data.json': '{ "n": 3 }' },
  );
  install(
    'needs-another',
    { dependencies: { modern: '*' } },
    { 'index.js': "exports.v = () => import('modern').then((m) => m.v);" },
  );
  install('throws', {}, { 'index.js': "throw new Error('thrown at load');" });
  install(
    'throws-esm',
    { type: 'module', exports: { import: './main.js' } },
    { 'main.js': "throw new Error('thrown at load');" },
  );
  install(
    'typed-classic',
    { types: 'index.d.ts' },
    {
      'index.js': 'exports.twice = (n) => 2 * n;',
      'index.d.ts': 'export declare function twice(n: number): number;',
    },
  );
  install(
    'side-effect',
    { exports: { import: './main.mjs' } },
    { 'main.mjs': 'globalThis.sideEffects = (globalThis.sideEffects ?? 0) + 1;' },
  );
  kernel = await KernelClient.start({ cwd: folder });
});
afterAll(() => kernel.shutdown());

describe('a cell imports a package of the notebook, which is', () => {
  it.each<[string, string[], string]>([
    ['for import alone', ["import { v } from 'import-only';", 'v'], '1'],
    ['for import alone, its default', ["import d from 'import-only';", 'd'], "'esm'"],
    [
      'for import alone, all',
      ["import * as all from 'import-only';", 'Object.keys(all).sort().join()'],
      "'default,v'",
    ],
    [
      'for import alone, with types',
      ["import d2, { v as v2 } from 'import-only-typed';", '[d2, v2.toFixed(1)]'],
      "[ 'esm', '1.0' ]",
    ],
    [
      'awaiting at its top, by import()',
      ["const m = await import('awaiting');", '[m.v, m.default]'],
      "[ 1, 'esm' ]",
    ],
    ['awaiting at its top', ["import d3, { v as v3 } from 'awaiting';", '[d3, v3]'], "[ 'esm', 1 ]"],
    ['of type module', ["import { v as v4 } from 'modern';", 'v4'], '1'],
    ['of both kinds', ["import { kind } from 'dual';", 'typeof kind'], "'string'"],
    [
      'of both kinds, one instance for all of the notebook',
      ["import * as d5 from 'dual';", "d5.kind === require('dual').kind"],
      'true',
    ],
    ['classic', ["import { v as v6 } from 'classic';", 'v6'], '1'],
    ['a function', ["import twice from 'function';", '[twice(4), twice.more]'], '[ 8, 3 ]'],
    ['transpiled', ["import t, { v as v7 } from 'transpiled';", '[t, v7]'], "[ 'transpiled', 1 ]"],
    ['scoped', ["import { v as v8 } from '@scope/inner';", 'v8'], '1'],
    ['a part for import alone', ["import { sub } from '@scope/inner/sub';", 'sub'], '2'],
    ['data', ["import data from '@scope/inner/data.json';", 'data.n'], '3'],
    ['importing another', ["import { v as v9 } from 'needs-another';", 'await v9()'], '1'],
    ['typed', ["import { twice as typed } from 'typed-classic';", 'typed(4)'], '8'],
    [
      'one of Node',
      [
        "import { readFileSync } from 'fs';\nimport { promises } from 'node:fs';",
        '[typeof readFileSync, typeof promises.readFile]',
      ],
      "[ 'function', 'function' ]",
    ],
    ['one of Node with a part', ["import { readFile } from 'fs/promises';", 'typeof readFile'], "'function'"],
    [
      'imported for its effects, once',
      ["import 'side-effect';", "import 'side-effect';", '(globalThis as any).sideEffects'],
      '1',
    ],
    [
      'data with an attribute, by import()',
      ["const j = await import('@scope/inner/data.json', { with: { type: 'json' } });", 'j.default.n'],
      '3',
    ],
    [
      'for import alone, in a function of a later cell',
      ["import { v as w } from 'import-only';", 'const getW = () => w + 1;', 'getW()'],
      '2',
    ],
    [
      'for import alone, by import() in a function',
      ['const load = async (name: string) => await import(name);', "(await load('import-only')).v"],
      '1',
    ],
  ])('%s', async (_, cells, expected) => {
    const run = await runCells(kernel, cells);
    expect(seen(run)).toBe(expected);
  });

  it.each([
    ['is not there', "import { x } from 'not-there';", /not-there.*npm install not-there/s],
    ['is not there, by require', "require('not-there');", /not-there/],
    ['is not there, by import()', "await import('not-' + 'there');", /not-there/],
    ['has no such part', "import '@scope/inner/none';", /@scope\/inner\/none/],
    ['throws', "import 'throws';", /thrown at load/],
    ['throws and is modern', "import 'throws-esm';", /thrown at load/],
    ['has no such name', "import { nothing } from 'typed-classic';", /nothing/],
  ])('or one that %s, which is an error', async (_, cell, said) => {
    const run = await runCell(kernel, cell);
    expect(run.reply).toMatchObject({ status: 'error' });
    expect((run.reply.traceback as string[]).join('\n')).toMatch(said);
    expect(seen(await runCell(kernel, '1 + 1'))).toBe('2');
  });

  it('and nothing is warned of', () => {
    expect(kernel.process.written).toBe('');
  });
});
