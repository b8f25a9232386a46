import type { SpentTime } from '../../exercises/call';
import type { TimeLimits } from './limits';
import { canReadProcesses } from './process-tree';
import { mostGrowth, type TimeShare, timeShares, unmeteredGrowth, usualStart } from './time-shares';

type Kind = keyof typeof timeShares;

/** Seconds of each kind of time. */
export type Seconds = Record<Kind, number>;

/** Of the pool, until enough checks have come to an end by themselves: an answer that always loops gets no more. */
const openShare = 0.25;

/**
 * Keeps the books on the time of one exercise of one submission.
 *
 * Each check has a share of its own. What it needs beyond that comes out of the pool of the exercise, of which only a
 * part is open until a quarter of the checks has come to an end, however wrong; of that part one check may take half.
 */
export class TimeAccount {
  readonly #checksToOpen: number;
  readonly #clock: 'cpu' | 'clock';
  /** How much the shares grow on the fastest machine. */
  readonly #leastGrowth: number;
  #ended = 0;
  #growth: number;
  readonly #loading: Seconds = { cpu: 0, idle: 0 };
  /** What checks took beyond their own shares. */
  readonly #drawn: Seconds = { cpu: 0, idle: 0 };

  /**
   * @param checks how many there are
   * @param metered whether the system tells CPU time; default what it does
   */
  constructor(checks: number, metered = canReadProcesses()) {
    this.#checksToOpen = Math.floor(checks / 4);
    this.#clock = metered ? 'cpu' : 'clock';
    this.#leastGrowth = metered ? 1 : unmeteredGrowth;
    this.#growth = this.#leastGrowth;
  }

  /** Takes note of how long a child took to come up, in seconds of CPU time: before anything of the submission runs. */
  started(cpuSeconds: number): void {
    this.#growth = Math.min(mostGrowth, Math.max(this.#growth, cpuSeconds / usualStart));
  }

  /** What loading the answer may take now. */
  forLoading(): TimeLimits {
    return limitsOf((kind) => this.#of(kind).loading - this.#loading[kind]);
  }

  loaded(took: Seconds): void {
    for (const kind of kinds) this.#loading[kind] += took[kind];
  }

  /** What a check may take now. */
  forCheck(): TimeLimits {
    return limitsOf((kind) => {
      const { check, pool } = this.#of(kind);
      const open = this.#ended >= this.#checksToOpen;
      const left = Math.max(0, pool * (open ? 1 : openShare) - this.#drawn[kind]);
      return check + (open ? left : left / 2);
    });
  }

  /** @param ended whether the check came to an end by itself, with whatever result */
  checked(took: Seconds, ended: boolean): void {
    for (const kind of kinds) this.#drawn[kind] += Math.max(0, took[kind] - this.#of(kind).check);
    if (ended) this.#ended++;
  }

  /** What is said of a time that has run out: the share that every machine of the kind gives, however slow it is. */
  spent(kind: Kind): SpentTime {
    const { check, pool } = this.#of(kind, this.#leastGrowth);
    return { limit: kind === 'cpu' ? this.#clock : kind, share: { check, pool } };
  }

  #of(kind: Kind, growth = this.#growth): TimeShare {
    const { loading, check, pool } = timeShares[kind];
    const times = kind === 'cpu' ? growth : 1;
    return { loading: times * loading, check: times * check, pool: times * pool };
  }
}

const kinds = Object.keys(timeShares) as Kind[];

const limitsOf = (seconds: (kind: Kind) => number): TimeLimits => ({
  cpuSeconds: seconds('cpu'),
  idleSeconds: seconds('idle'),
});
