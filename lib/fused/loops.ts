/**
 * The inner loops of the fused kernels: compiled by AssemblyScript (assembly/) when the project is built, over a memory
 * that is handed to them. They have no data of their own.
 */
import { loopsBytes } from '../platform';
import type * as loops from './assembly/exports';

export type Loops = typeof loops;

let compiled: WebAssembly.Module | undefined;

function compile(): WebAssembly.Module | undefined {
  const bytes = compiled ? undefined : loopsBytes();
  if (bytes) compiled = new WebAssembly.Module(bytes);
  return compiled;
}

/** Whether the loops can be had. */
export function hasLoops(): boolean {
  return compile() !== undefined;
}

/** @throws {Error} where the project is not built */
export function loopsOver(memory: object): Loops {
  const module = compile();
  if (!module) throw new Error('Cannot load the fused kernels: kernels.wasm is missing (npm run build)');
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Loops;
}
