import * as tf from './tensorflow';

/**
 * Lays tensors end to end in one vector, each row by row, as PyTorch's function of the same name.
 *
 * @param tensors at least one float32 tensor, of any shapes
 * @returns a vector whose length is the sum of their sizes
 * @throws {TypeError} where one is no float32 tensor or is disposed
 * @throws {RangeError} where there are none
 * @example
 * parametersToVector([tf.ones([2, 3]), tf.zeros([3])]); // [9]
 */
export function parametersToVector(tensors: tf.Tensor[]): tf.Tensor1D {
  const action = 'Cannot make a vector of parameters';
  checkTensors(action, 'tensors', tensors);
  if (tensors.length === 0) throw new RangeError(`${action}: tensors must hold at least one, got none`);
  return tf.tidy(() => tf.concat1d(tensors.map((tensor) => tensor.flatten())));
}

/**
 * The inverse of `parametersToVector`: cuts a vector into tensors.
 *
 * @param vector a float32 vector as long as all tensors of `like` together
 * @param like tensors whose shapes the result takes; their values do not matter
 * @returns as many tensors, of those shapes
 * @throws {TypeError} where an argument is of the wrong kind or the length does not fit
 * @example
 * vectorToParameters(tf.ones([9]), [tf.ones([2, 3]), tf.zeros([3])]); // [2, 3] and [3]
 */
export function vectorToParameters(vector: tf.Tensor1D, like: tf.Tensor[]): tf.Tensor[] {
  const action = 'Cannot make parameters of a vector';
  checkTensors(action, 'vector', [vector]);
  checkTensors(action, 'like', like);
  const sizes = like.map((tensor) => tensor.size);
  const length = sizes.reduce((sum, size) => sum + size, 0);
  if (vector.rank !== 1 || vector.size !== length) {
    throw new TypeError(`${action}: vector must have the shape [${length}], got [${vector.shape}]`);
  }
  return tf.tidy(() => tf.split(vector, sizes).map((part, i) => part.reshape(like[i]!.shape)));
}

function checkTensors(action: string, name: string, tensors: unknown): void {
  if (!Array.isArray(tensors))
    throw new TypeError(`${action}: ${name} must be an array of tensors, got ${typeof tensors}`);
  for (const tensor of tensors) {
    const got =
      tensor instanceof tf.Tensor ? (tensor.isDisposed ? 'a disposed tensor' : tensor.dtype) : typeof tensor;
    if (got !== 'float32') throw new TypeError(`${action}: ${name} must be float32, got ${got}`);
  }
}
