/** What the library asks of the machine, here of Node; in a browser platform.browser.ts stands in the place of this file. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import util from 'node:util';
import * as tfjs from '@tensorflow/tfjs';

/** The folder of this file; undefined where the library is one script without its files, as in the grader's sandbox. */
const folder = typeof __dirname === 'undefined' ? undefined : __dirname;

/** @returns what the user has set under this name, such as `BAYES_BACKEND` */
export function setting(name: string): string | undefined {
  return process.env[name];
}

/** @returns the work of this process so far, in seconds of the processor, of all its threads */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * Makes a backend known to TensorFlow.js.
 *
 * @throws {Error} where it cannot be loaded here
 */
export function loadBackend(backend: 'tensorflow' | 'wasm' | 'cpu'): void {
  if (backend === 'tensorflow') loadNative();
  if (backend === 'wasm') loadWasm();
}

function loadNative(): void {
  // tfjs-node 4.22 still calls these two, of which Node 22 warns on stderr and which Node 23 has removed.
  const legacy = util as unknown as Record<string, unknown>;
  legacy.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  legacy.isArray = Array.isArray;
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '3'; // no start-up notes on stderr
  require('@tensorflow/tfjs-node');
}

/** @returns whether native TensorFlow is installed; it may still fail to load */
export function hasNative(): boolean {
  try {
    const packageFile = require.resolve('@tensorflow/tfjs-node/package.json');
    return existsSync(join(dirname(packageFile), 'lib', 'napi-v8', 'tfjs_binding.node'));
  } catch {
    return false;
  }
}

function loadWasm(): void {
  const wasm: typeof import('@tensorflow/tfjs-backend-wasm') = require('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '/'));
}

/** @returns ml-matrix, which few notebooks need, and which takes a while to load: upon the first call */
export function linearAlgebra(): typeof import('ml-matrix') {
  return require('ml-matrix');
}

/**
 * Makes `file://` addresses known to `model.save` and `tf.loadLayersModel`, which refuse an address that two can take.
 * TensorFlow.js, not this file, is asked who can: it may serve several copies of the library, and native TensorFlow
 * brings along a router of its own.
 */
export function registerFiles(): void {
  if (tfjs.io.getSaveHandlers('file://').length > 0) return;
  const { nodeFileSystemRouter } = require('@tensorflow/tfjs-node/dist/io/file_system');
  const hasNativeRouter = () => tfjs.findBackendFactory('tensorflow') !== null;
  const router = (url: string | string[]) => (hasNativeRouter() ? null : nodeFileSystemRouter(url));
  tfjs.io.registerSaveRouter(router);
  tfjs.io.registerLoadRouter(router);
}

/** @returns the compiled inner loops of the fused kernels, where they are at hand */
export function loopsBytes(): Uint8Array | undefined {
  if (folder === undefined) return undefined;
  const places = [join(folder, 'fused'), join(folder, '..', 'dist', 'lib', 'fused')]; // compiled too, or not
  const file = places.map((place) => join(place, 'kernels.wasm')).find((place) => existsSync(place));
  return file === undefined ? undefined : readFileSync(file);
}

/** @returns the text of the library's own source lib/<stem>.ts, where there is one */
export function sourceOf(stem: string): string | undefined {
  if (folder === undefined) return undefined;
  const file = join(packageRoot(folder), 'lib', `${stem}.ts`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The package's folder: the nearest one from here up that holds package.json (dist/ has none). */
function packageRoot(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : packageRoot(dirname(from));
}
