import type { Language } from '../../lib/language';

/** A lecture: a source in lecture/, and the exercises that name it. */
export interface Lecture {
  /** The name of its source without the ending, such as `01-bayesian-neural-networks`: what reports call the assignment. */
  id: string;
  /** The names of its notebooks without their ending. */
  files: Record<Language, string>;
}
