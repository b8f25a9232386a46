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

/** The times are those of a child's start, before any of a submission's code runs; an answer's are in time-shares.ts. */
export const defaultLimits: Limits = { cpuSeconds: 4, idleSeconds: 2, memoryMegabytes: 1024, processes: 64 };
