import type { Words } from '../lib/language';
import type { Recogniser } from './evidence';

/** What is taken off when the inputs come back altered. Nothing here can earn points. */
export interface Deduction {
  id: string;
  name: Words;
  points: number;
}

/** A question that is answered in words, in a Markdown cell: read by a person, never marked here. */
export interface Conclusions {
  /** Also the tag of the cell. */
  id: string;
  /** Fewer words of the student's own than this are pointed out as too short. */
  fewestWords: number;
  /** What the untouched cell says, a sentence at a time, so that what a student leaves standing is not theirs. */
  stub: readonly string[];
}

/** The number in an exercise's id. */
export const exerciseNumber = (id: string): number => Number(id.replace(/\D/g, ''));

/** What everyone may know of an exercise. What students may not know stands in `marking.ts` beside it. */
export interface Exercise {
  /** `exercise-` and a number that no other exercise of any lecture has; also the tag of the exercise's cell. */
  id: `exercise-${number}`;
  /** The lecture that it belongs to, by the name of its source without the ending. */
  lecture: string;
  /** The student's function; case and underscores never matter. */
  functionName: string;
  title: Words;
  /**
   * What the grader looks at beyond the public checks, as it ends the self-check's sentence "… the grader also looks
   * at …" (in Polish "… ocena obejmuje też …", accusative). Students read it: it tells no more than the exercise's text.
   */
  alsoGraded: Words;
  /** Default none. */
  deductions?: readonly Deduction[];
  /** What tells which misconception is behind a wrong answer, in this order. Default the numbers alone. */
  recognisers?: readonly Recogniser[];
  /** Default none. */
  conclusions?: Conclusions;
}
