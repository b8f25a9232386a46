import type { TimeLimits } from '../sandbox/limits';
import { canReadProcesses } from '../sandbox/process-tree';
import { unmeteredGrowth } from '../sandbox/time-shares';

/**
 * What one question about a hand-in may take. The largest notebook that is opened, 64 MB, is read in a second and a
 * half; the solved lecture with its figures in a twentieth of one; an answer is cut out in a hundredth. Where the
 * system does not tell CPU time all time counts, and so it is more.
 */
export const readingLimits: TimeLimits = {
  cpuSeconds: 4 * (canReadProcesses() ? 1 : unmeteredGrowth),
  idleSeconds: 10,
};

/** V8's heap in the process that reads: room for the largest notebook, twice. */
export const heapMegabytes = 1024;
