import { type Rubric, rubricsFor } from '../../grader/marking/rubrics';

/** The rubric of one exercise with its hidden checks' inputs drawn from a seed. */
export function rubric(exercise: string, seed: string): Rubric {
  const found = rubricsFor(seed).find(({ exercise: { id } }) => id === exercise);
  if (!found) throw new RangeError(`Cannot test ${exercise}: there is no such exercise`);
  return found;
}
