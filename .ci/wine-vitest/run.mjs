/**
 * Runs the library's tests by vitest's own runner and assertions where vitest itself does not start: under Wine, which
 * lacks a function that the native addon of its bundler, rolldown, asks Windows for. The tests meet the compiled library.
 *
 * Usage: node .ci/wine-vitest/run.mjs, with BAYES_BACKEND set, in a project that is built
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTests } from '@vitest/runner';
import { getTests } from '@vitest/runner/utils';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const compiled = join(root, 'dist', 'test');
const shim = fileURLToPath(new URL('vitest.mjs', import.meta.url));
/** It loads the library anew for each test, by vitest's own loader of modules. */
const needsLoader = 'large-net-advice.test.ts';

/** @param {string} from a file @param {string} to another @returns {string} what the first imports it by */
const importOf = (from, to) => `./${relative(dirname(from), to).replaceAll('\\', '/')}`;

/** Beside the compiled library, so that a test's own paths lead to it. */
function compileTests() {
  rmSync(compiled, { recursive: true, force: true });
  for (const entry of readdirSync(join(root, 'test', 'lib'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(compiled, relative(join(root, 'test'), source));
    mkdirSync(dirname(target), { recursive: true });
    if (entry.name.endsWith('.json')) copyFileSync(source, target);
    if (!entry.name.endsWith('.ts')) continue;
    const text = readFileSync(source, 'utf8')
      .replaceAll("'vitest'", `'${importOf(target, shim)}'`)
      .replaceAll("from 'bayes-notebooks'", `from '${importOf(target, join(root, 'dist', 'index.js'))}'`);
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        esModuleInterop: true,
      },
    });
    writeFileSync(target.replace(/\.ts$/, '.js'), outputText);
  }
  copyFileSync(join(root, 'test', 'oracles.json'), join(compiled, 'oracles.json'));
}

compileTests();
const require = createRequire(import.meta.url);
const files = readdirSync(join(root, 'test', 'lib'), { recursive: true })
  .filter((file) => String(file).endsWith('.test.ts') && file !== needsLoader)
  .map((file) => join(compiled, 'lib', String(file).replace(/\.ts$/, '.js')));
const runner = {
  config: {
    root,
    setupFiles: [join(compiled, 'lib', 'ready.js')],
    sequence: { seed: 1, hooks: 'stack', setupFiles: 'list' },
    maxConcurrency: 1,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    retry: 0,
    tags: [],
  },
  importFile(file, source) {
    if (source === 'setup') delete require.cache[file];
    require(file);
  },
};
const results = await startTests(files, runner);
const tests = results.flatMap((file) => getTests(file));
const failed = tests.filter(({ result, mode }) => mode === 'run' && result?.state !== 'pass');
for (const file of results)
  for (const { message } of file.result?.errors ?? []) console.log(`${file.filepath}: ${message}`);
for (const { name, file, result } of failed)
  console.log(
    `FAIL ${relative(compiled, file.filepath)}: ${name}: ${result?.errors?.[0]?.message ?? result?.state}`,
  );
const ran = tests.filter(({ mode }) => mode === 'run').length;
console.log(
  `${files.length} files, ${ran - failed.length} of ${ran} tests of the library pass on ${process.env.BAYES_BACKEND}`,
);
if (failed.length > 0 || ran === 0 || results.some(({ result }) => result?.state === 'fail'))
  process.exitCode = 1;
