import type { TensorData } from './model-spec';
import type { Value } from './prepared-check';

/** Whether two answers agree: same kind, shapes and, within the tolerance, numbers. */
export function agree(a: Value, b: Value, tolerance: number): boolean {
  if (!Array.isArray(a) && !Array.isArray(b) && a.values.length === 1 && b.values.length === 1)
    return near(a.values[0] as number, b.values[0] as number, tolerance);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [as, bs] = [[a].flat(), [b].flat()];
  return (
    as.length === bs.length &&
    as.every((tensor, i) => shapeText(tensor) === shapeText(bs[i] as TensorData)) &&
    !firstDifference(as, bs, tolerance)
  );
}

/** Where two lists of tensors first differ by more than the tolerance; undefined where they nowhere do. */
export function firstDifference(expected: TensorData[], got: TensorData[], tolerance: number) {
  for (const [tensor, { values }] of expected.entries())
    for (const [element, value] of values.entries()) {
      const other = got[tensor]?.values[element] ?? Number.NaN;
      if (!near(other, value, tolerance)) return { tensor, element, expected: value, got: other };
    }
  return undefined;
}

/** The largest gradient sets the scale: float32 rounds the small ones relative to it. */
export function firstGradientDifference(expected: TensorData[], got: TensorData[]) {
  const largest = Math.max(...expected.flatMap(({ values }) => values.map(Math.abs)));
  return firstDifference(expected, got, gradientTolerance * largest);
}

const gradientTolerance = 1e-3;

/** False for NaN. An infinity is near itself alone. */
export const near = (got: number, expected: number, tolerance: number): boolean =>
  got === expected || Math.abs(got - expected) <= tolerance;

/** The one number of an answer, whatever its shape; undefined where there are more or none. */
export const singleNumber = (value: Value): number | undefined =>
  Array.isArray(value) || value.values.length !== 1 ? undefined : value.values[0];

/** Whether nothing but zeros stands in all of them. */
export const allZero = (tensors: TensorData[]): boolean =>
  tensors.every(({ values }) => values.every((value) => value === 0));

/** `[2, 3]` */
export const shapeText = ({ shape }: TensorData): string => `[${shape.join(', ')}]`;
