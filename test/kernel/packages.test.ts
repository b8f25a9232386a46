import { symlinkSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotebookFolder } from './notebook-folder';

const project = path.resolve(__dirname, '../..');

let folder: NotebookFolder;
beforeAll(async () => {
  folder = await NotebookFolder.start();
});
afterAll(() => folder.end());

describe('an installed package', () => {
  it('is found although its import has failed before, by the cell and by a file', async () => {
    folder.install('earlier', {}, { 'index.js': 'exports.e = 1;' }); // so that node_modules is there
    folder.write('uses-late.ts', "import { a } from 'late'; export const b = a + 1;");
    const imports = "import { a } from 'late'; console.log(a);";
    const byFile = "import { b } from './uses-late'; console.log(b);";
    const asCalled = "console.log((await import('la' + 'te')).a);";
    const missing = `Cannot import "late": the package late is not installed: run "npm install late" in ${folder.path}, then this cell again`;
    expect(await folder.run(imports)).toBe(`TypeScriptError: line 1, column 19: ${missing}`);
    expect(await folder.run(byFile)).toBe(
      `TypeScriptError: ${folder.path}/uses-late.ts, line 1, column 19: ${missing}`,
    );
    expect(await folder.run(asCalled)).toBe(`Error: ${missing}`);
    expect(await folder.run("console.log(require('late').a);")).toBe(`Error: ${missing}`);
    folder.install('late', { main: 'lib/main.js' }, { 'lib/main.js': 'exports.a = 1;' });
    expect(await folder.run(imports)).toBe('1');
    expect(await folder.run(byFile)).toBe('2');
    expect(await folder.run(asCalled)).toBe('1');
    expect(await folder.run("console.log(require('late').a);")).toBe('1');
  });

  it('that can only be imported is found too although its import has failed before', async () => {
    const cell = "import d, { n } from '@some/only/part'; console.log(d, n);";
    expect(await folder.run(cell)).toContain(
      `the package @some/only is not installed: run "npm install @some/only" in ${folder.path}`,
    );
    folder.install(
      '@some/only',
      { exports: { './part': { import: './part.mjs' } } },
      { 'part.mjs': 'export default 3; export const n = await Promise.resolve(4);' },
    );
    expect(await folder.run(cell)).toBe('3 4');
    expect(await folder.run("import * as all from '@some/only/part'; console.log(all.default, all.n);")).toBe(
      '3 4',
    );
    expect(
      await folder.run("const { default: d, n } = await import('@some/only/part'); console.log(d, n);"),
    ).toBe('3 4');
    expect(await folder.run("import x from '@some/only/other'; console.log(x);")).toBe(
      'TypeScriptError: line 1, column 15: Cannot import "@some/only/other": the package @some/only has no such part: see its README for those that it has',
    );
  });

  it('that has both forms is one instance for all, the one that is required', async () => {
    folder.install(
      'dual',
      { exports: { import: './i.mjs', require: './r.cjs' } },
      {
        'i.mjs': "export const kind = 'import'; export const o = {};",
        'r.cjs': "exports.kind = 'require'; exports.o = {};",
      },
    );
    folder.write('dual-too.mjs', "export { o } from 'dual';");
    expect(
      await folder.run(
        "import { kind, o } from 'dual'; import { o as other } from './dual-too.mjs'; " +
          "console.log(kind, o === other, o === require('dual').o, o === (await import('dual')).o);",
      ),
    ).toBe('require true true true');
  });

  it('that is an ES module keeps its live names, and its default export', async () => {
    folder.install(
      'live',
      { type: 'module', exports: './live.js' },
      {
        'live.js': 'export let n = await 0; export const inc = () => { n += 1; }; export default class A {}',
      },
    );
    expect(
      await folder.run(
        "import A, * as live from 'live'; live.inc(); live.inc(); console.log(live.n, (await import('live')).n, new A().constructor.name);",
      ),
    ).toBe('2 2 A');
    folder.install(
      'function',
      { type: 'module', exports: './f.js' },
      { 'f.js': "export default function f() { return 1; } export { f as 'module.exports' };" },
    );
    expect(await folder.run("import f from 'function'; console.log(f());")).toBe('1');
  });

  it('that is CommonJS gives its exports as default too, or those that it names so', async () => {
    folder.install('plain', {}, { 'index.js': 'module.exports = { p: 1 };' });
    folder.install(
      'marked',
      {},
      {
        'index.js':
          "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = 5; exports.n = 6;",
      },
    );
    expect(
      await folder.run(
        "import plain, { p } from 'plain'; import marked, { n } from 'marked'; console.log(plain.p, p, marked, n); " +
          "console.log((await import('plain')).default.p, (await import('plain')).p, (await import('marked')).default);",
      ),
    ).toBe('1 1 5 6\n1 1 5');
  });

  it('is checked by its types, by those beside it, or not at all', async () => {
    folder.install(
      'typed',
      { type: 'module', exports: { '.': { types: './i.d.ts', import: './i.js' } } },
      { 'i.d.ts': 'export declare function f(a: number): string;', 'i.js': 'export const f = String;' },
    );
    folder.install('untyped', {}, { 'index.js': 'exports.q = 3;' });
    expect(await folder.run("import { f } from 'typed'; console.log(f(1));")).toBe('1');
    expect(await folder.run("import { f } from 'typed'; f('x');")).toContain("Argument of type 'string'");
    expect(await folder.run("import { q, other } from 'untyped'; console.log(q, other);")).toBe(
      '3 undefined',
    );
    folder.install('@types/untyped', { types: 'i.d.ts' }, { 'i.d.ts': 'export declare const q: number;' });
    expect(await folder.run("import { q } from 'untyped'; console.log(q.toFixed(1));")).toBe('3.0');
  });

  it('gives its own JSON, and what it throws', async () => {
    folder.install('throws', {}, { 'index.js': "throw new Error('not today');", 'data.json': '{ "n": 4 }' });
    folder.install(
      'throws-es',
      { type: 'module', exports: './i.js' },
      { 'i.js': "throw new Error('nor tomorrow');" },
    );
    expect(
      await folder.run(
        "import d from 'throws/data.json'; import p from 'throws/package.json'; console.log(d.n, p.version);",
      ),
    ).toBe('4 1.0.0');
    expect(await folder.run("import t from 'throws'; console.log(t);")).toBe('Error: not today');
    expect(await folder.run("import t from 'throws-es'; console.log(t);")).toBe('Error: nor tomorrow');
  });
});

