/**
 * Adam on native TensorFlow, which has the step of ./adam.ts as one operation, ResourceApplyAdam. It works on
 * TensorFlow's own resource variables: each variable is lent to one, moved, and read back. Tensors and resources share
 * their memory until one of them is written to.
 */
import * as tf from '@tensorflow/tfjs';
import { type AdamStep, adamKernel } from './adam';
import { type KernelCall, registerFused } from './fused-kernel';
import { floats, type NativeBackend, nativeBackend } from './native-backend';

let lent: tf.Tensor[] | undefined;

/** The three resources that values, means and squares are lent to, one variable after the other. */
function resources(backend: NativeBackend): tf.Tensor[] {
  const { binding } = backend;
  lent ??= ['value', 'mean', 'square'].map((name) =>
    tf.keep(
      backend.executeSingleOutput(
        'VarHandleOp',
        [
          floats('dtype'),
          { name: 'shape', type: binding.TF_ATTR_SHAPE, value: [] },
          { name: 'shared_name', type: binding.TF_ATTR_STRING, value: `bayes-adam-${name}` },
          { name: 'container', type: binding.TF_ATTR_STRING, value: '' },
        ],
        [],
      ),
    ),
  );
  return lent;
}

function step({ attrs }: KernelCall): tf.TensorInfo[] {
  const { updates, learningRate, beta1, beta2, epsilon, power1, power2 } = attrs as AdamStep;
  const backend = nativeBackend();
  const type = [floats('dtype')];
  const flag = (name: string) => ({ name, type: backend.binding.TF_ATTR_BOOL, value: false });
  const attributes = [floats('T'), flag('use_locking'), flag('use_nesterov')];
  const handles = resources(backend);
  tf.tidy(() => {
    // TensorFlow takes 1 - beta in float32, which loses digits: its moments are off by these constant factors.
    const [byMean, bySquare] = [lostDigits(beta1), Math.sqrt(lostDigits(beta2))];
    const rate = (learningRate * bySquare) / byMean;
    const root = Math.sqrt(1 - power2); // and it adds epsilon before the correction of the squares
    const numbers = [power1, power2, rate, beta1, beta2, epsilon * root * bySquare].map((n) => tf.scalar(n));
    for (const { value, gradient, mean, square } of updates) {
      const variables = [value, mean, square];
      variables.forEach((variable, i) => {
        const lend = [handles[i] as tf.Tensor, variable];
        backend.executeMultipleOutputs('AssignVariableOp', type, lend, 0);
        tf.engine().disposeTensor(variable); // else TensorFlow copies the shared memory before it writes
      });
      const inputs = [...handles, ...numbers, gradient];
      backend.executeMultipleOutputs('ResourceApplyAdam', attributes, inputs, 0);
      variables.forEach((variable, i) => {
        variable.assign(backend.executeSingleOutput('ReadVariableOp', type, [handles[i] as tf.Tensor]));
      });
    }
  });
  return [];
}

const lostDigits = (beta: number) => (1 - Math.fround(beta)) / (1 - beta);

/** Makes the kernel available on native TensorFlow. */
export function registerNativeAdam(): void {
  registerFused(adamKernel, 'tensorflow', step);
}
