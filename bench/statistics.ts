/** What is told of many times: the median and the middle half around it, in microseconds. */
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

/** The median over rounds of one round's ratio: what the machine does meanwhile slows both sides of a round. */
export function ratioOf(ours: number[][], theirs: number[][]): number {
  const median = (times: number[]) => spreadOf(times).median;
  const ratios = ours.map((times, i) => median(times) / median(theirs[i] as number[]));
  return spreadOf(ratios).median;
}
