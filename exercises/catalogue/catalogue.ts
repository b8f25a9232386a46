// Written by `npm run exercises`; `npm run check` fails where it is out of date.

import { exercise as averageWeights } from '../average-weights/exercise';
import averageWeightsChecks from '../average-weights/public-checks.json';
import { exercise as coverage } from '../coverage/exercise';
import coverageChecks from '../coverage/public-checks.json';
import { exercise as meanKl } from '../mean-kl/exercise';
import meanKlChecks from '../mean-kl/public-checks.json';
import { exercise as predictiveLogLikelihood } from '../predictive-log-likelihood/exercise';
import predictiveLogLikelihoodChecks from '../predictive-log-likelihood/public-checks.json';
import type { Lecture } from './lecture';
import { type PublishedExercise, publish } from './published-exercise';

/** The exercises of all lectures, by their numbers. */
export const exercises: readonly PublishedExercise[] = [
  publish(meanKl, meanKlChecks),
  publish(averageWeights, averageWeightsChecks),
  publish(predictiveLogLikelihood, predictiveLogLikelihoodChecks),
  publish(coverage, coverageChecks),
];

/** The id of an exercise. */
export type ExerciseId = 'exercise-1' | 'exercise-2' | 'exercise-3' | 'exercise-4';

/** The lectures, in their order. */
export const lectures: readonly Lecture[] = [
  { id: '01-bayesian-neural-networks', files: { pl: '01-bayesowskie-sieci-neuronowe', en: '01-bayesian-neural-networks' } },
  { id: '02-other-roads-to-the-posterior', files: { pl: '02-inne-drogi-do-rozkladu-a-posteriori', en: '02-other-roads-to-the-posterior' } },
];
