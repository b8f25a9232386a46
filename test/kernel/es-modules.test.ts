import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotebookFolder } from './notebook-folder';
import { firstMessage, runCell } from './run-cell';

let folder: NotebookFolder;
beforeAll(async () => {
  folder = await NotebookFolder.start();
});
afterAll(() => folder.end());

describe("a student's ES module", () => {
  it('is imported by statement and by call, one instance, that may await at its top', async () => {
    folder.write(
      'e.mjs',
      'let n = 0; export const inc = () => ++n; export default await Promise.resolve(4);',
    );
    expect(await folder.run("import e, { inc } from './e.mjs'; console.log(e, inc());")).toBe('4 1');
    expect(await folder.run("import * as all from './e.mjs'; console.log(all.default, all.inc());")).toBe(
      '4 2',
    );
    expect(await folder.run("const { inc } = await import('./e.mjs'); console.log(inc());")).toBe('3');
    expect(await folder.run("const name = './e' + '.mjs'; console.log((await import(name)).inc());")).toBe(
      '4',
    );
  });

  it('is fresh when it, or a module behind it, has changed, and keeps its state else', async () => {
    folder.write('front.mjs', "export { v } from './middle.mjs'; let n = 0; export const inc = () => ++n;");
    folder.write('middle.mjs', "import { k } from './back.cjs'; export const v = k * 10;");
    folder.write('back.cjs', 'exports.k = 1;');
    const cell = "import { v, inc } from './front.mjs'; console.log(v, inc());";
    expect(await folder.run(cell)).toBe('10 1');
    expect(await folder.run(cell)).toBe('10 2');
    folder.write('back.cjs', 'exports.k = 2;');
    expect(await folder.run(cell)).toBe('20 1');
    folder.write('middle.mjs', "import { k } from './back.cjs'; export const v = k * 100;");
    expect(await folder.run(cell)).toBe('200 1');
  });

  it('is known by the syntax of a .js file, and by the package that it belongs to', async () => {
    folder.write('syntax.js', 'export const s = await Promise.resolve(5); export default 6;');
    expect(await folder.run("import d, { s } from './syntax'; console.log(d, s);")).toBe('6 5');
    folder.write('typed/package.json', '{ "type": "module" }');
    folder.write('typed/a.js', "export * from './b.js';");
    folder.write('typed/b.js', 'export const b = 1;');
    folder.write('typed/c.ts', "import { b } from './b.js'; export const c: number = b + 1;");
    folder.write('typed/d.cjs', 'exports.d = 3;');
    expect(await folder.run("import { b } from './typed/a.js'; console.log(b);")).toBe('1');
    expect(await folder.run("import { c } from './typed/c'; console.log(c);")).toBe('2');
    expect(await folder.run("import { d } from './typed/d.cjs'; console.log(d);")).toBe('3');
  });

  it('stands behind a TypeScript file too', async () => {
    folder.write('values.mjs', 'export const v = await Promise.resolve(1);');
    folder.write('over.ts', "import { v } from './values.mjs'; export const w: number = v + 1;");
    const cell = "import { w } from './over'; console.log(w);";
    expect(await folder.run(cell)).toBe('2');
    folder.write('values.mjs', 'export const v = await Promise.resolve(2);');
    expect(await folder.run(cell)).toBe('3');
  });

  it('imports JSON, CommonJS, the library and Node, and imports as it runs', async () => {
    folder.write('mix.json', '{ "k": 4 }');
    folder.write('mix.cjs', "exports.v = 1; exports.load = () => import('./mix-late.mjs');");
    folder.write('mix-late.mjs', 'export const late = 9;');
    folder.write(
      'mix.mjs',
      "import json from './mix.json' with { type: 'json' }; import cjs, { v } from './mix.cjs'; import { readFileSync } from 'node:fs'; " +
        "import { tf } from 'bayes-notebooks'; export { tf }; export const all = [json.k, cjs.v, v, typeof readFileSync]; " +
        "export const late = async () => [(await cjs.load()).late, (await import('./mix-late.mjs')).late];",
    );
    expect(
      await folder.run(
        "import { all, late, tf } from './mix.mjs'; import * as library from 'bayes-notebooks'; " +
          'console.log(all.join(), (await late()).join(), tf === library.tf);',
      ),
    ).toBe('4,1,1,function 9,9 true');
  });

  it('may be imported by two at once, and in a circle', async () => {
    folder.write('shared.mjs', 'await new Promise(setImmediate); export const shared = {};');
    folder.write('one.mjs', "export { shared } from './shared.mjs';");
    folder.write('two.mjs', "export { shared } from './shared.mjs';");
    expect(
      await folder.run(
        "const [one, two] = await Promise.all([import('./one.mjs'), import('./two.mjs')]); console.log(one.shared === two.shared);",
      ),
    ).toBe('true');
    folder.write(
      'ring-a.mjs',
      "import { b } from './ring-b.mjs'; export const a = () => 'a'; export const all = () => a() + b();",
    );
    folder.write('ring-b.mjs', "import { a } from './ring-a.mjs'; export const b = () => 'b' + a();");
    const cell = "import { all } from './ring-a.mjs'; console.log(all());";
    expect(await folder.run(cell)).toBe('aba');
    folder.write('ring-b.mjs', "import { a } from './ring-a.mjs'; export const b = () => 'B' + a();");
    expect(await folder.run(cell)).toBe('aBa');
  });

  it('that a module behind it requires is refused, and not waited for without end', async () => {
    folder.write('waits.mjs', "import './waits.cjs'; export const a = 1;");
    folder.write('waits.cjs', "require('./waits.mjs');");
    expect(await folder.run("import { a } from './waits.mjs'; console.log(a);")).toContain(
      'an ES module cannot be required before it has run',
    );
  });

  it('runs again after it has failed to parse, to import or to run', async () => {
    const cell = "import { a } from './fails.mjs'; console.log(a);";
    folder.write('fails.mjs', 'export const a = ;');
    expect(await folder.run(cell)).toBe("SyntaxError: fails.mjs, line 1: Unexpected token ';'");
    folder.write('fails.mjs', "import './comes.mjs'; export const a = 1;");
    expect(await folder.run(cell)).toContain('Cannot import "./comes.mjs": there is no such file');
    folder.write('comes.mjs', "throw new Error('boom');");
    expect(await folder.run(cell)).toBe('Error: boom');
    folder.write('comes.mjs', '');
    expect(await folder.run(cell)).toBe('1');
  });

  it('is named with the line where it fails, as one of CommonJS is', async () => {
    folder.write('throws.mjs', "//\nexport const f = () => {\n  throw new Error('in a module');\n};");
    folder.write('throws.cjs', "//\nexports.f = () => {\n  throw new Error('in a script');\n};");
    for (const name of ['throws.mjs', 'throws.cjs']) {
      const { reply } = await runCell(folder.kernel, `import { f } from './${name}'; f();`);
      const traceback = (reply.traceback as string[]).join('\n');
      expect(traceback).toContain(`${name}, line 3:\n      throw new Error(`);
      expect(traceback).toMatch(new RegExp(`${name}, line 3\\)\n    at cell \\d+, line 1$`));
    }
    folder.write(
      'unparsed.mjs',
      "import {\n  join,\n} from 'node:path';\nexport { sep } from 'node:path';\nexport default import.meta.url;\nexport const a = ;",
    );
    folder.write('unparsed.cjs', '//\nexports.a = ;');
    for (const [name, line] of [
      ['unparsed.mjs', 6],
      ['unparsed.cjs', 2],
    ])
      expect(await folder.run(`import { a } from './${name}'; console.log(a);`)).toBe(
        `SyntaxError: ${name}, line ${line}: Unexpected token ';'`,
      );
  });

  it('can be interrupted in a loop, and while it waits', async () => {
    folder.write('loops.mjs', "console.log('loops'); for (;;);");
    folder.write('hangs.mjs', "console.log('hangs'); await new Promise(() => {});");
    folder.write('hangs.ts', "console.log('hangs too'); export const v = await new Promise(() => {});");
    // What was interrupted is run anew.
    for (const name of ['./loops.mjs', './hangs.mjs', './hangs', './loops.mjs', './hangs.mjs', './hangs']) {
      const { seen, onMessage } = firstMessage('stream');
      const reply = folder.kernel.execute(`import '${name}';`, { onMessage });
      await seen;
      folder.kernel.interrupt();
      expect(await reply).toMatchObject({ status: 'error', ename: 'Interrupted' });
      expect(await folder.run('console.log(1);')).toBe('1');
    }
  });
});
