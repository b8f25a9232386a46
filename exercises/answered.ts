import { text } from '../lib/language';

/** The exercises of the lecture and the functions that answer them. */
const EXERCISES = {
  'exercise-1': { number: 1, name: 'klLoss' },
  'exercise-2': { number: 2, name: 'averageWeights' },
};

/**
 * Tells whether a student has answered an exercise; where not, it says so in one sentence. Cells that need the
 * answer ask it first, so that the whole lecture can be run and read before it is solved.
 *
 * @param exercise `'exercise-1'` or `'exercise-2'`
 * @param answer what the student's function returned; an untouched stub returns `undefined`
 * @returns whether it is neither `undefined` nor `null`
 * @throws RangeError where there is no such exercise
 * @example
 * const steps = answered('exercise-1', klLoss(bayesian)) ? 50 : 0;
 */
export function answered(exercise: keyof typeof EXERCISES, answer: unknown): boolean {
  const known = EXERCISES[exercise];
  if (!known) {
    const ids = Object.keys(EXERCISES).join(' or ');
    throw new RangeError(`Cannot look for an answer: the exercise must be ${ids}, got ${exercise}`);
  }
  if (answer !== undefined && answer !== null) return true;
  const { number, name } = known;
  console.log(
    text({
      pl: `Ta komórka czeka na rozwiązanie zadania ${number}: funkcja ${name} jeszcze niczego nie zwraca.`,
      en: `This cell waits for exercise ${number}: the function ${name} does not return anything yet.`,
    }),
  );
  return false;
}
