import type { Limits } from './limits';
import { canReadProcesses, isBusy, treeOf } from './process-tree';

/** Called once, when a limit is passed. */
export type OnLimit = (limit: 'cpu' | 'idle') => void;

/** A metered stretch of a child's life: one call, or its loading. */
export interface Watch {
  /** Ends the metering; the CPU seconds that the tree used since the start. */
  stop(): number;
}

const period = 50;

/**
 * Meters a process tree from outside until `stop`. Idle time is summed over all samples in which the tree slept, each
 * counted as no more than twice the sampling period: a parent that was itself held up takes nothing from the child.
 *
 * Where the system does not tell of its processes (not Linux), all time counts as CPU time.
 */
export function watchTree(root: number, limits: Limits, onLimit: OnLimit): Watch {
  const metered = canReadProcesses();
  const cpuNow = metered ? () => cpuOf(root) : () => performance.now() / 1000;
  const cpuAtStart = cpuNow();
  let idle = 0;
  let last = performance.now();
  let timer: NodeJS.Timeout;
  const used = (): number => Math.max(0, cpuNow() - cpuAtStart);

  const sample = (): void => {
    const now = performance.now();
    if (metered && !isBusy(treeOf(root))) idle += Math.min(now - last, 2 * period) / 1000;
    last = now;
    if (used() > limits.cpuSeconds) onLimit('cpu');
    else if (idle > limits.idleSeconds) onLimit('idle');
    // At uneven times, so that nothing can arrange to be awake at each of them.
    else timer = setTimeout(sample, period * (0.5 + Math.random()));
  };
  timer = setTimeout(sample, period);
  return {
    stop() {
      clearTimeout(timer);
      return used();
    },
  };
}

function cpuOf(root: number): number {
  return treeOf(root).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}
