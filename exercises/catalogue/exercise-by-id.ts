import { exercises } from './catalogue';
import type { PublishedExercise } from './published-exercise';

/**
 * @param action what cannot be done without, for the error
 * @throws {RangeError} where there is no such exercise
 */
export function exerciseById(id: string, action: string): PublishedExercise {
  const found = exercises.find((exercise) => exercise.id === id);
  if (!found) {
    const ids = exercises.map((exercise) => exercise.id).join(' or ');
    throw new RangeError(`Cannot ${action}: the exercise must be ${ids}, got ${id}`);
  }
  return found;
}
