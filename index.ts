/** bayes-notebooks: what the notebooks import. */

export { answered } from './exercises/answered';
export type { Answer } from './exercises/call-answer';
export type { ExerciseId } from './exercises/catalogue';
export { checkExercise } from './exercises/check-exercise';
export * from './lib';
