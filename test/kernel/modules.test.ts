import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotebookFolder } from './notebook-folder';

let folder: NotebookFolder;
beforeAll(async () => {
  folder = await NotebookFolder.start();
});
afterAll(() => folder.end());

describe("a student's TypeScript file", () => {
  it('keeps its state from cell to cell, and is fresh when it, or a file behind it, has changed', async () => {
    folder.write('inner.ts', 'let runs = 0; export const bump = (): number => ++runs; export const v = 1;');
    folder.write(
      'outer.ts',
      "import { v } from './inner'; export { bump } from './inner'; export const w = v + 10;",
    );
    const cell = "import { bump, w } from './outer'; console.log(bump(), w);";
    expect(await folder.run(cell)).toBe('1 11');
    expect(await folder.run(cell)).toBe('2 11');
    expect(await folder.run("import { bump } from './inner.js'; console.log(bump());")).toBe('3');
    folder.write('inner.ts', 'let runs = 0; export const bump = (): number => ++runs; export const v = 2;');
    expect(await folder.run(cell)).toBe('1 12');
  });

  it('is fresh after an edit that follows the last one at once', async () => {
    for (const text of ['a', 'b', 'c']) {
      folder.write('quick.ts', `export const text = '${text}';`);
      expect(await folder.run("import { text } from './quick'; console.log(text);")).toBe(text);
    }
  });

  it('holds the value that the compiler took of another file', async () => {
    folder.write('level.ts', 'export const enum Level { High = 1 }');
    folder.write('uses-level.ts', "import { Level } from './level'; export const high: number = Level.High;");
    const cell = "import { high } from './uses-level'; console.log(high);";
    expect(await folder.run(cell)).toBe('1');
    folder.write('level.ts', 'export const enum Level { High = 5 }');
    expect(await folder.run(cell)).toBe('5');
  });

  it('is found without ending, as .js, as .ts, as index.ts of its folder, and from a folder below', async () => {
    folder.write('here.ts', 'export const here = 1;');
    folder.write('lib/index.ts', 'export default function hi() { return __filename; }');
    folder.write('sub/deep/up.ts', "import { here } from '../../here'; export const up = here + 1;");
    folder.write('kinds.mts', 'export default 7; export const m = 8;');
    folder.write('old.cts', 'export const c = 9;');
    for (const name of ['./here', './here.js', './here.ts'])
      expect(await folder.run(`import { here } from '${name}'; console.log(here);`)).toBe('1');
    for (const name of ['./lib', './lib/', './lib/index'])
      expect(await folder.run(`import hi from '${name}'; console.log(hi());`)).toBe(
        path.join(folder.path, 'lib/index.ts'),
      );
    expect(await folder.run("import { up } from './sub/deep/up'; console.log(up);")).toBe('2');
    expect(await folder.run("import m, { m as n } from './kinds.mjs'; console.log(m, n);")).toBe('7 8');
    expect(await folder.run("import { c } from './old.cjs'; console.log(c);")).toBe('9');
  });

  it('may import in a circle, and be edited in it', async () => {
    folder.write(
      'ring-a.ts',
      "import { b } from './ring-b'; export const a = () => 'a'; export const all = () => a() + b();",
    );
    folder.write('ring-b.ts', "import { a } from './ring-a'; export const b = () => 'b' + a();");
    const cell = "import { all } from './ring-a'; console.log(all());";
    expect(await folder.run(cell)).toBe('aba');
    folder.write('ring-b.ts', "import { a } from './ring-a'; export const b = () => 'B' + a();");
    expect(await folder.run(cell)).toBe('aBa');
    folder.write(
      'ring-a.ts',
      "import { b } from './ring-b'; export const a = () => 'A'; export const all = () => a() + b();",
    );
    expect(await folder.run(cell)).toBe('ABA');
  });

  it('may export by assignment, pass others on, await at its top, and import as it runs', async () => {
    folder.write('assigned.ts', 'class Y { z = 5; } export = Y;');
    folder.write('later.ts', 'export const later = await Promise.resolve(6);');
    folder.write('passes.ts', "export * from './later'; export * as all from './later';");
    folder.write('lazy.ts', "export const lazy = async () => (await import('./later')).later;");
    expect(await folder.run("import Y = require('./assigned'); console.log(new Y().z);")).toBe('5');
    expect(await folder.run("import { later, all } from './passes'; console.log(later, all.later);")).toBe(
      '6 6',
    );
    expect(await folder.run("const { later } = await import('./later'); console.log(later);")).toBe('6');
    const cell = "import { lazy } from './lazy'; console.log(await lazy());";
    expect(await folder.run(cell)).toBe('6');
    folder.write('later.ts', 'export const later = await Promise.resolve(7);');
    expect(await folder.run(cell)).toBe('7');
  });

  it('knows where it is, as the cell does', async () => {
    folder.write('place/me.ts', 'export const me = [__dirname, import.meta.dirname, import.meta.url];');
    const place = path.join(folder.path, 'place');
    expect(await folder.run("import { me } from './place/me'; console.log(me.join(' '));")).toBe(
      `${place} ${place} file://${place}/me.ts`,
    );
    expect(
      await folder.run('console.log(__dirname, import.meta.dirname, require.resolve("./place/me"));'),
    ).toBe(`${folder.path} ${folder.path} ${place}/me.ts`);
  });

  it('runs again after it has failed, and no second time for its effect', async () => {
    folder.write('fails.ts', 'export const at: number = 1; throw new RangeError(String(at));');
    const cell = "import { at } from './fails'; console.log(at);";
    expect(await folder.run(cell)).toBe('RangeError: 1');
    expect(await folder.run(cell)).toBe('RangeError: 1');
    folder.write('fails.ts', 'export const at: number = 1;');
    expect(await folder.run(cell)).toBe('1');
    folder.write('effect.ts', "console.log('effect'); export {};");
    expect(await folder.run("import './effect';")).toBe('effect');
    expect(await folder.run("import './effect';")).toBe('');
  });

  it('is named with its line where its types are wrong, two files deep too', async () => {
    folder.write('wrong.ts', "export const a = 1;\nexport const b: number = 'x';");
    folder.write('behind.ts', "import { a } from './wrong'; export const c = a;");
    const cell = "import { c } from './behind'; console.log(c);";
    expect(await folder.run(cell)).toBe(
      `TypeScriptError: ${folder.path}/wrong.ts, line 2, column 14: Type 'string' is not assignable to type 'number'.`,
    );
    folder.write('wrong.ts', 'export const a = 1;\nexport const b: number = 2;');
    expect(await folder.run(cell)).toBe('1');
  });

  it('is found when it has come, missed when it is gone, and may become a folder', async () => {
    const cell = "import { come } from './come'; console.log(come);";
    const missing = `TypeScriptError: line 1, column 22: Cannot import "./come": there is no such file, seen from ${folder.path}: check its name, or save it there`;
    expect(await folder.run(cell)).toBe(missing);
    folder.write('come.ts', 'export const come = 1;');
    expect(await folder.run(cell)).toBe('1');
    folder.remove('come.ts');
    expect(await folder.run(cell)).toBe(missing);
    folder.write('come/index.ts', 'export const come = 2;');
    expect(await folder.run(cell)).toBe('2');
    folder.write('come.ts', 'export const come = 3;');
    expect(await folder.run(cell)).toBe('3');
  });

  it('is fresh by require too, and not taken stale where only a variable names it', async () => {
    folder.write('named.ts', 'export const n = 1;');
    const required = "console.log(require('./named').n);";
    const byVariable = "const file = './named'; console.log(require(file).n);";
    expect(await folder.run(required)).toBe('1');
    expect(await folder.run(byVariable)).toBe('1');
    folder.write('named.ts', 'export const n = 2;');
    expect(await folder.run(byVariable)).toContain('has to be again when it has changed');
    expect(await folder.run(required)).toBe('2');
    expect(await folder.run("try { require('./nothing'); } catch { console.log('none'); }")).toBe('none');
  });

  it('may lie behind a link in node_modules, as in a workspace', async () => {
    folder.write('packages/mine/package.json', '{ "name": "mine", "main": "main.ts" }');
    folder.write('packages/mine/main.ts', 'export const mine: string = "first";');
    mkdirSync(path.join(folder.path, 'node_modules'), { recursive: true });
    symlinkSync(path.join(folder.path, 'packages/mine'), path.join(folder.path, 'node_modules/mine'), 'dir');
    const cell = "import { mine } from 'mine'; console.log(mine);";
    expect(await folder.run(cell)).toBe('first');
    folder.write('packages/mine/main.ts', 'export const mine: string = "second";');
    expect(await folder.run(cell)).toBe('second');
  });
});

