import type { ExerciseName } from './exercise-name';

/** What a text with the exercise's function in it must match. */
export function namePattern(exercise: ExerciseName): RegExp {
  return new RegExp(`\\b${[...plainName(exercise.functionName)].join('_?')}\\b`, 'i');
}

/** A name as it reads whatever the case or style that it is written in. */
export const plainName = (name: string): string => name.replaceAll(/[_$]/g, '').toLowerCase();
