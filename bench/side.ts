import type { Results } from './results';

/** A row's work done by one clone, warmed up. */
export interface Side {
  results: Results;
  /** Microseconds of each run of one round. */
  times(): Promise<number[]>;
  stop(): void;
}
