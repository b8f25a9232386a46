/**
 * The gradient of y = max(0, x) in one pass: by x = dy where x > 0, else 0. TensorFlow.js makes it of three kernels
 * (step, cast, multiply), ten on native TensorFlow, which take longer than the layer before it.
 */
import * as tf from '@tensorflow/tfjs';
import { hasFused, isRecorded, type KernelCall, registerFused } from './fused-kernel';
import { floats, nativeBackend } from './native-backend';
import { wasmMemory } from './wasm-memory';

const kernelName = 'BayesReluGradient';

type Inputs = { x: tf.Tensor; dy: tf.Tensor };

/** The kernel on each backend that has it. */
const kernels = {
  wasm({ inputs }: KernelCall): tf.TensorInfo {
    const { x, dy } = inputs as Inputs;
    const memory = wasmMemory();
    const byX = memory.output(x.shape);
    memory.loops.reluGradient(x.size, memory.pointer(x), memory.pointer(dy), memory.pointer(byX));
    return byX;
  },
  tensorflow({ inputs }: KernelCall): tf.TensorInfo {
    const { x, dy } = inputs as Inputs;
    return nativeBackend().executeSingleOutput('ReluGrad', [floats('T')], [dy, x]);
  },
};

/** Makes the kernel available on a backend. */
export function registerReluGradient(backendName: keyof typeof kernels): void {
  registerFused(kernelName, backendName, kernels[backendName]);
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
      if (isRecorded() || !fits || !hasFused(kernelName)) return plain.gradFunc(dy, saved, attrs);
      return { x: () => tf.engine().runKernel(kernelName, { x, dy: byY }) };
    },
  });
}
