import { type Exercise, exerciseNumber } from '../exercise';
import type { Misconception } from '../misconception';
import type { PreparedCheck } from '../prepared-check';

/** What is generated from an exercise's marking for everyone to see: its `public-checks.json`. */
export interface PublicChecks {
  /** The misconceptions that a wrong value tells, in words, by their ids. */
  misconceptions: Record<string, Misconception>;
  /** The checks that everyone may see, with inputs and expected numbers. */
  checks: PreparedCheck[];
}

/** An exercise with all that is public of it. */
export interface PublishedExercise extends Exercise {
  /** That of its id. */
  number: number;
  publicChecks: PreparedCheck[];
  /** Every misconception that it can be told, by its id. */
  misconceptions: Record<string, Misconception>;
}

/**
 * Puts together what is public of an exercise.
 *
 * @param exercise what a person has written
 * @param generated the content of its `public-checks.json`
 */
export function publish(exercise: Exercise, generated: unknown): PublishedExercise {
  const { misconceptions, checks } = generated as PublicChecks;
  const behaviours = (exercise.recognisers ?? []).filter((recogniser) => typeof recogniser === 'object');
  return {
    ...exercise,
    number: exerciseNumber(exercise.id),
    publicChecks: checks,
    misconceptions: {
      ...misconceptions,
      ...Object.fromEntries(behaviours.map(({ id, name, hint }) => [id, { name, hint }])),
    },
  };
}
