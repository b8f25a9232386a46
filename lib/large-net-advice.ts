/** What is said, once in a process, to whoever trains a large net on WebAssembly where native TensorFlow is at hand. */
import * as tfjs from '@tensorflow/tfjs';
import { hasNative } from './platform';

/** From about this many numbers on (a weight has two, mean and log sigma) native TensorFlow is faster than WebAssembly, see docs/performance.md. */
export const largeNet = 1_000_000;

let isSaid = false;

/** @param variables what is about to be trained */
export function adviseOnBackend(variables: tfjs.Variable[]): void {
  if (isSaid || tfjs.getBackend() !== 'wasm') return;
  const count = variables.reduce((sum, { size }) => sum + size, 0);
  if (count < largeNet || !hasNative()) return;
  isSaid = true;
  console.warn(
    `Training ${count} numbers is faster on native TensorFlow: call \`await useBackend('auto', model)\` before the training loop.`,
  );
}
