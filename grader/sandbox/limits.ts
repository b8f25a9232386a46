/** What one call of a submission, or its loading, may use. */
export interface Limits {
  /** CPU time of the whole process tree. */
  cpuSeconds: number;
  /** Time in which no thread of the tree runs or could run. A loaded machine does not make it longer. */
  idleSeconds: number;
  /** Memory that a process may write to, inside and outside V8's heap. */
  memoryMegabytes: number;
  /** Processes and threads of a submission; Node itself has eleven threads. */
  processes: number;
}

/** An ordinary call takes some milliseconds; one on a machine ten times slower still fits. */
export const defaultLimits: Limits = { cpuSeconds: 4, idleSeconds: 2, memoryMegabytes: 1024, processes: 64 };
