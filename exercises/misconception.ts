import type { Words } from '../lib/language';

/** A mistake that a report and the self-check can name. */
export interface Misconception {
  /** What the answer does, as a report's short diagnosis. */
  name: Words;
  /** A pointer for the student, which does not give the answer away. */
  hint: Words;
}
