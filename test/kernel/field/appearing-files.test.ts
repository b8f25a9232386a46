import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { runCell } from '../run-cell';
import { newFolder, seen } from './seen';

const project = path.resolve(__dirname, '../../..');

const root = newFolder();
let folder: string;
let kernel: KernelClient;
const at = (...names: string[]) => path.join(folder, ...names);
const write = (name: string, text: string): void => {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
};
beforeEach(async () => {
  folder = mkdtempSync(path.join(root, 'notebook '));
  kernel = await KernelClient.start({ cwd: folder });
});
afterEach(() => kernel.shutdown());

const importsMine = "import { foo } from './mine';";

/** What a folder meets while a kernel runs in it, each with cells behind it. */
const events: [string, ((() => void) | [cell: string, shown: string | RegExp])[]][] = [
  [
    'a file that was missing appears',
    [
      [importsMine, /^TypeScriptError: .*Cannot import/],
      () => write('mine.ts', 'export const foo = 1;'),
      ['1 + 1', '2'],
      [`${importsMine}\nfoo`, '1'],
    ],
  ],
  [
    'another file appears',
    [
      [importsMine, /^TypeScriptError: .*Cannot import/],
      () => write('other.ts', 'export {};'),
      ['1 + 1', '2'],
      () => write('mine.ts', 'export const foo = 2;'),
      [`${importsMine}\nfoo`, '2'],
    ],
  ],
  [
    'a file appears beside imported data',
    [
      () => write('cfg.json', '{ "a": 1 }'),
      ["import cfg from './cfg.json';\ncfg.a", '1'],
      () => write('any.ts', 'export {};'),
      ['1 + 1', '2'],
      ['cfg.a', '1'],
    ],
  ],
  [
    'a file appears where a folder was looked for',
    [
      ["import { x } from './deep/er/file';", /^TypeScriptError: .*Cannot import/],
      () => write('deep/er/file.ts', 'export const x = 3;'),
      ["import { x } from './deep/er/file';\nx", '3'],
    ],
  ],
  [
    'an empty node_modules appears behind the library',
    [
      ["import { gaussianKl } from 'bayes-notebooks';\ntypeof gaussianKl", "'function'"],
      () => mkdirSync(at('node_modules')),
      ['typeof gaussianKl', "'function'"],
      ["import { klOf } from './nothing';", /^TypeScriptError: .*Cannot import/],
      ['1 + 1', '2'],
    ],
  ],
  [
    'a tree of links to the packages of the project is made and removed',
    [
      ["import { tf } from 'bayes-notebooks';\ntypeof tf.add", "'function'"],
      () => symlinkSync(path.join(project, 'node_modules'), at('node_modules')),
      ['typeof tf.sub', "'function'"],
      ['const zeros: (shape: number[]) => tf.Tensor = tf.zeros;\ntypeof zeros', "'function'"],
      () => rmSync(at('node_modules')),
      ['typeof tf.mul', "'function'"],
      ["import { tf as again } from 'bayes-notebooks';\nagain === tf", 'true'],
    ],
  ],
  [
    'a package is installed after a failed import',
    [
      ["import { v } from 'new-package';", /new-package/],
      () => {
        write(
          'node_modules/new-package/package.json',
          '{ "name": "new-package", "version": "1.0.0", "main": "main.js", "types": "main.d.ts" }',
        );
        write('node_modules/new-package/main.js', 'exports.v = 1;');
        write('node_modules/new-package/main.d.ts', 'export declare const v: number;');
      },
      ["import { v } from 'new-package';\nv", '1'],
    ],
  ],
  [
    'a package is installed after a failed require',
    [
      ["require('new-package')", /new-package/],
      () => {
        write('node_modules/new-package/package.json', '{ "name": "new-package", "version": "1.0.0" }');
        write('node_modules/new-package/index.js', 'exports.v = 2;');
      },
      ["require('new-package').v", '2'],
    ],
  ],
  [
    'a package of types is installed later',
    [
      () => {
        write('node_modules/untyped/package.json', '{ "name": "untyped", "version": "1.0.0" }');
        write('node_modules/untyped/index.js', "exports.v = 'x';");
      },
      ["import { v } from 'untyped';\nv", "'x'"],
      () => {
        write(
          'node_modules/@types/untyped/package.json',
          '{ "name": "@types/untyped", "version": "1.0.0", "types": "index.d.ts" }',
        );
        write('node_modules/@types/untyped/index.d.ts', 'export declare const v: string;');
      },
      ["import { v } from 'untyped';\nv.toUpperCase()", "'X'"],
    ],
  ],
  [
    'a file is removed',
    [
      () => write('mine.ts', 'export const foo = 1;'),
      [`${importsMine}\nfoo`, '1'],
      () => rmSync(at('mine.ts')),
      ['foo', '1'],
      ['1 + 1', '2'],
      [importsMine, /^TypeScriptError: .*Cannot import/],
      ['foo', '1'],
    ],
  ],
  [
    'a folder is copied',
    [
      () => write('mine.ts', 'export const foo = 1;'),
      [`${importsMine}\nfoo`, '1'],
      () => {
        mkdirSync(at('sub'));
        cpSync(at('mine.ts'), at('sub/mine.ts'));
        cpSync(at('sub'), at('copy-of-all'), { recursive: true });
      },
      ["import { foo as copied } from './copy-of-all/mine';\n[foo, copied]", '[ 1, 1 ]'],
    ],
  ],
  [
    'a tsconfig.json appears',
    [
      ['1', '1'],
      () => write('tsconfig.json', '{ "compilerOptions": { "strict": true, "noEmit": true } }'),
      ['const loose: string = null; loose', 'null'],
    ],
  ],
  [
    'a tsconfig.json appears that is no JSON',
    [['1', '1'], () => write('tsconfig.json', '{ broken'), ['2', '2']],
  ],
  [
    'a package.json says that all is ESM',
    [
      () => write('mine.ts', 'export const foo = 1;'),
      [`${importsMine}\nfoo`, '1'],
      () => write('package.json', '{ "type": "module" }'),
      [`${importsMine}\nfoo`, '1'],
      ["require('./mine').foo", '1'],
    ],
  ],
  ['a broken package.json appears', [['1', '1'], () => write('package.json', '{ broken'), ['2', '2']]],
  [
    'a file with the name of a package appears',
    [
      ['1', '1'],
      () => write('bayes-notebooks.ts', 'export const mine = 1;'),
      ["import { gaussianKl } from 'bayes-notebooks';\ntypeof gaussianKl", "'function'"],
    ],
  ],
  [
    'many files appear between two cells',
    [
      ['1', '1'],
      () => {
        for (let i = 0; i < 200; i++) write(`many/m${i}.ts`, `export const v = ${i};`);
      },
      ["import { v } from './many/m199';\nv", '199'],
    ],
  ],
  [
    'a declaration file appears for a file of JavaScript',
    [
      () => write('js.js', 'exports.v = 1;'),
      ["import { v } from './js';\nv", '1'],
      () => write('js.d.ts', 'export declare const v: number;'),
      ["import { v } from './js';\nv.toFixed(1)", "'1.0'"],
    ],
  ],
];

describe('the next cell runs when', () => {
  it.each(events)('%s', async (_, steps) => {
    for (const step of steps) {
      if (typeof step === 'function') {
        step();
        continue;
      }
      const [cell, shown] = step;
      const run = await runCell(kernel, cell);
      if (typeof shown === 'string') expect([cell, seen(run)]).toEqual([cell, shown]);
      else expect(seen(run)).toMatch(shown);
    }
    expect(kernel.process.written).toBe('');
  });
});
