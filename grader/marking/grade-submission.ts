import type { Words } from '../../lib/language';
import { extractExercise } from '../extraction/extract-exercise';
import { GraderFault } from '../submission/grader-fault';
import type { Submission } from '../submission/read-submission';
import { gradeExercise } from './grade-exercise';
import { lectureOf } from './lecture-of';
import { readConclusions } from './read-conclusions';
import type { ExerciseResult, ManualReview, SubmissionResult } from './result';
import type { Rubric } from './rubrics';
import type { Run } from './run-checks';

/** What submissions are graded with. */
export interface Grading {
  /** Of all lectures; a submission is graded by those of its own. */
  rubrics: Rubric[];
  run: Run;
  /** Whether a submission's exercises run side by side, where cores would be idle else; by default one by one. */
  sideBySide?: boolean;
}

/**
 * Grades one submission: reads, extracts, runs and judges. A fault of the grader is tried once more and then
 * reported as that, never as a zero.
 *
 * @param file its name as the report shows it: a last sign of its lecture
 */
export async function gradeSubmission(
  read: () => Promise<Submission>,
  grading: Grading,
  file = '',
): Promise<SubmissionResult> {
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 10) / 100;
  let fault: unknown;
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      return { ...(await gradeOnce(await read(), grading, file)), seconds: seconds() };
    } catch (error) {
      fault = error;
    }
  }
  const reason = fault instanceof GraderFault ? fault.message : `${(fault as Error)?.stack ?? fault}`;
  const message = { pl: `zawiódł system oceniania: ${reason}`, en: `the grader failed: ${reason}` };
  return { ...ungraded('grader-fault', file, message), seconds: seconds() };
}

/** A submission without marks, and why. */
const ungraded = (status: 'unreadable' | 'grader-fault', file: string, message: Words): SubmissionResult => ({
  assignment: lectureOf({ cells: [], file }).id,
  status,
  seconds: 0,
  message,
  exercises: [],
  manualReview: [],
  notes: [],
});

async function gradeOnce(
  submission: Submission,
  { rubrics, run, sideBySide }: Grading,
  file: string,
): Promise<SubmissionResult> {
  if (!submission.ok) return ungraded('unreadable', file, submission.message);
  const { cells, notes } = submission;
  const lecture = lectureOf({ ...submission, file });
  const own = rubrics.filter(({ exercise }) => exercise.lecture === lecture.id);
  const grade = (rubric: Rubric): Promise<ExerciseResult> =>
    gradeExercise(rubric, extractExercise(cells, rubric.exercise), run);
  const exercises: ExerciseResult[] = [];
  if (sideBySide) exercises.push(...(await Promise.all(own.map(grade))));
  else for (const rubric of own) exercises.push(await grade(rubric));
  return {
    assignment: lecture.id,
    status: 'graded',
    seconds: 0,
    message: { pl: '', en: '' },
    exercises,
    manualReview: own.flatMap(({ exercise: { conclusions }, typicalStatements }): ManualReview[] =>
      conclusions ? [{ id: conclusions.id, ...readConclusions(cells, conclusions, typicalStatements) }] : [],
    ),
    notes,
  };
}
