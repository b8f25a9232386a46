import { createHash } from 'node:crypto';
import type { Language } from '../../lib/language';
import { nodesOf } from '../likeness/likeness';
import { type Counted, formFor } from '../marking/counted';
import type { SubmissionResult } from '../marking/result';
import type { ManualReview } from '../reading/manual-review';

/** Answers of one exercise that are equal, once for the batch. */
export interface EqualAnswers {
  /** The exercise, or its written conclusions. */
  id: string;
  /** How long the answer is, in nodes of its tree or in words. */
  size: number;
  unit: 'nodes' | 'words';
  /** Whether several people may well have written it, each by themselves. */
  short: boolean;
  /** The solution that they are equal to, such as `solutions/exercise-1.ts`. */
  solution?: string;
  /** How many hand-ins have it. */
  count: number;
  /** The first of their files. */
  files: string[];
}

/** Shorter answers than this, in nodes, come out equal by themselves: one line of exercise 2 has some 22, a loop 29. */
const shortest = 30;

/** Conclusions of so few words are not compared. */
const fewestWords = 20;

/** The most files that are named. */
const mostNamed = 5;

/** A file, and whose it is. */
interface Named {
  file: string;
  student: string;
}

/** What is known of one hand-in. */
export interface Noted extends Named {
  result: Pick<SubmissionResult, 'assignment' | 'exercises' | 'manualReview'>;
}

/** What the instructor should look at, beside the marks: likenesses and second hand-ins over the whole batch. */
export class Flags {
  readonly #groups = new Map<string, Named[]>();
  readonly #filesOf = new Map<string, Named[]>();
  readonly #solutions: Map<string, string>;
  readonly #language: Language;

  /** @param solutions the files of the known answers, by their likeness */
  constructor(solutions: Map<string, string>, language: Language) {
    this.#solutions = solutions;
    this.#language = language;
  }

  /** Takes note of one submission; all have to be noted before anything is asked for. */
  note({ file, student, result }: Noted): void {
    push(this.#filesOf, `${result.assignment}/${student}`, { file, student });
    for (const key of keysOf(result)) push(this.#groups, key, { file, student });
  }

  /** Every answer that several students have, the longest first. */
  equalAnswers(): EqualAnswers[] {
    return [...this.#groups]
      .filter(([, handIns]) => severalStudents(handIns))
      .map(([key, handIns]) => this.#describe(key, handIns))
      .sort((a, b) => b.size - a.size);
  }

  /**
   * The flags of one submission, one for each thing to look at, with a few names.
   *
   * A short answer that three or more have says nothing about any of them: it is told of the batch alone.
   */
  of({ file, student, result }: Noted): string[] {
    const flags: string[] = [];
    const own = this.#filesOf.get(`${result.assignment}/${student}`) ?? [];
    if (own.length > 1)
      flags.push(
        `${this.#say('inne prace tej osoby', 'also handed in by this student')}: ${named(own, file, own.length - 1)}`,
      );
    for (const key of keysOf(result)) {
      const handIns = this.#groups.get(key) ?? [];
      const about = this.#describe(key, handIns);
      const others = handIns.length - 1;
      const common = about.short && about.count > 2;
      if (about.solution && !common)
        flags.push(
          `${about.id}: ${this.#say('taka sama jak', 'equal to')} ${about.solution}${about.short ? this.#length(about) : ''}`,
        );
      if (severalStudents(handIns) && !common)
        flags.push(
          `${about.id}: ${this.#sameAs(others)}${this.#length(about)}: ${named(handIns, file, others)}`,
        );
    }
    return flags;
  }

  #describe(key: string, handIns: readonly Named[]): EqualAnswers {
    const [id, mark] = key.split(' ') as [string, string];
    const size = nodesOf(mark);
    const words = mark.endsWith('w');
    const solution = this.#solutions.get(mark);
    return {
      id,
      size,
      unit: words ? 'words' : 'nodes',
      short: !words && size < shortest,
      ...(solution && { solution }),
      count: handIns.length,
      files: handIns.slice(0, mostNamed).map(({ file }) => file),
    };
  }

  #sameAs(others: number): string {
    return this.#say(
      `taka sama jak w ${others} ${others === 1 ? 'innej pracy' : 'innych pracach'}`,
      `equal to that in ${others} ${others === 1 ? 'other' : 'others'}`,
    );
  }

  #length({ size, unit, short }: EqualAnswers): string {
    return ` (${size} ${formFor(size, this.#language, units[unit])}${short ? this.#say(': krótka odpowiedź', ': a short answer') : ''})`;
  }

  #say(pl: string, en: string): string {
    return this.#language === 'pl' ? pl : en;
  }
}

/** What of a submission is compared: each answer's likeness and each conclusion's words, with its exercise. */
function keysOf({ exercises, manualReview }: Noted['result']): string[] {
  return [
    ...exercises.filter(({ likeness }) => likeness).map(({ id, likeness }) => `${id} ${likeness}`),
    ...manualReview
      .map(({ id, text }) => ({ id, mark: wordsOf(text) }))
      .flatMap(({ id, mark }) => (mark ? [`${id} ${mark}`] : [])),
  ];
}

/** A mark of a text's words, whatever stands between them; empty for a text of few words. */
function wordsOf(text: ManualReview['text']): string {
  const hash = createHash('sha256');
  let count = 0;
  for (const [word] of text
    .toLowerCase()
    .normalize('NFC')
    .matchAll(/[\p{L}\p{N}]+/gu)) {
    hash.update(word).update(' ');
    count++;
  }
  return count > fewestWords ? `${count}-${hash.digest('hex').slice(0, 16)}w` : '';
}

const units: Record<EqualAnswers['unit'], Counted> = {
  words: { pl: ['słowo', 'słowa', 'słów'], en: ['word', 'words'] },
  nodes: { pl: ['węzeł', 'węzły', 'węzłów'], en: ['node', 'nodes'] },
};

/** A student's own second hand-in is no copy. */
const severalStudents = (handIns: readonly Named[]): boolean =>
  handIns.some(({ student }) => student !== handIns[0]?.student);

/** A few files other than one's own, and that there are more. */
function named(handIns: readonly Named[], own: string, others: number): string {
  const names = handIns
    .slice(0, mostNamed + 1)
    .map(({ file }) => file)
    .filter((file) => file !== own)
    .slice(0, mostNamed);
  return names.length < others ? `${names.join(', ')} +${others - names.length}` : names.join(', ');
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
