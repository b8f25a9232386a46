/** What is used of the class NodeJSKernelBackend of @tensorflow/tfjs-node 4.22: TensorFlow's own operations, by name. */
import * as tf from '@tensorflow/tfjs';

export interface NativeBackend {
  binding: Record<'TF_ATTR_TYPE' | 'TF_ATTR_SHAPE' | 'TF_ATTR_STRING' | 'TF_ATTR_BOOL' | 'TF_FLOAT', number>;
  executeSingleOutput(name: string, attributes: object[], inputs: tf.Tensor[]): tf.Tensor;
  executeMultipleOutputs(name: string, attributes: object[], inputs: tf.Tensor[], count: number): tf.Tensor[];
}

/** The native backend, which has to be in use. */
export function nativeBackend(): NativeBackend {
  return tf.backend() as unknown as NativeBackend;
}

/** The attribute that says of which type an operation's tensors are: float32. */
export function floats(name: string): object {
  const { binding } = nativeBackend();
  return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
}
