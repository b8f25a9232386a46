// Written by `npm run exercises`; `npm run check` fails where it is out of date.

import { exercise as averageWeights } from '../average-weights/exercise';
import averageWeightsChecks from '../average-weights/public-checks.json';
import { exercise as meanKl } from '../mean-kl/exercise';
import meanKlChecks from '../mean-kl/public-checks.json';
import type { Lecture } from './lecture';
import { type PublishedExercise, publish } from './published-exercise';

/** The exercises of all lectures, by their numbers. */
export const exercises: readonly PublishedExercise[] = [
  publish(meanKl, meanKlChecks),
  publish(averageWeights, averageWeightsChecks),
];

/** The id of an exercise. */
export type ExerciseId = 'exercise-1' | 'exercise-2';

/** The lectures, in their order. */
export const lectures: readonly Lecture[] = [
  { id: '01-bayesian-neural-networks', files: { pl: '01-bayesowskie-sieci-neuronowe', en: '01-bayesian-neural-networks' } },
];
