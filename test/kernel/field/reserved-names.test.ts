import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { runCells, seen } from './seen';

// What one case shadows must not reach the next.
let kernel: KernelClient;
beforeEach(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterEach(() => kernel.shutdown());

describe('a cell may declare', () => {
  // Many of one kind share a kernel: starting one takes a second.
  it('names of globals, which are its own from then on', async () => {
    const names = [
      'name',
      'event',
      'status',
      'length',
      'top',
      'self',
      'window',
      'document',
      'location',
      'performance',
    ];
    for (const name of [
      ...names,
      'fetch',
      'Buffer',
      'setImmediate',
      'structuredClone',
      'URL',
      'Map',
      'test',
      'global',
    ]) {
      expect([name, seen(await runCells(kernel, [`const ${name} = 1;`, `${name} + 1`]))]).toEqual([
        name,
        '2',
      ]);
    }
    expect(seen(await runCells(kernel, ["console.log('prints');"]))).toBe('prints\n');
  });

  it('process, and the kernel lives on', async () => {
    expect(
      seen(await runCells(kernel, ['const process = 1;', 'process + 1', "console.log('prints', process);"])),
    ).toBe('prints 1\n');
    await kernel.shutdown();
    expect(await kernel.process.ended).toBe('the kernel ended (exit code 0)');
  });

  it('console, Promise, Error, Symbol, Object, setTimeout, undefined things that emitted code may use', async () => {
    const cells = [
      'Promise',
      'Error',
      'Symbol',
      'Object',
      'setTimeout',
      'Reflect',
      'Array',
      'globalThis2',
      'eval2',
    ];
    for (const name of cells) {
      expect([
        name,
        seen(
          await runCells(kernel, [
            `const ${name} = 1;`,
            `for (let i = 0; i < 2; i++) await null;\n${name} + 1`,
          ]),
        ),
      ]).toEqual([name, '2']);
    }
    expect(
      seen(
        await runCells(kernel, ['const console = { log: (x: string) => x.length };', "console.log('four')"]),
      ),
    ).toBe('4');
  });

  it.each(['exports', 'require', 'module', '__filename', '__dirname'])('%s', async (name) => {
    expect(
      seen(await runCells(kernel, [`const ${name} = 1;`, `${name} + 1`, `let ${name} = 'two';`, name])),
    ).toBe("'two'");
    expect(
      seen(
        await runCells(kernel, ["import { sep } from 'node:path';\nconst after = 3;", 'after + sep.length']),
      ),
    ).toBe('4');
  });

  it('names that the compiler emits', async () => {
    const emitted = [
      '__cell',
      'names_1',
      'names',
      'node_path_1',
      'path_1',
      'tslib_1',
      '__importDefault',
      '__importStar',
      '__awaiter',
    ];
    for (const name of [
      ...emitted,
      '__createBinding',
      '__esDecorate',
      '__addDisposableResource',
      '_a',
      'env_1',
      'e_1',
      'default_1',
      'result',
      'awaited',
      'turn',
    ]) {
      const cells = [
        `import path, { sep } from 'node:path';\nlet ${name} = 1;\nfunction up_() { for (let i = 0; i < 2; i++) ${name}++; return path && sep; }`,
        `up_(); await null; ${name} += 1;`,
        `[${name}, sep.length]`,
      ];
      expect([name, seen(await runCells(kernel, cells))]).toEqual([name, '[ 4, 1 ]']);
    }
  });

  it('names of the compiler inside a function, where the loop and the await are its own', async () => {
    const run = await runCells(kernel, [
      'async function own(__cell: number, exports: number, require: number) { for (let i = 0; i < 2; i++) { await null; __cell++; } return [__cell, exports, require]; }',
      'await own(1, 2, 3)',
    ]);
    expect(seen(run)).toBe('[ 3, 2, 3 ]');
  });

  it('names of what every object has', async () => {
    for (const name of [
      'toString',
      'constructor',
      'hasOwnProperty',
      '__proto__',
      'valueOf',
      'then',
      'prototype',
      'default_',
      'async',
      'of',
      'type',
      'get',
      'as',
      'from',
      'undefined_',
    ]) {
      expect([
        name,
        seen(
          await runCells(kernel, [
            `let ${name} = 1;\nconst get_ = () => ${name};`,
            `${name} = 2;`,
            `[${name}, get_()]`,
          ]),
        ),
      ]).toEqual([name, '[ 2, 2 ]']);
    }
    expect(seen(await runCells(kernel, ['1 + 1']))).toBe('2');
  });

  it('names in other letters', async () => {
    for (const name of ['ą', 'żółw', 'Ω', 'x̄', 'μ', 'переменная', '变量', '𝑥', 'ªº']) {
      expect([name, seen(await runCells(kernel, [`let ${name} = 1;`, `${name}++;`, name]))]).toEqual([
        name,
        '2',
      ]);
    }
  });
});
