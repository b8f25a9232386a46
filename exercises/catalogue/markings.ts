// Written by `npm run exercises`; `npm run check` fails where it is out of date.

import { marking as averageWeights } from '../average-weights/marking';
import { marking as coverage } from '../coverage/marking';
import { marking as meanKl } from '../mean-kl/marking';
import { marking as predictiveLogLikelihood } from '../predictive-log-likelihood/marking';
import type { ExerciseId } from './catalogue';
import type { Marking } from '../prepared-check';

/** How each exercise is marked with its hidden checks, where this edition has them. */
export const markings: Partial<Record<ExerciseId, Marking>> = {
  'exercise-1': meanKl,
  'exercise-2': averageWeights,
  'exercise-3': predictiveLogLikelihood,
  'exercise-4': coverage,
};
