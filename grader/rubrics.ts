import { exercise2 } from '../exercises/average-weights/marking';
import { prepare } from '../exercises/marking/prepare';
import type { Rubric } from '../exercises/marking/rubric';
import { exercise1 } from '../exercises/mean-kl/marking';
import type { PreparedCheck } from '../exercises/prepared-check';

/** The assignment, as the reports name it. */
export const assignment = '01-bayesian-neural-networks';

/** The assignment's exercises, in order. */
export const rubrics: Rubric[] = [exercise1, exercise2];

/** All checks of the assignment with their inputs drawn, public and hidden. */
export const prepareChecks = (seed: string): PreparedCheck[] =>
  rubrics.flatMap((rubric) => prepare(rubric, seed));

/** Whether these are the public checks alone, as in the student's edition. */
export const publicOnly = false;
