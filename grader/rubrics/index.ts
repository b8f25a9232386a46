import type { PreparedCheck } from '../../lib/exercises/prepared-check';
import { prepare } from '../checks/prepare';
import { exercise1 } from './exercise-1';
import { exercise2 } from './exercise-2';
import type { Rubric } from './rubric';

/** The assignment, as the reports name it. */
export const assignment = '01-bayesian-neural-networks';

/** The assignment's exercises, in order. */
export const rubrics: Rubric[] = [exercise1, exercise2];

/** All checks of the assignment with their inputs drawn, public and hidden. */
export const prepareChecks = (seed: string): PreparedCheck[] =>
  rubrics.flatMap((rubric) => prepare(rubric, seed));

/** Whether these are the public checks alone, as in the student's edition. */
export const publicOnly = false;
