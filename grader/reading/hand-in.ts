import type { Language, Words } from '../../lib/language';
import type { Extracted } from '../extraction/extracted';
import type { WrittenConclusions } from './read-conclusions';

/** What a hand-in is: a notebook of a lecture, or the sentence that says why it cannot be read. */
export type Opened =
  | {
      ok: true;
      /** The lecture's id. */
      assignment: string;
      /** A hash of all that a mark depends on. */
      key: string;
      notes: Words[];
      /** The language that its student reads, where the notebook tells. */
      spoken?: Language;
    }
  | { ok: false; message: Words };

/** An exercise's answer with its likeness, for the flags: empty where there is nothing to compare. */
export type Answer = Extracted & { likeness: string };

/** A hand-in as marking sees it: asked one thing after the other, wherever it is read. */
export interface HandIn {
  /** The lecture's id as far as the file's name tells, for what cannot be read. */
  readonly assignment: string;
  /** @throws {GraderFault} where the machine is at fault, not the hand-in */
  open(): Promise<Opened>;
  /** The answer to one of the exercises of its lecture. */
  answer(exerciseId: string): Promise<Answer>;
  /** What was written as conclusions of an exercise that asks for some. */
  conclusions(exerciseId: string): Promise<WrittenConclusions>;
}
