/**
 * The gradient of y = max(0, x) in one pass: by x = dy where x > 0, else 0. TensorFlow.js makes it of three kernels
 * (step, cast, multiply), which take longer than the layer before it.
 */
import * as tf from '@tensorflow/tfjs';
import { hasFused, isRecorded } from './fused-kernel';
import { wasmMemory } from './wasm-memory';

const GRADIENT = 'BayesReluGradient';

function byInput({ inputs }: { inputs: unknown }): tf.TensorInfo {
  const { x, dy } = inputs as { x: tf.Tensor; dy: tf.Tensor };
  const memory = wasmMemory();
  const byX = memory.output(x.shape);
  memory.loops.reluGradient(x.size, memory.pointer(x), memory.pointer(dy), memory.pointer(byX));
  return byX;
}

/** Makes the kernel available on the WebAssembly backend, and relu's gradient use it there. */
export function registerReluGradient(): void {
  const plain = tf.getGradient('Relu');
  tf.registerKernel({
    kernelName: GRADIENT,
    backendName: 'wasm',
    kernelFunc: byInput as unknown as tf.KernelFunc,
  });
  tf.unregisterGradient('Relu'); // else a warning about the second registration
  tf.registerGradient({
    ...plain,
    gradFunc(dy, saved, attrs) {
      const [x] = saved as [tf.Tensor];
      const byY = dy as tf.Tensor;
      const fits = x.dtype === 'float32' && byY.dtype === 'float32';
      if (isRecorded() || !fits || !hasFused(GRADIENT)) return plain.gradFunc(dy, saved, attrs);
      return { x: () => tf.engine().runKernel(GRADIENT, { x, dy: byY }) };
    },
  });
}
