import { canReadProcesses } from './process-tree';

/** What a child may use. */
export interface Limits extends TimeLimits {
  /** Memory that a process may write to, inside and outside V8's heap. */
  memoryMegabytes: number;
  /** Processes and threads of a submission; Node itself has eleven threads. */
  processes: number;
}

/** What one question to a child may take: to come up, to load an answer, to call it. */
export interface TimeLimits {
  /** CPU time of the whole process tree. */
  cpuSeconds: number;
  /** Time in which no thread of the tree runs or could run. A loaded machine does not make it longer. */
  idleSeconds: number;
}

/**
 * What a process of the project may take to come up, before it has anything of a submission. Where the system does not
 * tell CPU time all time counts, and a machine that is busy or looks through each new program takes its time.
 */
export const startLimits = (metered = canReadProcesses()): TimeLimits => ({
  cpuSeconds: metered ? 4 : 60,
  idleSeconds: metered ? 2 : 60,
});

/** The times are those of a child's start; an answer's are in time-shares.ts. */
export const defaultLimits: Limits = { ...startLimits(), memoryMegabytes: 1024, processes: 64 };