describe('what comes with the kernel', () => {
  it('is the library, from a folder that does not find it, and nothing else of the project', async () => {
    expect(
      await folder.run(
        "import { tf } from 'bayes-notebooks'; console.log(tf === (await import('bayes-notebooks')).tf, require.resolve('bayes-notebooks'));",
      ),
    ).toBe(`true ${path.join(project, 'dist/index.js')}`);
    expect(await folder.run("import * as tfjs from '@tensorflow/tfjs'; console.log(tfjs);")).toContain(
      'the package @tensorflow/tfjs is not installed',
    );
  });

  it('is found with a tree of links to the project, and without it again', async () => {
    const links = path.join(folder.path, 'linked/node_modules');
    folder.write('linked/uses.ts', "import { tf } from 'bayes-notebooks'; export { tf };");
    const cell =
      "import { tf } from './linked/uses'; import * as library from 'bayes-notebooks'; console.log(tf === library.tf);";
    const tfjs = "import * as tfjs from './linked/tfjs'; console.log(typeof tfjs.tensor);";
    folder.write('linked/tfjs.ts', "export { tensor } from '@tensorflow/tfjs';");
    expect(await folder.run(cell)).toBe('true');
    symlinkSync(path.join(project, 'node_modules'), links, 'dir');
    expect([await folder.run(cell), await folder.run(tfjs)]).toEqual(['true', 'function']);
    unlinkSync(links);
    expect(await folder.run(cell)).toBe('true');
  });

  it('is Node, by both spellings', async () => {
    expect(
      await folder.run(
        "import fs, { readFileSync } from 'fs'; import * as same from 'node:fs'; const { setTimeout: wait } = await import('node:timers/promises'); " +
          'console.log(fs.readFileSync === readFileSync, same.readFileSync === readFileSync, typeof wait);',
      ),
    ).toBe('true true function');
    expect(await folder.run("import x from 'node:fss'; console.log(x);")).toContain(
      'Cannot import "node:fss": Node has no module of this name: check its spelling',
    );
  });

  it('is not what Deno and browsers import by address', async () => {
    expect(await folder.run("import x from 'npm:lodash@4'; console.log(x);")).toContain(
      `run "npm install lodash@4" in ${folder.path}, and import "lodash"`,
    );
    expect(await folder.run("import x from 'https://esm.sh/lodash'; console.log(x);")).toContain(
      'Node imports files and installed packages, and nothing by its address',
    );
  });
});

it('warns of nothing below a cell', () => {
  expect(folder.kernel.process.written).toBe('');
});
