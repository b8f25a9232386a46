import type { TensorData } from '../model-spec';

/** A float32 tensor, every element made by `element`. */
export function tensor(shape: number[], element: () => number): TensorData {
  const size = shape.reduce((product, length) => product * length, 1);
  return { shape, dtype: 'float32', values: Array.from({ length: size }, element) };
}

export const vector = (values: number[]): TensorData => ({
  shape: [values.length],
  dtype: 'float32',
  values,
});

export const scalar = (value: number): TensorData => ({ shape: [], dtype: 'float32', values: [value] });

/** Number of elements. */
export const size = (data: TensorData): number => data.values.length;
