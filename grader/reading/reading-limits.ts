import type { Limits } from '../sandbox/limits';

/**
 * What one question about a hand-in may take. The largest notebook that is opened, 64 MB, is read in a second and a
 * half; the solved lecture with its figures in a twentieth of one; an answer is cut out in a hundredth.
 */
export const readingLimits: Pick<Limits, 'cpuSeconds' | 'idleSeconds'> = { cpuSeconds: 4, idleSeconds: 10 };

/** V8's heap in the process that reads: room for the largest notebook, twice. */
export const heapMegabytes = 1024;
