import { exercises } from '../../exercises/catalogue/catalogue';
import type { Language } from '../../lib/language';
import type { Override } from '../batch/overrides';
import {
  type CheckStatus,
  type ExerciseResult,
  type ExerciseStatus,
  type ManualReview,
  points,
  type SubmissionResult,
  type SubmissionStatus,
  statusOf,
} from '../marking/result';
import type { Rubric } from '../marking/rubrics';

export interface CheckReport {
  id: string;
  name: string;
  visibility: 'public' | 'hidden';
  status: CheckStatus;
  score: number;
  maxScore: number;
  message: string;
}

export interface ExerciseReport {
  id: string;
  status: ExerciseStatus;
  score: number;
  maxScore: number;
  /** What the misconception does, in words; empty where none was recognised. */
  diagnosis: string;
  misconception?: string;
  hint?: string;
  checks: CheckReport[];
  title: string;
  code: string;
  cell?: number;
  notes: string[];
  override?: { score: number; points: number; comment: string };
}

/** One submission as the reports show it. */
export interface SubmissionReport {
  /** The lecture's id. */
  assignment: string;
  file: string;
  student: string;
  status: SubmissionStatus;
  score: number;
  maxScore: number;
  /** Whole seconds, rounded up, but for the instructor. */
  seconds: number;
  message: string;
  exercises: ExerciseReport[];
  manualReview: { id: string; text: string; state: ManualReview['state']; statements: string[] }[];
  notes: string[];
  /** For the instructor's eyes: answers like another's, another hand-in of the same student. Never marked. */
  flags: string[];
}

/** How the reports are to be written. */
export interface Presentation {
  language: Language;
  /** Also the messages of hidden checks. */
  instructor: boolean;
  /** Of all lectures. */
  rubrics: Rubric[];
}

/** Puts a result into words and merges what the instructor overrode. */
export function submissionReport(
  { file, student }: { file: string; student: string },
  result: SubmissionResult,
  overrides: Override[],
  flags: string[],
  show: Presentation,
): SubmissionReport {
  const { assignment } = result;
  const rubrics = show.rubrics.filter(({ exercise }) => exercise.lecture === assignment);
  const graded = result.exercises.map((exercise) => exerciseReport(exercise, overrides, show));
  // an override gives points to a submission that could not be read, too
  for (const rubric of result.exercises.length === 0 ? rubrics : []) {
    if (overrides.some(({ exercise }) => exercise === rubric.exercise.id))
      graded.push(exerciseReport(unread(rubric), overrides, show));
  }
  return {
    assignment,
    file,
    student,
    status: result.status,
    score: points(graded.map(({ score }) => score)),
    maxScore: points(rubrics.map(({ maxScore }) => maxScore)),
    // Parts of a second could carry what an answer saw of hidden inputs: it may wait as long as it likes.
    seconds: show.instructor ? result.seconds : Math.ceil(result.seconds),
    message: result.message[show.language],
    exercises: graded,
    manualReview: result.manualReview.map((review) => ({
      ...review,
      statements: review.statements.map((statement) => statement[show.language]),
    })),
    notes: result.notes.map((note) => note[show.language]),
    flags,
  };
}

const unread = ({ exercise, maxScore }: Rubric): ExerciseResult => ({
  id: exercise.id,
  title: exercise.title,
  status: 'missing',
  score: 0,
  maxScore,
  checks: [],
  code: '',
  notes: [],
  likeness: '',
});

function exerciseReport(
  exercise: ExerciseResult,
  overrides: Override[],
  { language, instructor }: Presentation,
): ExerciseReport {
  const override = overrides.find((one) => one.exercise === exercise.id);
  const own = exercises.find(({ id }) => id === exercise.id);
  const known = own?.misconceptions[exercise.misconception ?? ''];
  const score = override ? override.points : exercise.score;
  return {
    id: exercise.id,
    status: override ? statusOf(exercise.checks, score, exercise.maxScore) : exercise.status,
    score,
    maxScore: exercise.maxScore,
    diagnosis: known?.name[language] ?? '',
    ...(known && { misconception: exercise.misconception as string, hint: known.hint[language] }),
    checks: exercise.checks.map(({ name, message, ...check }) => ({
      ...check,
      name: name[language],
      message: check.visibility === 'public' || instructor ? message[language] : '',
    })),
    title: exercise.title[language],
    code: exercise.code,
    ...(exercise.cell !== undefined && { cell: exercise.cell }),
    notes: exercise.notes.map((note) => note[language]),
    ...(override && {
      override: { score: exercise.score, points: override.points, comment: override.comment },
    }),
  };
}
