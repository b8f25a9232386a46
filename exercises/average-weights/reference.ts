import type { TensorData } from '../call';

/** Combines the tensors at one position of every member, element by element. */
export function elementwise(tensors: TensorData[], combine: (elements: number[]) => number): TensorData {
  const like = tensors[0] as TensorData;
  return {
    ...like,
    values: like.values.map((_, i) => combine(tensors.map((tensor) => tensor.values[i] as number))),
  };
}

/** The tensors at each position, over the members: [member][position] becomes [position][member]. */
export const byPosition = (ensemble: TensorData[][]): TensorData[][] =>
  (ensemble[0] ?? []).map((_, position) => ensemble.map((member) => member[position] as TensorData));

export const mean = (numbers: number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Element-wise mean of the members, in float64. */
export const averageReference = (ensemble: TensorData[][]): TensorData[] =>
  byPosition(ensemble).map((tensors) => elementwise(tensors, mean));

/** Largest magnitude among the weights: float32 rounds relative to this. */
export const largest = (ensemble: TensorData[][]): number =>
  ensemble.flat().reduce((most, { values }) => values.reduce((m, v) => Math.max(m, Math.abs(v)), most), 0);
