/**
 * Writes all modules that the child needs into one script. Run as a process of its own, since it loads them to learn
 * what they need: node make-bundle.js FOLDER
 *
 * One file instead of some thirty: it is read and compiled once (V8 keeps its code beside it), and the sandbox has to
 * show the child no folder of the project, so neither solutions nor tests nor rubrics.
 */
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, join } from 'node:path';
import { runtimeFiles } from './runtime-files';
import { systemCallFilter } from './system-call-filter';

type Requiring = { filename: string };
const loader = Module as unknown as {
  _resolveFilename(request: string, from: Requiring): string;
  _cache: Record<string, Requiring>;
  prototype: { require(this: Requiring, request: string): unknown };
};

const childFolder = join(__dirname, 'child');

async function makeBundle(folder: string): Promise<void> {
  const tools = Object.keys(loader._cache);
  const needs: Record<string, Record<string, string>> = {};
  const load = loader.prototype.require;
  loader.prototype.require = function (request) {
    const filename = redirect(request, () => loader._resolveFilename(request, this));
    needs[this.filename] = { ...needs[this.filename], [request]: filename };
    return load.call(this, filename);
  };
  const main = join(childFolder, 'main.js');
  // Some modules are loaded only where they are needed: what every submission runs needs them all.
  await (require(main) as typeof import('./child/main')).warmUp();
  loader.prototype.require = load;

  const files = Object.values(loader._cache)
    .map(({ filename }) => filename)
    .filter((filename) => !tools.includes(filename));
  const ids = new Map(files.map((filename, id) => [filename, id]));
  const modules = files.map((filename) => {
    const wanted = Object.entries(needs[filename] ?? {}).map(([request, needed]) => [
      request,
      ids.get(needed) ?? needed,
    ]);
    return `[${JSON.stringify(Object.fromEntries(wanted))}, ${moduleFunction(filename)}]`;
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, runtimeFiles.bundle), bundleOf(modules, ids.get(main) as number));
  const whole = [runtimeFiles.boot, runtimeFiles.probe];
  for (const name of whole) copyFileSync(join(childFolder, name), join(folder, name));
  const filter = systemCallFilter();
  if (filter) writeFileSync(join(folder, runtimeFiles.filter), filter);
  const stamps = [...tools, ...files, ...whole.map((name) => join(childFolder, name))].map((file) => [
    file,
    statSync(file).mtimeMs,
  ]);
  writeFileSync(join(folder, runtimeFiles.manifest), JSON.stringify({ node: process.version, stamps }));
}

/** TensorFlow.js is taken in its compact form. */
function redirect(request: string, resolve: () => string): string {
  return request === '@tensorflow/tfjs'
    ? join(dirname(require.resolve(`${request}/package.json`)), 'dist', 'tf.es2017.min.js')
    : resolve();
}

function moduleFunction(filename: string): string {
  const text = readFileSync(filename, 'utf8')
    .replace(/^\/\/# sourceMappingURL=.*$/gm, '')
    // ASCII throughout: V8 then keeps one byte for a character, and the child reads it without decoding.
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `function (exports, require, module) {${filename.endsWith('.json') ? `module.exports = ${text}` : text}\n}`;
}

/** The script is one function of Node's `require`; it returns the child's main module. */
function bundleOf(modules: string[], main: number): string {
  return `(function (nodeRequire) {
'use strict';
const modules = [${modules.join(',\n')}];
const loaded = [];
function load(id) {
  if (loaded[id] === undefined) {
    const module = (loaded[id] = { exports: {} });
    const [needs, body] = modules[id];
    const require = (name) => typeof needs[name] === 'number' ? load(needs[name]) : nodeRequire(needs[name] ?? name);
    body.call(module.exports, module.exports, require, module);
  }
  return loaded[id].exports;
}
return load(${main});
})`;
}

void makeBundle(process.argv[2] as string);
