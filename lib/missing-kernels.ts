/**
 * The operations that TensorFlow.js has on every other backend but not on WebAssembly, such as the gradients of tf.gather,
 * embeddings and conv2d. Its own error says which kernel is not registered, and nothing of a way out; so each gets a
 * kernel here that says it.
 */
import * as tfjs from '@tensorflow/tfjs';

/** Registers them; again without effect. */
export function registerMissingKernels(): void {
  const there = new Set(tfjs.getKernelsForBackend('wasm').map(({ kernelName }) => kernelName));
  for (const { kernelName } of tfjs.getKernelsForBackend('cpu')) {
    if (there.has(kernelName)) continue;
    const kernelFunc = (): never => {
      throw new Error(
        `Cannot run ${kernelName}: the backend wasm does not have it; call \`await useBackend('tensorflow')\` before the ` +
          "training loop (or 'cpu', where native TensorFlow is missing)",
      );
    };
    tfjs.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
  }
}
