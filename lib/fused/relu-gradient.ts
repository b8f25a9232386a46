/**
 * The gradient of y = max(0, x) in one pass: by x = dy where x > 0, else 0. TensorFlow.js makes it of three kernels
 * (step, cast, multiply), ten on native TensorFlow, which take longer than the layer before it.
 */
import * as tf from '@tensorflow/tfjs';
import { FusedKernel, isRecorded } from './fused-kernel';
import { floats, nativeBackend } from './native-backend';
import { wasmMemory } from './wasm-memory';

interface Call {
  x: tf.Tensor;
  dy: tf.Tensor;
}

const kernel = new FusedKernel<Call>();

/** The kernel on each backend that has it. */
const kernels = {
  wasm({ x, dy }: Call): tf.TensorInfo[] {
    const memory = wasmMemory();
    const byX = memory.output(x.shape);
    memory.loops.reluGradient(x.size, memory.pointer(x), memory.pointer(dy), memory.pointer(byX));
    return [byX];
  },
  tensorflow({ x, dy }: Call): tf.TensorInfo[] {
    return [nativeBackend().executeSingleOutput('ReluGrad', [floats('T')], [dy, x])];
  },
};

/** Makes the kernel available on a backend. */
export function registerReluGradient(backendName: keyof typeof kernels): void {
  kernel.register(backendName, kernels[backendName]);
}

/** Makes relu's gradient use the kernel where there is one. */
export function useReluGradient(): void {
  const plain = tf.getGradient('Relu');
  tf.unregisterGradient('Relu'); // else a warning about the second registration
  tf.registerGradient({
    ...plain,
    gradFunc(dy, saved, attrs) {
      const [x] = saved as [tf.Tensor];
      const byY = dy as tf.Tensor;
      const fits = x.dtype === 'float32' && byY.dtype === 'float32';
      if (isRecorded() || !fits || !kernel.isThere) return plain.gradFunc(dy, saved, attrs);
      return { x: () => kernel.run({ x, dy: byY })[0] as tf.Tensor };
    },
  });
}
