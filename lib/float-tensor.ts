import * as tf from './tensorflow';

/**
 * Refuses what is no float32 tensor with numbers in it.
 *
 * @param action what cannot be done with others, for the error
 * @param name what the caller calls it
 * @param shapes the shapes that it may have, each by the names of its axes; an axis named by a number has that length
 * @throws {TypeError} where it is no float32 tensor of one of these shapes, or is disposed
 * @throws {RangeError} where an axis is empty
 */
export function checkFloats(action: string, name: string, tensor: tf.Tensor, shapes: string[][]): void {
  const wanted = shapes.map((axes) => `[${axes.join(', ')}]`).join(' or ');
  const refuse = (got: string) =>
    new TypeError(`Cannot ${action}: ${name} must be a float32 tensor of the shape ${wanted}, got ${got}`);
  if (!(tensor instanceof tf.Tensor)) throw refuse(Array.isArray(tensor) ? 'an array' : typeof tensor);
  if (tensor.isDisposed) throw refuse('a disposed one');
  if (tensor.dtype !== 'float32') throw refuse(tensor.dtype);
  const fits = (axes: string[]) =>
    axes.length === tensor.rank &&
    axes.every((axis, i) => !/^\d/.test(axis) || Number(axis) === tensor.shape[i]);
  if (!shapes.some(fits)) throw refuse(`[${tensor.shape}]`);
  if (tensor.size === 0)
    throw new RangeError(`Cannot ${action}: ${name} must not be empty, got the shape [${tensor.shape}]`);
}
