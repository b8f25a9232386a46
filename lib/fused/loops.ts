/**
 * The inner loops of the fused kernels: compiled by AssemblyScript (assembly/) when the project is built, over a memory
 * that is handed to them. They have no data of their own.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as loops from './assembly/exports';

export type Loops = typeof loops;

const FILE = 'kernels.wasm';
/** Compiled, this file stands beside it; as a source, in the sister folder of dist/. */
const places = [join(__dirname, FILE), join(__dirname, '..', '..', 'dist', 'lib', 'fused', FILE)];

let compiled: WebAssembly.Module | undefined;

/** @throws {Error} where the project is not built */
export function loopsOver(memory: object): Loops {
  if (!compiled) {
    const file = places.find((place) => existsSync(place));
    if (!file) throw new Error(`Cannot load the fused kernels: ${FILE} is missing (npm run build)`);
    compiled = new WebAssembly.Module(readFileSync(file));
  }
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as Loops;
}
