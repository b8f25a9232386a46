import type { TimeLimits } from './limits';
import { activityOf, canReadProcesses, type ProcessState, readProcess, treeOf } from './process-tree';

/** Milliseconds between two looks. */
const period = 50;

/** The shortest: the system counts CPU time in hundredths of a second. */
const shortestPeriod = 10;

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
  readonly #metered: boolean;
  #tree: ProcessState[] = [];
  #timer: NodeJS.Timeout | undefined;
  #cpuSeconds = 0;
  #idleSeconds = 0;

  /** When it was last looked at, in milliseconds. */
  #last = 0;

  /** @param metered whether the system tells of its processes; default what it does */
  constructor(root: number, metered = canReadProcesses()) {
    this.#root = root;
    this.#metered = metered;
  }

  /** CPU time that the tree has used since it was first looked at. */
  get cpuSeconds(): number {
    return this.#cpuSeconds;
  }

  /** Time in which it slept while it was watched. */
  get idleSeconds(): number {
    return this.#idleSeconds;
  }

  /** Starts metering one call; `onLimit` is called once where it passes a limit. */
  start(limits: TimeLimits, onLimit: (limit: 'cpu' | 'idle') => void): void {
    const [cpuBefore, idleBefore] = [this.#cpuSeconds, this.#idleSeconds];
    this.#last = performance.now();
    const sample = (): void => {
      this.#tree = this.#metered ? treeOf(this.#root) : [];
      const elapsed = this.#readCpu();
      if (this.#metered)
        this.#idleSeconds += (idleShare[activityOf(this.#tree)] * Math.min(elapsed, 2 * period)) / 1000;
      const cpuLeft = limits.cpuSeconds - (this.#cpuSeconds - cpuBefore);
      if (cpuLeft < 0) onLimit('cpu');
      else if (this.#idleSeconds - idleBefore > limits.idleSeconds) onLimit('idle');
      else this.#timer = setTimeout(sample, untilNext(cpuLeft));
    };
    this.#timer = setTimeout(sample, Math.min(period, untilNext(limits.cpuSeconds)));
  }

  stop(): void {
    clearTimeout(this.#timer);
    // The processes that a child starts with are there once it answers; a walk for others is for longer calls.
    if (this.#metered && this.#tree.length === 0) this.#tree = treeOf(this.#root);
    else this.#tree = this.#tree.map(({ pid }) => readProcess(pid)).filter((state) => state !== undefined);
    this.#readCpu();
  }

  /** @returns the milliseconds since it was last read */
  #readCpu(): number {
    const elapsed = performance.now() - this.#last;
    this.#last += elapsed;
    if (!this.#metered) this.#cpuSeconds += elapsed / 1000;
    const now = this.#tree.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    this.#cpuSeconds = Math.max(this.#cpuSeconds, now);
    return elapsed;
  }
}

/** At uneven times, so that nothing can arrange to be awake at each of them; sooner where the limit may be passed by then. */
const untilNext = (cpuLeft: number): number =>
  Math.max(shortestPeriod, Math.min(period * (0.5 + Math.random()), 1000 * cpuLeft));
