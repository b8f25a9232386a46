import { mean } from '../marking/sums';
import { vector } from '../marking/tensors';
import type { TensorData } from '../model-spec';

/** An ensemble, its element-wise mean in float64, and what mistakes are made of. */
export interface Averaging {
  ensemble: TensorData[][];
  right: TensorData[];
  first: TensorData[];
  last: TensorData[];
  /** All numbers of the right answer in one vector. */
  flat: TensorData;
  /** Another way to combine the members, element by element. */
  each(combine: (elements: number[]) => number): TensorData[];
}

export function averaging({ ensemble }: { ensemble: TensorData[][] }): Averaging {
  const first = ensemble[0] ?? [];
  const positions = first.map((_, position) => ensemble.map((member) => member[position] as TensorData));
  const each = (combine: (elements: number[]) => number) =>
    positions.map((tensors) => elementwise(tensors, combine));
  const right = each(mean);
  const flat = vector(right.flatMap((tensor) => tensor.values));
  return { ensemble, right, first, last: ensemble.at(-1) ?? [], flat, each };
}

/** Combines tensors of one shape, element by element. */
function elementwise(tensors: TensorData[], combine: (elements: number[]) => number): TensorData {
  const like = tensors[0] as TensorData;
  return {
    ...like,
    values: like.values.map((_, i) => combine(tensors.map((tensor) => tensor.values[i] as number))),
  };
}

/** Largest magnitude among the weights: float32 rounds relative to this. */
export const largest = (ensemble: TensorData[][]): number =>
  ensemble.flat().reduce((most, { values }) => values.reduce((m, v) => Math.max(m, Math.abs(v)), most), 0);
