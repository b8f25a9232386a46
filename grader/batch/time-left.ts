/** How long the rest of a batch will take, in seconds, as far as what was seen tells. */
export interface TimeLeft {
  least: number;
  /** Undefined where nothing seen bounds it: one that runs just now is slower than all that are done. */
  most?: number;
}

/** From fewer nothing follows. */
const fewestSeen = 5;

/**
 * Estimates how long the rest of a batch will take.
 *
 * The sum of so many further times lies within two standard deviations of what their mean promises; the mean itself is
 * known only as well as so few times tell it.
 *
 * @param seen how long each took that is done and was not answered from the journal, in seconds
 * @param running for how long those have run that are not done, in seconds
 * @param waiting how many have not begun
 * @param jobs how many run at a time
 * @returns undefined where too few are done
 */
export function timeLeft(
  seen: number[],
  running: number[],
  waiting: number,
  jobs: number,
): TimeLeft | undefined {
  if (seen.length < fewestSeen) return undefined;
  const mean = seen.reduce((sum, one) => sum + one, 0) / seen.length;
  const variance = seen.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (seen.length - 1);
  const count = running.length + waiting;
  const begun = running.reduce((sum, one) => sum + Math.min(one, mean), 0);
  const likely = count * mean - begun;
  const doubt = 2 * Math.sqrt(variance * (count + count ** 2 / seen.length));
  const shortest = Math.min(...seen);
  const least = Math.max(waiting * shortest, likely - doubt, 0) / jobs;
  const slower = Math.max(...running, 0) > Math.max(...seen);
  return slower ? { least } : { least, most: (likely + doubt) / jobs };
}
