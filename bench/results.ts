/** What one side of a row has computed, by its name in a sentence: `the loss`, `ada.ipynb exercise-1`. */
export type Results = Record<string, number | string>;

const tolerance = 1e-5;

/**
 * Makes sure that both sides compute the same thing, before their times are compared.
 *
 * @param row its name
 * @param here what this side has computed
 * @param other what the other side has
 * @param where the other side is, as in `in PyTorch`
 * @returns the largest relative distance of two numbers
 * @throws {Error} where it is above 1e-5, or where anything else differs or is missing
 */
export function agreementOf(row: string, here: Results, other: Results, where: string): number {
  let largest = 0;
  for (const what of new Set([...Object.keys(here), ...Object.keys(other)])) {
    const [a, b] = [here[what], other[what]];
    const distance = distanceOf(a, b);
    if (!(distance <= tolerance))
      throw new Error(`Cannot compare ${row}: ${what} differs, ${a} here and ${b} ${where}`);
    largest = Math.max(largest, distance);
  }
  return largest;
}

function distanceOf(a: Results[string] | undefined, b: Results[string] | undefined): number {
  if (a === b) return 0;
  return typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) / Math.abs(b) : Number.NaN;
}