describe('JSON', () => {
  it('is imported whole and by name, as it is now, and as the same object while it is', async () => {
    folder.write('cfg.json', '\uFEFF{ "a": 1, "b": { "c": 2 } }');
    expect(await folder.run("import cfg, { a } from './cfg.json'; console.log(cfg.b.c, a); cfg.a = 3;")).toBe(
      '2 1',
    );
    expect(await folder.run("import cfg from './cfg.json' with { type: 'json' }; console.log(cfg.a);")).toBe(
      '3',
    );
    folder.write('cfg.json', '{ "a": 4 }');
    expect(
      await folder.run(
        "const { default: cfg } = await import('./cfg.json', { with: { type: 'json' } }); console.log(cfg.a);",
      ),
    ).toBe('4');
  });

  it('is fresh behind a file that imports it, whose types it has', async () => {
    folder.write('table.json', '{ "x": 1 }');
    folder.write('reads.ts', "import table from './table.json'; export const x = table.x;");
    const cell = "import { x } from './reads'; console.log(x);";
    expect(await folder.run(cell)).toBe('1');
    folder.write('table.json', '{ "x": 2 }');
    expect(await folder.run(cell)).toBe('2');
    folder.write('table.json', '{ "y": 2 }');
    expect(await folder.run(cell)).toContain("reads.ts, line 1, column 58: Property 'x' does not exist");
  });

  it('that is none is named', async () => {
    folder.write('half.json', '{ "a": ');
    expect(await folder.run("console.log(require('./half.json'));")).toContain(
      `SyntaxError: Cannot import ${folder.path}/half.json: it is no JSON: `,
    );
    folder.write('half.json', '{ "a": 1 }');
    expect(await folder.run("console.log(require('./half.json').a);")).toBe('1');
  });
});

