import type { Data } from './plotly';
import { thousandths } from './values';

/** So many of a step's lengths may a point lie beside its place: far more than float32 is out, less than is seen. */
const tolerance = 0.01;

/** x as plotly takes it: start and step where the values are evenly spaced, else the values. */
function across(x: readonly number[]): { x: number[] } | { x0: number; dx: number } {
  const [first = 0] = x;
  const step = ((x.at(-1) as number) - first) / (x.length - 1);
  const even = x.every((value, at) => Math.abs(value - first - at * step) <= tolerance * Math.abs(step));
  return even && step !== 0
    ? { x0: Number(first.toPrecision(7)), dx: Number(step.toPrecision(7)) }
    : { x: thousandths(x) };
}

/**
 * Traces of `line` and `band` in fewer bytes: a figure that holds the curves of many states writes the x that they
 * share in two numbers, and y in thousandths.
 *
 * @param x the traces' x, as it was before they rounded it
 */
export function compact(traces: readonly Data[], x: readonly number[]): Data[] {
  const shared = across(x);
  return traces.map((trace) => {
    const { x: _, y, line, ...look } = trace as { x: number[]; y: number[]; line: object };
    // Not simplified: with so many points plotly's shortcuts show as corners in a wide line.
    return { ...look, ...shared, y: thousandths(y), line: { ...line, simplify: false } } as Data;
  });
}
