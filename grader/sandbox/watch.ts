import type { Limits } from './limits';
import { activityOf, canReadProcesses, type ProcessState, readProcess, treeOf } from './process-tree';

const period = 50;

/** How much of its time a tree counts as idle. A disk may be slow for long, but not for ever: there are ways to feign it. */
const idleShare = { running: 0, waiting: 0.1, asleep: 1 };

/**
 * Meters a child's process tree from outside, call by call.
 *
 * Idle time is summed over all samples in which the tree slept, each counted as no more than twice the sampling
 * period: a parent that was itself held up takes nothing from the child. Where the system does not tell of its
 * processes (not Linux), all time counts as CPU time.
 */
export class TreeWatch {
  readonly #root: number;
  readonly #metered = canReadProcesses();
  #tree: ProcessState[] = [];
  #timer: NodeJS.Timeout | undefined;
  #cpuSeconds = 0;

  constructor(root: number) {
    this.#root = root;
  }

  /** CPU time that the tree has used since it was first looked at. */
  get cpuSeconds(): number {
    return this.#cpuSeconds;
  }

  /** Starts metering one call; `onLimit` is called once where it passes a limit. */
  start(limits: Pick<Limits, 'cpuSeconds' | 'idleSeconds'>, onLimit: (limit: 'cpu' | 'idle') => void): void {
    const cpuBefore = this.#cpuSeconds;
    let idle = 0;
    let last = performance.now();
    const sample = (): void => {
      const now = performance.now();
      this.#tree = this.#metered ? treeOf(this.#root) : [];
      this.#readCpu(now - last);
      if (this.#metered)
        idle += (idleShare[activityOf(this.#tree)] * Math.min(now - last, 2 * period)) / 1000;
      last = now;
      if (this.#cpuSeconds - cpuBefore > limits.cpuSeconds) onLimit('cpu');
      else if (idle > limits.idleSeconds) onLimit('idle');
      // At uneven times, so that nothing can arrange to be awake at each of them.
      else this.#timer = setTimeout(sample, period * (0.5 + Math.random()));
    };
    this.#timer = setTimeout(sample, period);
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (!this.#metered) return;
    // The processes that a child starts with are there once it answers; a walk for others is for longer calls.
    if (this.#tree.length === 0) this.#tree = treeOf(this.#root);
    else this.#tree = this.#tree.map(({ pid }) => readProcess(pid)).filter((state) => state !== undefined);
    this.#readCpu(0);
  }

  #readCpu(elapsed: number): void {
    if (!this.#metered) this.#cpuSeconds += elapsed / 1000;
    const now = this.#tree.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    this.#cpuSeconds = Math.max(this.#cpuSeconds, now);
  }
}
