import { setting } from '../platform';
import { registerAdam } from './adam-step';
import { registerDenseChain } from './dense-chain';
import { registerLayerKl } from './layer-kl';
import { registerLosses } from './losses';
import { registerNativeAdam } from './native-adam';
import { registerNativeLayerKl } from './native-layer-kl';
import { registerReluGradient, useReluGradient } from './relu-gradient';
import { registerSampledChain } from './sampled-chain';
import { registerSampledWeights } from './sampled-weights';
import { registerSums } from './sums';
import { wasmMemory } from './wasm-memory';

const registered = new Set<string>();

/**
 * Registers the fused kernels of a backend, which has to be in use; once per process, and none where BAYES_FUSED is 0.
 *
 * @throws {Error} where the project is not built
 */
export function registerFusedKernels(backend: string): void {
  if (registered.has(backend) || backend === 'cpu' || setting('BAYES_FUSED') === '0') return;
  if (backend === 'wasm') {
    wasmMemory(); // loads the inner loops
    registerSampledWeights();
    registerSampledChain();
    registerDenseChain();
    registerLayerKl();
    registerLosses();
    registerSums();
    registerReluGradient('wasm');
    registerAdam();
  }
  if (backend === 'tensorflow') {
    registerNativeAdam();
    registerNativeLayerKl();
    registerReluGradient('tensorflow');
  }
  if (registered.size === 0) useReluGradient();
  registered.add(backend);
}
