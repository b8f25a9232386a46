const rounds = 3;

/** The one in the middle, of an even number the upper one. */
export const median = (numbers: number[]): number =>
  [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

/**
 * Measures in rounds, each of which is told on stderr.
 *
 * @param measure what one round gives, each number by its name
 * @returns the median of each number
 */
export async function mediansOf<Name extends string>(
  measure: (round: number) => Promise<Record<Name, number>>,
): Promise<Record<Name, number>> {
  const measured: Record<Name, number>[] = [];
  for (let i = 0; i < rounds; i++) {
    const one = await measure(i);
    measured.push(one);
    console.error(`round ${i + 1} of ${rounds}: ${JSON.stringify(one)}`);
  }
  const names = Object.keys(measured[0] as object) as Name[];
  return Object.fromEntries(names.map((name) => [name, median(measured.map((one) => one[name]))])) as Record<
    Name,
    number
  >;
}
