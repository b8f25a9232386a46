/**
 * Microseconds of each run, by mitata.
 *
 * @param work what is timed
 * @param samples how often
 */
export async function ownTimes(work: () => void, samples: number): Promise<number[]> {
  const { measure } = await import('mitata');
  const stats = await measure(work, {
    min_samples: samples,
    max_samples: samples,
    min_cpu_time: 0,
    batch_samples: 1,
  });
  return stats.samples.map((nanoseconds: number) => nanoseconds / 1000);
}
