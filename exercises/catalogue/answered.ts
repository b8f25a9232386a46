import { text } from '../../lib/language';
import type { ExerciseId } from './catalogue';
import { exerciseById } from './exercise-by-id';

/**
 * Tells whether a student has answered an exercise; where not, it says so in one sentence. Cells that need the
 * answer ask it first, so that the whole lecture can be run and read before it is solved.
 *
 * @param exercise the exercise's id, such as `'exercise-1'`
 * @param answer what the student's function returned; an untouched stub returns `undefined`
 * @returns whether it is neither `undefined` nor `null`
 * @throws {RangeError} where there is no such exercise
 * @example
 * const steps = answered('exercise-1', klLoss(bayesian)) ? 50 : 0;
 */
export function answered(exercise: ExerciseId, answer: unknown): boolean {
  const { number, functionName } = exerciseById(exercise, 'look for an answer');
  if (answer !== undefined && answer !== null) return true;
  console.log(
    text({
      pl: `Ta komórka czeka na rozwiązanie zadania ${number}: funkcja ${functionName} jeszcze niczego nie zwraca.`,
      en: `This cell waits for exercise ${number}: the function ${functionName} does not return anything yet.`,
    }),
  );
  return false;
}
