/**
 * What the answer to one exercise may take, in seconds of one kind of time.
 *
 * Measured on a machine where a child comes up in 0.055 s of CPU time: a whole ordinary hand-in, two exercises of 20
 * checks, takes 0.26 s, 0.05 of them the grader's own; one of its checks 0.01 s, its slowest 0.04 s in a child that has
 * compiled nothing yet. The slowest right answer of the tests, which computes the whole divergence anew for each
 * parameter, takes 1.6 s for the lecture's nets and 0.9 s for all other checks together.
 *
 * So a check has six ordinary ones of its own. A hand-in that loops in all 20 pays 20 x (0.06 s, a start of 0.055 s and
 * 0.03 s until it is seen and ended), and a quarter of the pool for each exercise: 4.5 s, 17 ordinary ones. One right
 * answer may be as slow as 2 s in its slowest check, wherever that stands.
 */
export interface TimeShare {
  /** For loading the answer, in all the children that it takes. */
  loading: number;
  /** Reserved for each check: no other can spend it. */
  check: number;
  /** For all checks together, beyond what is reserved. */
  pool: number;
}

/** An answer has nothing to wait for: what is idle for long waits for ever. */
export const timeShares = {
  cpu: { loading: 1, check: 0.06, pool: 2.5 },
  idle: { loading: 1, check: 0.3, pool: 1.2 },
} satisfies Record<string, TimeShare>;

/**
 * CPU time that a child takes to come up where the shares are as they stand, in seconds. On a slower machine all that
 * an answer does is slower too: there the shares grow with the start, and so does what an ordinary hand-in costs.
 */
export const usualStart = 0.06;

/** How much shares grow where all time counts as CPU time: what else the machine does then takes from them. */
export const unmeteredGrowth = 5;

/** How much shares grow at most. */
export const mostGrowth = 20;
