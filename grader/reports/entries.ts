import { exerciseNumber } from '../../exercises/exercise';
import type { Language } from '../../lib/language';
import { points } from '../marking/result';
import type { CheckReport, ExerciseReport, SubmissionReport } from './submission-report';

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
 * A hand-in as lines whose scores sum to its score: platforms add them up themselves, and one that shows more points
 * than its lines would look forged. So what a person gave stands in a line of its own that says so, and a hand-in
 * without any check, because it cannot be read, has one too.
 */
export function entriesOf(report: SubmissionReport): Entry[] {
  const words = wordsOf[report.language];
  const entries = report.exercises.flatMap((exercise) => entriesOfExercise(exercise, words.byHand));
  const rest = {
    of: 'hand-in',
    number: '0',
    diagnosis: '',
    visibility: 'public' as const,
    score: points([report.score, ...entries.map(({ score }) => -score)]),
    maxScore: Math.max(0, points([report.maxScore, ...entries.map(({ maxScore }) => -maxScore)])),
  };
  if (report.status !== 'graded')
    entries.push({ ...rest, id: 'reading', name: words.reading, status: 'error', message: report.message });
  else if (rest.score !== 0 || rest.maxScore !== 0)
    entries.push({ ...rest, id: 'by-hand', name: words.byHand, status: 'passed', message: '' });
  return entries;
}

/**
 * What a line says beside its points.
 *
 * @param hiddenToo also the messages of hidden checks, where the report has them
 */
export const saidOf = ({ message, visibility, diagnosis }: Entry, hiddenToo: boolean): string =>
  [hiddenToo || visibility === 'public' ? message : '', diagnosis].filter(Boolean).join('; ');

function entriesOfExercise(exercise: ExerciseReport, byHand: string): Entry[] {
  const number = exerciseNumber(exercise.id);
  const entries = exercise.checks.map(
    (check, i): Entry => ({
      ...check,
      of: exercise.id,
      name: `${exercise.title}: ${check.name}`,
      number: `${number}.${i + 1}`,
      diagnosis: check.status === 'passed' ? '' : exercise.diagnosis,
    }),
  );
  const { override } = exercise;
  if (!override) return entries;
  const score = points([exercise.score, ...entries.map((entry) => -entry.score)]);
  entries.push({
    id: 'by-hand',
    of: exercise.id,
    name: `${exercise.title}: ${byHand}`,
    number: `${number}.${entries.length + 1}`,
    visibility: 'public',
    status: score < 0 ? 'failed' : 'passed',
    score,
    maxScore: Math.max(0, points([exercise.maxScore, ...entries.map((entry) => -entry.maxScore)])),
    message: override.comment,
    diagnosis: '',
  });
  return entries;
}

const wordsOf: Record<Language, { byHand: string; reading: string }> = {
  pl: { byHand: 'punkty przyznane przez prowadzącego', reading: 'odczyt pracy' },
  en: { byHand: 'points given by the instructor', reading: 'reading the hand-in' },
};
