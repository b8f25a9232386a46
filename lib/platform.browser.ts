/**
 * What the library asks of the machine, in a browser: a bundler puts this file in the place of platform.ts. A page has no
 * files and no settings; what there is of them, it hands over before it loads the library.
 */
import * as tfjs from '@tensorflow/tfjs';
import * as wasm from '@tensorflow/tfjs-backend-wasm';
import * as matrices from 'ml-matrix';

/** What a page hands over, at `globalThis[Symbol.for('bayes-notebooks.page')]`. */
export interface Page {
  /** The address, with a slash at its end, at which the files of TensorFlow.js' WebAssembly backend lie. */
  wasmFolder: string;
  /** The compiled inner loops of the fused kernels, kernels.wasm. */
  loops?: Uint8Array;
  /** The library's own sources by their names without .ts. */
  sources?: Record<string, string>;
}

const key = Symbol.for('bayes-notebooks.page');
const page = (): Partial<Page> => (globalThis as { [key]?: Page })[key] ?? {};

/** @returns undefined: a page has no settings */
export function setting(_name: string): string | undefined {
  return undefined;
}

/** @returns seconds that have passed: a browser does not tell its work, which one thread does here */
export function processorSeconds(): number {
  return performance.now() / 1000;
}

/**
 * Makes a backend known to TensorFlow.js.
 *
 * @throws {Error} where there is none of that name in a browser, or the page has not said where its files lie
 */
export function loadBackend(backend: 'tensorflow' | 'wasm' | 'cpu'): void {
  if (backend === 'tensorflow') throw new Error('a browser has no native TensorFlow');
  if (backend !== 'wasm') return;
  const { wasmFolder } = page();
  if (wasmFolder === undefined) throw new Error('the page does not say where the files of WebAssembly lie');
  tfjs.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false); // the fused kernels want a memory that is not shared
  wasm.setWasmPaths(wasmFolder);
}

/** @returns false: a browser has no native TensorFlow */
export function hasNative(): boolean {
  return false;
}

/** @returns ml-matrix */
export function linearAlgebra(): typeof matrices {
  return matrices;
}

/** A page has no files that `model.save` could write. */
export function registerFiles(): void {}

/** @returns the compiled inner loops of the fused kernels, where the page has handed them over */
export function loopsBytes(): Uint8Array | undefined {
  return page().loops;
}

/** @returns the text of the library's own source lib/<stem>.ts, where the page has handed it over */
export function sourceOf(stem: string): string | undefined {
  return page().sources?.[stem];
}
