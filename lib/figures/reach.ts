import { decimal, text } from '../language';

/** The lowest and the highest of the values; of a long array, too, where Math.min(...values) overflows the stack. */
export function reach(values: readonly number[]): [low: number, high: number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

/** The limits of an axis that shows the values and beyond them, at either end, the n-th part of their reach. */
export function reachAround(values: readonly number[], n: number): [low: number, high: number] {
  const [low, high] = reach(values);
  const beyond = (high - low || 1) / n;
  return [low - beyond, high + beyond];
}

/** From where to where the values lie, for an alternative text: "between -0.31 and 0.28". */
export function describeReach(values: readonly number[]): string {
  const [low, high] = reach(values).map((value) => decimal(value, 2));
  return text({ pl: `między ${low} a ${high}`, en: `between ${low} and ${high}` });
}
