import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CellCompiler } from '../../cells/compiler';
import { filesIn } from './disk';

const project = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const declarations = `${project}/dist/declarations`;
const platform = `${declarations}/node.d.ts`;

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'platform-')));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The kernel's compiler, and how often it has read Node's declarations. */
function compilerThere(): { compiler: CellCompiler; reads: () => number } {
  const files = filesIn(folder);
  let reads = 0;
  const read = (file: string) => {
    if (file === platform) reads++;
    return files.read(file);
  };
  const compiler = new CellCompiler(
    { ...files, read },
    {
      lib: declarations,
      project,
      globals: [`${declarations}/few-globals.d.ts`],
      platform: [platform],
      packages: `${declarations}/packages.d.ts`,
    },
  );
  return { compiler, reads: () => reads };
}

const messages = (compiler: CellCompiler, source: string) =>
  compiler.compile(source).diagnostics?.map(({ message }) => message) ?? [];

describe("Node's declarations", () => {
  it('are not read for what most notebooks do', () => {
    const { compiler, reads } = compilerThere();
    for (const cell of [
      "import { tf, BayesLinear } from 'bayes-notebooks';",
      'const layer = new BayesLinear({ units: 1, inputDim: 2 });',
      'console.log(layer.klLoss()); console.table([{ a: 1 }], ["a"]);',
      'const waited = await new Promise<number>((resolve) => setTimeout(resolve, 1, 2));',
      'tf.zeros([3]).add(waited).mul(2)',
    ]) {
      expect(messages(compiler, cell)).toEqual([]);
      compiler.keep();
    }
    expect(reads()).toBe(0);
  });

  it.each([
    'process.cwd()',
    "import { readFileSync } from 'fs'; readFileSync('a', 'utf8').length",
    "import * as all from 'node:fs/promises'; all.readFile",
    "const fs = require('fs');",
    'setTimeout(() => {}, 1)[Symbol.dispose]()',
    'const handle = setInterval(() => {}, 1); clearInterval(handle);',
    'console.time("a")',
    'const x: NodeJS.ReadableStream | undefined = undefined;',
    'globalThis.process.exitCode',
    'type All = typeof import("node:path");\nconst join: All["join"] = (...all) => all.join("/");',
  ])('are read for a cell that needs them: %s', (cell) => {
    const { compiler, reads } = compilerThere();
    expect(messages(compiler, cell)).toEqual([]);
    expect(reads()).toBeGreaterThan(0);
  });

  it('stay, and what cells have declared before stays the same', () => {
    const { compiler, reads } = compilerThere();
    const run = (cell: string) => {
      const found = messages(compiler, cell);
      if (found.length === 0) compiler.keep();
      return found;
    };
    expect(run("import { tf } from 'bayes-notebooks';\nconst y = tf.zeros([3]);")).toEqual([]);
    expect(run('const timeout = setTimeout(() => {}, 1);')).toEqual([]);
    expect(run('process.pid')).toEqual([]);
    const once = reads();
    expect(run('timeout[Symbol.dispose]; const z: typeof y = y.add(1);')).toEqual([]);
    expect(run('const name: string = process.pid;')).toEqual([
      "Type 'number' is not assignable to type 'string'.",
    ]);
    expect(reads()).toBe(once);
  });

  it('change no word about a cell that is wrong', () => {
    const { compiler } = compilerThere();
    expect(messages(compiler, 'const n: number = "a";')).toEqual([
      "Type 'string' is not assignable to type 'number'.",
    ]);
    expect(messages(compiler, 'consol.log(1)')).toEqual([
      "Cannot find name 'consol'. Did you mean 'console'?",
    ]);
    expect(messages(compiler, "import { tf } from 'bayes-notebooks'; tf.zeros([3]).ad(1)")[0]).toBe(
      "Property 'ad' does not exist on type 'Tensor<Rank>'.",
    );
  });
});
