import { createHash } from 'node:crypto';
import { exerciseById } from '../../exercises/catalogue/exercise-by-id';
import type { Conclusions } from '../../exercises/exercise';
import { extractExercise } from '../extraction/extract-exercise';
import { likeness } from '../likeness/likeness';
import type { Cell } from '../submission/cell';
import { packSubmission } from '../submission/packed-submission';
import type { Submission } from '../submission/read-submission';
import type { Answer, HandIn, Opened } from './hand-in';
import { lectureOf } from './lecture-of';
import { readConclusions, type WrittenConclusions } from './read-conclusions';

/** A hand-in that is read and cut up in this very process. */
export class LoadedHandIn implements HandIn {
  readonly assignment: string;
  readonly #read: () => Promise<Submission>;
  readonly #file: string;
  #submission: (Submission & { ok: true }) | undefined;

  /**
   * @param read reads the notebook
   * @param file its name as the report shows it: a last sign of its lecture
   */
  constructor(read: () => Promise<Submission>, file = '') {
    this.assignment = lectureOf({ cells: [], file }).id;
    this.#read = read;
    this.#file = file;
  }

  async open(): Promise<Opened> {
    const submission = await this.#read();
    if (!submission.ok) return { ok: false, message: submission.message };
    const { notes, spoken } = submission;
    this.#submission = submission;
    const assignment = lectureOf({ ...submission, file: this.#file }).id;
    return { ok: true, assignment, notes, ...(spoken && { spoken }), key: keyOf(assignment, submission) };
  }

  /**
   * The hand-in as {@link packSubmission} writes it, in base64, since it is sent between processes.
   *
   * @throws {Error} where it is not open: then there is nothing to pack
   */
  pack(): string {
    if (!this.#submission) throw new Error('Cannot pack a hand-in: it must be open first');
    const { id } = lectureOf({ ...this.#submission, file: this.#file });
    return packSubmission(this.#submission, id).toString('base64');
  }

  get #cells(): Cell[] {
    return this.#submission?.cells ?? [];
  }

  async answer(exerciseId: string): Promise<Answer> {
    const extracted = extractExercise(this.#cells, exerciseById(exerciseId, 'cut out the answer'));
    return { ...extracted, likeness: extracted.status === 'found' ? likeness(extracted.source) : '' };
  }

  async conclusions(exerciseId: string): Promise<WrittenConclusions> {
    return readConclusions(
      this.#cells,
      exerciseById(exerciseId, 'read the conclusions').conclusions as Conclusions,
    );
  }
}

/** Of all that a mark depends on. */
const keyOf = (assignment: string, { cells, notes }: Extract<Submission, { ok: true }>): string =>
  createHash('sha256')
    .update(JSON.stringify([assignment, cells, notes]))
    .digest('hex');