describe("a student's CommonJS file", () => {
  it('keeps its state, and is fresh when it, or a file behind it, has changed', async () => {
    folder.write(
      'plain.js',
      "#!/usr/bin/env node\nlet n = 0; module.exports = { inc: () => ++n, k: require('./plain-inner').k };",
    );
    folder.write('plain-inner.js', 'exports.k = 1;');
    const cell = "import plain from './plain'; console.log(plain.inc(), plain.k);";
    expect(await folder.run(cell)).toBe('1 1');
    expect(await folder.run(cell)).toBe('2 1');
    folder.write('plain-inner.js', 'exports.k = 2;');
    expect(await folder.run(cell)).toBe('1 2');
    folder.remove('plain-inner.js');
    folder.write('plain-inner/index.js', 'exports.k = 3;');
    expect(await folder.run(cell)).toBe('1 3');
    folder.remove('plain-inner');
    expect(await folder.run(cell)).toContain('Cannot import "./plain-inner": there is no such file');
  });

  it('runs again when what it missed has come', async () => {
    folder.write(
      'optional.cjs',
      "try { exports.k = require('./extra.cjs').k; } catch { exports.k = 'none'; }",
    );
    const cell = "import { k } from './optional.cjs'; console.log(k);";
    expect(await folder.run(cell)).toBe('none');
    folder.write('extra.cjs', "exports.k = 'some';");
    expect(await folder.run(cell)).toBe('some');
  });
});
