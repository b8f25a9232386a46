import { exerciseNumber } from '../../exercises/exercise';
import { points } from '../marking/result';
import type { CheckReport, SubmissionReport } from './submission-report';

/** A line of a platform's report: a check, or points that no check gave. */
export interface Entry extends CheckReport {
  /** Whose it is: an exercise's id, or `hand-in`. */
  of: string;
  /** With the exercise's title in front. */
  name: string;
  /** Its place, such as `1.3`. */
  number: string;
  /** What the exercise's answer as a whole was recognised as; empty where the line has passed. */
  diagnosis: string;
}

/**
 * A hand-in as lines whose scores sum to its score, and their greatest ones to its greatest: platforms add them up
 * themselves, and one that shows more points than its lines would look forged. What a person gave is one of the checks;
 * a hand-in that cannot be read has a line that says why.
 */
export function entriesOf(report: SubmissionReport): Entry[] {
  const numbers = new Map<number, number>(); // an exercise and its conclusions share one
  const entries = report.exercises.flatMap(({ id, title, checks, diagnosis }) =>
    checks.map((check): Entry => {
      const number = exerciseNumber(id);
      const place = (numbers.get(number) ?? 0) + 1;
      numbers.set(number, place);
      return {
        ...check,
        of: id,
        name: `${title}: ${check.name}`,
        number: `${number}.${place}`,
        diagnosis: check.status === 'passed' ? '' : diagnosis,
      };
    }),
  );
  if (report.status === 'graded') return entries;
  const reading: Entry = {
    id: 'reading',
    of: 'hand-in',
    name: { pl: 'odczyt pracy', en: 'reading the hand-in' }[report.language],
    number: '0',
    visibility: 'public',
    status: 'error',
    score: 0,
    maxScore: points([report.maxScore, ...entries.map(({ maxScore }) => -maxScore)]),
    message: report.message,
    diagnosis: '',
  };
  return [reading, ...entries];
}

/**
 * What a line says beside its points.
 *
 * @param hiddenToo also the messages of hidden checks, where the report has them
 */
export const saidOf = ({ message, visibility, diagnosis }: Entry, hiddenToo: boolean): string =>
  [hiddenToo || visibility === 'public' ? message : '', diagnosis].filter(Boolean).join('; ');
