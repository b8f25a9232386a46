/** bayes-notebooks: what the notebooks import. */

export { answered } from './exercises/catalogue/answered';
export type { ExerciseId } from './exercises/catalogue/catalogue';
export type { Answer } from './exercises/self-check/call-answer';
export { checkExercise } from './exercises/self-check/check-exercise';
export * from './lib';
