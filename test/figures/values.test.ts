import { beforeAll, describe, expect, test } from 'vitest';
import { type Matrix, matrixValues, type Vector, vectorValues } from '../../lib/figures/values';
import * as tf from '../../lib/tensorflow';

beforeAll(() => tf.ready());

describe('what a figure takes as numbers', () => {
  test('is an array or a tensor, which is left as it is', () => {
    const tensor = tf.tensor2d([[1, 2]]);
    expect(vectorValues([1, 2], 'Cannot draw', 'x')).toEqual([1, 2]);
    expect(vectorValues(tf.tensor1d([1, 2]), 'Cannot draw', 'x')).toEqual([1, 2]);
    const columns = [[[1], [2]], tf.tensor2d([[1], [2]]), new Float32Array([1, 2]), new Float64Array([1, 2])];
    for (const column of columns) expect(vectorValues(column, 'Cannot draw', 'x', 2)).toEqual([1, 2]);
    expect(vectorValues(new Int32Array([1, 2]), 'Cannot draw', 'x')).toEqual([1, 2]);
    expect(matrixValues([[1, 2]], 'Cannot draw', 'x')).toEqual([[1, 2]]);
    expect(matrixValues(tensor, 'Cannot draw', 'x')).toEqual([[1, 2]]);
    expect(tensor.isDisposed).toBe(false);
  });

  test.each<[unknown, string]>([
    [null, 'an array or a tensor of numbers, [n] or [n, 1], got null'],
    ['12', 'an array or a tensor of numbers, [n] or [n, 1], got string'],
    [[[1], [2, 3]], 'an array or a tensor of numbers, [n] or [n, 1], got an array of arrays'],
    [{ length: 1 }, 'an array or a tensor of numbers, [n] or [n, 1], got object'],
    [new DataView(new ArrayBuffer(8)), 'an array or a tensor of numbers, [n] or [n, 1], got object'],
    [[1, '2'], 'hold numbers, got string at 1'],
  ])('is not %j where a vector is wanted', (values, rule) => {
    const read = () => vectorValues(values as Vector, 'Cannot draw', 'x');
    expect(read).toThrow(new TypeError(`Cannot draw: x must be ${rule}`.replace('be hold', 'hold')));
  });

  test.each<[unknown, string]>([
    [undefined, 'got undefined'],
    [[1, 2], 'got an array of single values'],
    [[[1, 2], [3]], 'got an array of arrays'],
    [[], 'got an array of single values'],
  ])('is not %j where a matrix is wanted', (values, got) => {
    const rule = 'x must be number[][] with rows of one length, or a tensor [n, m]';
    const read = () => matrixValues(values as Matrix, 'Cannot draw', 'x');
    expect(read).toThrow(new TypeError(`Cannot draw: ${rule}, ${got}`));
  });

  test('is not a tensor of another rank', () => {
    expect(() => vectorValues(tf.ones([2, 2]) as unknown as Vector, 'Cannot draw', 'x')).toThrow(
      'Cannot draw: x must be an array or a tensor of numbers, [n] or [n, 1], got a tensor of shape [2,2]',
    );
  });

  test('is finite', () => {
    expect(() => matrixValues([[1, Number.POSITIVE_INFINITY]], 'Cannot draw', 'x')).toThrow(
      new RangeError('Cannot draw: x must be finite, got Infinity at 1'),
    );
  });
});
