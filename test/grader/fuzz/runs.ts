/** `npm run fuzz` tries ten times as much as the gate does. */
const factor = Number(process.env.BAYES_FUZZ ?? 1);

/** How often a property is tried, and with which seed: every run is the same as the last. */
export const runs = (inGate: number) => ({
  numRuns: inGate * factor,
  seed: Number(process.env.BAYES_FUZZ_SEED ?? 14),
  endOnFailure: factor > 1, // shrinking costs thousands of runs more
});

/** So many in the gate, ten times as many by command. */
export const counted = (inGate: number): number => inGate * factor;

/** An hour: thousands of hand-ins take longer than a test has by default. */
export const endsWhatHangs = 3_600_000;
