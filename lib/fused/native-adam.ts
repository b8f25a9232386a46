/**
 * Adam on native TensorFlow, which has the step of ./adam-step.ts as one operation, ResourceApplyAdam. It works on
 * TensorFlow's own resource variables: each variable is lent to one, moved, and read back. Tensors and resources share
 * their memory until one of them is written to.
 */
import * as tf from '@tensorflow/tfjs';
import { type AdamStep, adamKernel } from './adam-step';
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

function step({ updates, beta1, beta2 }: AdamStep): tf.TensorInfo[] {
  const backend = nativeBackend();
  const type = [floats('dtype')];
  const flag = (name: string) => ({ name, type: backend.binding.TF_ATTR_BOOL, value: false });
  const attributes = [floats('T'), flag('use_locking'), flag('use_nesterov')];
  const handles = resources(backend);
  tf.tidy(() => {
    // TensorFlow takes 1 - beta in float32, which loses digits: its moments are off by these constant factors.
    const [byMean, bySquare] = [lostDigits(beta1), Math.sqrt(lostDigits(beta2))];
    const scalars = new Map<number, tf.Tensor>(); // most variables share their numbers, and making a tensor takes long
    const scalarOf = (n: number): tf.Tensor => {
      const scalar = scalars.get(n) ?? tf.scalar(n);
      scalars.set(n, scalar);
      return scalar;
    };
    for (const { value, gradient, mean, square, rate, epsilon } of updates) {
      // Rate and epsilon are corrected already, so TensorFlow gets 0 for the powers of beta from which it would do that.
      const numbers = [0, 0, (rate * bySquare) / byMean, beta1, beta2, epsilon * bySquare];
      const variables = [value, mean, square];
      variables.forEach((variable, i) => {
        const lend = [handles[i] as tf.Tensor, variable];
        backend.executeMultipleOutputs('AssignVariableOp', type, lend, 0);
        // Else TensorFlow copies the shared memory before it writes. What another tensor shares has to be copied.
        if (tf.backend().refCount(variable.dataId) === 1) tf.engine().disposeTensor(variable);
      });
      const inputs = [...handles, ...numbers.map(scalarOf), gradient];
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
  adamKernel.register('tensorflow', step);
}
