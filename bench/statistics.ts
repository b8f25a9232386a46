/** What is told of many times: the median and the middle half around it; of times in microseconds. */
export interface Spread {
  median: number;
  low: number; // first quartile
  high: number; // third quartile
}

export function spreadOf(times: number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/**
 * One round's ratio of medians, over the rounds: what the machine does meanwhile slows both sides of a round.
 *
 * @param ours times, round by round
 * @param theirs the same rounds
 * @returns the ratios' median and middle half, without a unit
 */
export function ratioOf(ours: number[][], theirs: number[][]): Spread {
  const median = (times: number[]) => spreadOf(times).median;
  return spreadOf(ours.map((times, i) => median(times) / median(theirs[i] as number[])));
}
