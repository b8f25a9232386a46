import { inspect } from 'node:util';
import { tf } from 'bayes-notebooks';
import { describe, expect, test } from 'vitest';

/** How it is shown, with all that it took disposed. */
function shown(make: () => unknown): string {
  return tf.tidy(() => inspect(make() as tf.Tensor));
}

describe('a tensor that is looked at', () => {
  test('shows its values, shape and dtype', () => {
    expect(
      shown(() =>
        tf.tensor2d([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toBe('Tensor(shape: [2, 2], dtype: float32)\n[[1, 2],\n [3, 4]]');
    expect(shown(() => tf.tensor1d([0.1, 2 / 3, 1e-10, 2.5e25]))).toBe(
      'Tensor(shape: [4], dtype: float32) [0.1, 0.6666667, 1e-10, 2.5e+25]',
    );
    expect(shown(() => tf.scalar(3))).toBe('Tensor(shape: [], dtype: float32) 3');
  });

  test.each([
    ['int32', [1_234_567_890, -1], 'Tensor(shape: [2], dtype: int32) [1234567890, -1]'],
    ['bool', [1, 0], 'Tensor(shape: [2], dtype: bool) [true, false]'],
    ['string', ['a', 'ż"'], 'Tensor(shape: [2], dtype: string) ["a", "ż\\""]'],
    [
      'float32',
      [Number.NaN, Number.POSITIVE_INFINITY, -0],
      'Tensor(shape: [3], dtype: float32) [NaN, Infinity, -0]',
    ],
  ] as const)('writes %s values as they are', (dtype, values, text) => {
    expect(shown(() => tf.tensor([...values], undefined, dtype))).toBe(text);
  });

  test.runIf(process.env.BAYES_BACKEND !== 'wasm')('writes complex values', () => {
    expect(shown(() => tf.complex([1, 2], [3, -4]))).toBe(
      'Tensor(shape: [2], dtype: complex64) [1 + 3i, 2 - 4i]',
    );
  });

  test('aligns the columns of a matrix', () => {
    expect(
      shown(() =>
        tf.tensor2d([
          [1, -10.5],
          [300, 4],
        ]),
      ),
    ).toContain('[[  1, -10.5],\n [300,     4]]');
  });

  test('of any rank, empty or of one value', () => {
    expect(shown(() => tf.range(0, 8).reshape([2, 2, 2]))).toBe(
      'Tensor(shape: [2, 2, 2], dtype: float32)\n[[[0, 1],\n  [2, 3]],\n [[4, 5],\n  [6, 7]]]',
    );
    expect(shown(() => tf.zeros([0, 3]))).toBe('Tensor(shape: [0, 3], dtype: float32)\n[]');
    expect(shown(() => tf.ones([1, 1, 1, 1, 1, 1, 1]))).toContain('\n[[[[[[[1]]]]]]]');
  });

  test('shows the first and last values of a large one', () => {
    expect(shown(() => tf.range(0, 1000))).toBe(
      'Tensor(shape: [1000], dtype: float32) [0, 1, 2, …, 997, 998, 999]',
    );
    expect(shown(() => tf.range(0, 1000).reshape([250, 4]))).toBe(
      [
        'Tensor(shape: [250, 4], dtype: float32)',
        '[[  0,   1,   2,   3],',
        ' [  4,   5,   6,   7],',
        ' [  8,   9,  10,  11],',
        ' …,',
        ' [988, 989, 990, 991],',
        ' [992, 993, 994, 995],',
        ' [996, 997, 998, 999]]',
      ].join('\n'),
    );
    expect(shown(() => tf.zeros([1000, 1000])).length).toBeLessThan(400);
  });

  test('is indented inside an array and an object', () => {
    expect(shown(() => ({ a: { w: tf.eye(2) }, n: 1, list: [tf.scalar(7)] }))).toBe(
      [
        '{',
        '  a: {',
        '    w: Tensor(shape: [2, 2], dtype: float32)',
        '    [[1, 0],',
        '     [0, 1]]',
        '  },',
        '  n: 1,',
        '  list: [ Tensor(shape: [], dtype: float32) 7 ]',
        '}',
      ].join('\n'),
    );
  });

  test('says that it is a variable, and its name', () => {
    const w = tf.variable(tf.ones([2]), true, 'shown-w');
    const fixed = tf.variable(tf.scalar(0), false, 'shown-fixed');
    expect(inspect([w, fixed])).toBe(
      "[\n  Variable(shape: [2], dtype: float32, name: 'shown-w') [1, 1],\n" +
        "  Variable(shape: [], dtype: float32, name: 'shown-fixed', trainable: false) 0\n]",
    );
    tf.dispose([w, fixed]);
    expect(inspect(w)).toBe("Variable(shape: [2], dtype: float32, name: 'shown-w', disposed)");
  });

  test('says that it is disposed', () => {
    const gone = tf.zeros([2]);
    gone.dispose();
    expect(inspect(gone)).toBe('Tensor(shape: [2], dtype: float32, disposed)');
  });

  test('leaves memory as it is', () => {
    const tensors = [tf.ones([3, 3]), tf.tensor(['a']), tf.variable(tf.scalar(1))];
    const before = tf.memory();
    inspect(tensors);
    tf.tidy(() => inspect(tensors));
    expect(tf.memory()).toEqual(before);
    tf.dispose(tensors);
  });

  test('says so where its values cannot be read', () => {
    const tensor = tf.zeros([2]);
    tensor.dataSync = () => {
      throw new Error('only by await data()');
    };
    expect(inspect(tensor)).toBe(
      'Tensor(shape: [2], dtype: float32) (its values cannot be read here: only by await data())',
    );
    tensor.dispose();
  });
});
