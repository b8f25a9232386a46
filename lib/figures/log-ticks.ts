/** Mantissas of the ticks, from coarse to fine; the finest has two ticks in any range of a factor 1.5 or more. */
const mantissas = [[1], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9]];

/**
 * Round numbers from `low` to `high` for a logarithmic axis: the coarsest choice that has at least three.
 *
 * @param low above 0
 */
export function logTicks(low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.floor(Math.log10(high))];
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const choices = mantissas.map((choice) =>
    powers
      .flatMap((power) => choice.map((mantissa) => Number(`${mantissa}e${power}`)))
      .filter((tick) => tick >= low && tick <= high),
  );
  return choices.find((ticks) => ticks.length >= 3) ?? (choices.at(-1) as number[]);
}
