import { showBundle } from '../../lib/display/display';
import * as tf from '../../lib/tensorflow';
import type { ExerciseId } from '../catalogue/catalogue';
import type { Answer } from './call-answer';
import { selfCheck } from './self-check';
import { selfCheckTable } from './self-check-table';

/**
 * Runs the public checks of an exercise on your function and shows a small table: what passed, what was expected,
 * what came, and a hint where the mistake is a known one; then what the grader looks at besides. Where the cell that
 * defines the function has failed since, it says that an earlier version is checked.
 *
 * @param exercise the exercise's id, such as `'exercise-1'`
 * @param answer your function
 * @throws {RangeError} where there is no such exercise
 * @throws {TypeError} where the answer is no function
 * @example
 * await checkExercise('exercise-1', klLoss);
 */
export async function checkExercise(exercise: ExerciseId, answer: Answer): Promise<void> {
  await tf.ready();
  showBundle(selfCheckTable(selfCheck(exercise, answer)));
}
