import { registerAdam } from './adam';
import { registerLayerKl } from './layer-kl';
import { registerReluGradient } from './relu-gradient';
import { registerSampledDense } from './sampled-dense';
import { wasmMemory } from './wasm-memory';

let registered = false;

/**
 * Registers the fused kernels for the WebAssembly backend, which has to be in use; once per process.
 *
 * @throws {Error} where the project is not built
 */
export function registerFusedKernels(): void {
  if (registered) return;
  wasmMemory(); // loads the inner loops
  registerSampledDense();
  registerLayerKl();
  registerReluGradient();
  registerAdam();
  registered = true;
}
