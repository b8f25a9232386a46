import type { TensorData } from '../call';
import { averageReference, byPosition, elementwise, mean } from './reference';

const add = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0);
const vector = (values: number[]): TensorData => ({ shape: [values.length], dtype: 'float32', values });
const scalar = (value: number): TensorData => ({ shape: [], dtype: 'float32', values: [value] });

type Answer = TensorData | TensorData[];

/** Which mistakes give which answer for this ensemble; a misconception may take several forms. */
export function averageMisconceptions(ensemble: TensorData[][]): [misconception: string, value: Answer][] {
  const right = averageReference(ensemble);
  const positions = byPosition(ensemble);
  const first = ensemble[0] ?? [];
  const last = ensemble.at(-1) ?? [];
  const each = (combine: (elements: number[]) => number): TensorData[] =>
    positions.map((tensors) => elementwise(tensors, combine));
  const biases = (index: number) => index % 2 === 1;
  const flat = vector(right.flatMap((tensor) => tensor.values));
  const flatMembers = ensemble.map((member) => member.flatMap((tensor) => tensor.values));

  return [
    ['ensemble-sum', each(add)],
    ['divisor-10', each((elements) => add(elements) / 10)],
    ['first-member', first],
    ['last-member', last],
    ['running-average', each((elements) => elements.reduce((average, element) => (average + element) / 2))],
    [
      'running-average',
      each((elements) => elements.reduce((average, element) => (average + element) / 2, 0)),
    ],
    ['median', each(median)],
    ['median', each((elements) => sorted(elements)[Math.floor(elements.length / 2)] as number)],
    ['first-counted-twice', each((elements) => add([elements[0] as number, ...elements]) / elements.length)],
    ['biases-skipped', right.filter((_, i) => !biases(i))],
    ['biases-skipped', right.map((tensor, i) => (biases(i) ? (first[i] as TensorData) : tensor))],
    [
      'biases-skipped',
      right.map((tensor, i) => (biases(i) ? { ...tensor, values: tensor.values.map(() => 0) } : tensor)),
    ],
    ['all-axes', right.map((tensor) => scalar(mean(tensor.values)))],
    [
      'all-axes',
      right.map((tensor) => ({ ...tensor, values: tensor.values.map(() => mean(tensor.values)) })),
    ],
    ['all-axes', scalar(mean(flat.values))],
    ['all-axes', [scalar(mean(flat.values))]],
    ['over-tensors', flatMembers.map((values) => scalar(mean(values)))],
    ['over-tensors', vector(flatMembers.map(mean))],
    ['over-tensors', ensemble.map((member) => scalar(mean(member.map((tensor) => mean(tensor.values)))))],
    ['over-tensors', vector(ensemble.map((member) => mean(member.map((tensor) => mean(tensor.values)))))],
    ['never-unpacked', flat],
    ['never-unpacked', [flat]],
  ];
}

const sorted = (numbers: number[]): number[] => [...numbers].sort((a, b) => a - b);

function median(numbers: number[]): number {
  const ordered = sorted(numbers);
  const middle = (numbers.length - 1) / 2;
  return ((ordered[Math.floor(middle)] as number) + (ordered[Math.ceil(middle)] as number)) / 2;
}
