import type { Words } from '../../lib/language';
import type { HandIn } from '../reading/hand-in';
import type { WrittenConclusions } from '../reading/read-conclusions';
import { GraderFault } from '../submission/grader-fault';
import { gradeExercise } from './grade-exercise';
import type { ExerciseResult, SubmissionResult } from './result';
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
 * Grades one submission: has it read and its answers cut out, runs and judges them. A fault of the grader is tried
 * once more and then reported as that, never as a zero.
 */
export async function gradeSubmission(handIn: HandIn, grading: Grading): Promise<SubmissionResult> {
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 10) / 100;
  let fault: unknown;
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      return { ...(await gradeOnce(handIn, grading)), seconds: seconds() };
    } catch (error) {
      fault = error;
    }
  }
  const reason = fault instanceof GraderFault ? fault.message : `${(fault as Error)?.stack ?? fault}`;
  const message = { pl: `zawiódł system oceniania: ${reason}`, en: `the grader failed: ${reason}` };
  return { ...ungraded('grader-fault', handIn.assignment, message), seconds: seconds() };
}

/** A submission without marks, and why. */
export const ungraded = (
  status: 'unreadable' | 'grader-fault',
  assignment: string,
  message: Words,
): SubmissionResult => ({
  assignment,
  status,
  seconds: 0,
  message,
  exercises: [],
  manualReview: [],
  notes: [],
});

async function gradeOnce(handIn: HandIn, { rubrics, run, sideBySide }: Grading): Promise<SubmissionResult> {
  const opened = await handIn.open();
  if (!opened.ok) return ungraded('unreadable', handIn.assignment, opened.message);
  const { assignment, notes, spoken } = opened;
  const own = rubrics.filter(({ exercise }) => exercise.lecture === assignment);
  const grade = async (rubric: Rubric): Promise<ExerciseResult> => {
    const answer = await handIn.answer(rubric.exercise.id);
    return { ...(await gradeExercise(rubric, answer, run)), likeness: answer.likeness };
  };
  const exercises: ExerciseResult[] = [];
  if (sideBySide) exercises.push(...(await Promise.all(own.map(grade))));
  else for (const rubric of own) exercises.push(await grade(rubric));
  const written: WrittenConclusions[] = [];
  for (const { exercise } of own)
    if (exercise.conclusions) written.push(await handIn.conclusions(exercise.id));
  return {
    assignment,
    status: 'graded',
    ...(spoken && { spoken }),
    seconds: 0,
    message: { pl: '', en: '' },
    exercises,
    manualReview: written.map(({ review }) => review),
    notes: [...notes, ...written.flatMap((one) => one.notes)],
  };
}
