import { type ExerciseId, exercises } from '../../exercises/catalogue/catalogue';
import { markings } from '../../exercises/catalogue/markings';
import type { PublishedExercise } from '../../exercises/catalogue/published-exercise';
import type { PreparedCheck } from '../../exercises/prepared-check';
import { points } from './result';

/** An exercise with all that it is marked by. */
export interface Rubric {
  exercise: PublishedExercise;
  checks: PreparedCheck[];
  maxScore: number;
  /** What an answer is worth, in points, that makes one of these mistakes and no other. */
  credits: Record<string, number>;
}

/** The rubrics of all lectures, by the exercises' numbers, with the hidden checks' inputs drawn from the seed. */
export const rubricsFor = (seed: string): Rubric[] => exercises.map((exercise) => rubricOf(exercise, seed));

/** Students' editions know no marking: there the public checks are all. */
function rubricOf(exercise: PublishedExercise, seed: string): Rubric {
  const marking = markings[exercise.id as ExerciseId];
  const checks = marking?.checks(seed) ?? exercise.publicChecks;
  return {
    exercise,
    checks,
    maxScore: points(checks.map((check) => check.points)),
    credits: marking?.credits ?? {},
  };
}

/** Whether these are the public checks alone. */
export const publicOnly = Object.keys(markings).length === 0;
