import { exercises } from '../../exercises/catalogue/catalogue';
import type { PublishedExercise } from '../../exercises/catalogue/published-exercise';
import type { Language } from '../../lib/language';
import type { Override } from '../batch/overrides';
import {
  type CheckStatus,
  type ExerciseResult,
  type ExerciseStatus,
  points,
  type SubmissionResult,
  type SubmissionStatus,
  statusOf,
} from '../marking/result';
import type { Rubric } from '../marking/rubrics';
import type { ManualReview } from '../reading/manual-review';

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
  /** Where a person gave the points; `score` is the grader's own. */
  override?: { score: number; points: number; comment: string };
}

/** One submission as the reports show it. */
export interface SubmissionReport {
  /** The lecture's id. */
  assignment: string;
  /** The language of its words. */
  language: Language;
  file: string;
  student: string;
  /** The platform's number for the student, where it gives one. */
  id?: string;
  status: SubmissionStatus;
  /** The sum of its exercises', as an exercise's is that of its checks. */
  score: number;
  maxScore: number;
  /** Whole seconds, rounded up, but for the instructor. */
  seconds: number;
  message: string;
  exercises: ExerciseReport[];
  manualReview: { id: string; text: string; state: ManualReview['state'] }[];
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
  { file, student, id }: { file: string; student: string; id?: string },
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
  const inWords = rubrics.flatMap(({ exercise }) => conclusionsReport(exercise, overrides, show));
  return {
    assignment,
    language: show.language,
    file,
    student,
    ...(id !== undefined && { id }),
    status: result.status,
    score: points([...graded, ...inWords].map(({ score }) => score)),
    maxScore: points([...rubrics, ...inWords].map(({ maxScore }) => maxScore)),
    // Parts of a second could carry what an answer saw of hidden inputs: it may wait as long as it likes.
    seconds: show.instructor ? result.seconds : Math.ceil(result.seconds),
    message: result.message[show.language],
    exercises: [...graded, ...inWords],
    manualReview: result.manualReview,
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
    checks: [
      ...exercise.checks.map(({ name, message, ...check }) => ({
        ...check,
        name: name[language],
        message: check.visibility === 'public' || instructor ? message[language] : '',
      })),
      ...(override ? [givenByHand(override, exercise.checks, language)] : []),
    ],
    title: exercise.title[language],
    code: exercise.code,
    ...(exercise.cell !== undefined && { cell: exercise.cell }),
    notes: exercise.notes.map((note) => note[language]),
    ...(override && {
      override: { score: exercise.score, points: override.points, comment: override.comment },
    }),
  };
}

/** Points for conclusions, which a person alone can give. */
function conclusionsReport(
  { conclusions, number }: PublishedExercise,
  overrides: Override[],
  { language }: Presentation,
): ExerciseReport[] {
  const override = overrides.find(({ exercise }) => exercise === conclusions?.id);
  if (!override) return [];
  const { exercise: id, points: score, max = 0, comment } = override;
  const checks = [{ ...givenByHand(override, [], language), maxScore: max }];
  return [
    {
      id,
      status: statusOf(checks, score, max),
      score,
      maxScore: max,
      diagnosis: '',
      checks,
      title: { pl: `Wnioski z zadania ${number}`, en: `Conclusions of exercise ${number}` }[language],
      code: '',
      notes: [],
      override: { score: 0, points: score, comment },
    },
  ];
}

/** What a person gave beyond the checks, or took, as one more of them: so the sum is right in every report. */
function givenByHand(
  override: Override,
  checks: readonly { score: number }[],
  language: Language,
): CheckReport {
  const more = points([override.points, ...checks.map(({ score }) => -score)]);
  return {
    id: 'override',
    name: { pl: 'punkty przyznane ręcznie', en: 'points given by hand' }[language],
    visibility: 'public',
    status: more < 0 ? 'failed' : 'passed',
    score: more,
    maxScore: 0,
    message: override.comment,
  };
}
