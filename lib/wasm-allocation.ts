/**
 * What happens where WebAssembly's memory, 4 GB at most, is full. The backend of TensorFlow.js 4.22 does not look at what
 * its allocator returns: it takes the 0 that means "none" for an address, and overwrites the start of the memory, its own
 * state. Later operations then fail or give wrong numbers. This is the one place where its insides are changed: each
 * allocation is looked at before anything is written, so that all goes on once tensors are disposed.
 */
import * as tfjs from '@tensorflow/tfjs';

/** What is used of the module that Emscripten has made of the backend's C++, `wasm` in class BackendWasm. */
interface Module {
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  /** Emscripten calls it where the C++ itself finds no memory, before it gives up for good. */
  onAbort?: () => void;
}

const guarded = new WeakSet<Module>();

/** Looks at every allocation of the backend in use, which has to be WebAssembly; again without effect. */
export function guardAllocation(): void {
  const { wasm } = tfjs.backend() as unknown as { wasm: Module };
  if (guarded.has(wasm)) return;
  guarded.add(wasm);
  wasm._free(wasm._malloc(1)); // at its first call Emscripten's function puts another one in its own place
  const allocate = wasm._malloc;
  wasm._malloc = (bytes) => {
    const pointer = allocate(bytes);
    if (pointer === 0 && bytes > 0) refuse();
    return pointer;
  };
  wasm.onAbort = refuse;
}

function refuse(): never {
  throw new Error(
    'Cannot go on: the memory of WebAssembly is full; dispose the tensors that are no longer used (tf.tidy, ' +
      "tensor.dispose()), or call `await useBackend('tensorflow')` before the training loop",
  );
}
