import { exerciseById } from '../../exercises/catalogue/exercise-by-id';
import type { Place } from '../submission/place';
import type { Answer, HandIn, Opened } from './hand-in';
import { lectureOf } from './lecture-of';
import type { WrittenConclusions } from './read-conclusions';
import { type Reader, tooMuch } from './reader';

/** A hand-in that another process reads. What that process ends of costs the question that was asked, no other. */
export class RemoteHandIn implements HandIn {
  readonly assignment: string;
  readonly #reader: Reader;
  readonly #about: { place: Place; file: string };
  /** Once only: what the notebook says of itself does not change while it is graded. */
  #opened: Opened | undefined;

  constructor(reader: Reader, place: Place, file: string) {
    this.assignment = lectureOf({ cells: [], file }).id;
    this.#reader = reader;
    this.#about = { place, file };
  }

  async open(): Promise<Opened> {
    this.#opened ??= await this.#open();
    return this.#opened;
  }

  /** What was opened, for another machine; undefined where it takes too much to be packed. */
  async pack(): Promise<Buffer | undefined> {
    const asked = await this.#reader.ask<string>({ ...this.#about, kind: 'pack' });
    return 'answer' in asked ? Buffer.from(asked.answer, 'base64') : undefined;
  }

  async answer(exercise: string): Promise<Answer> {
    const asked = await this.#reader.ask<Answer>({ ...this.#about, kind: 'answer', exercise });
    if ('answer' in asked) return asked.answer;
    const message = tooMuch[asked.ended];
    return { exercise, status: 'unloadable', source: '', code: '', assumptions: [], message, likeness: '' };
  }

  async conclusions(exercise: string): Promise<WrittenConclusions> {
    const asked = await this.#reader.ask<WrittenConclusions>({
      ...this.#about,
      kind: 'conclusions',
      exercise,
    });
    if ('answer' in asked) return asked.answer;
    const id = exerciseById(exercise, 'read the conclusions').conclusions?.id ?? exercise;
    const { pl, en } = tooMuch[asked.ended];
    const note = { pl: `${id}: ${pl}`, en: `${id}: ${en}` };
    return { review: { id, text: '', state: 'answered' }, notes: [note] };
  }

  async #open(): Promise<Opened> {
    const asked = await this.#reader.ask<Opened>({ ...this.#about, kind: 'open' });
    if ('answer' in asked) return asked.answer;
    return { ok: false, message: tooMuch[asked.ended] };
  }
}
