import type { Rubric } from '../../exercises/marking/rubric';
import type { PreparedCheck } from '../../exercises/prepared-check';
import { publicChecks } from '../../exercises/public-checks';

// The student's edition has this file in the place of grader/rubrics/index.ts: the public checks alone.

/** The assignment, as the reports name it. */
export const assignment = '01-bayesian-neural-networks';

const rubric = (about: Pick<Rubric, 'exercise' | 'functionName' | 'title' | 'deductions'>): Rubric => ({
  ...about,
  checks: publicChecks
    .filter(({ exercise }) => exercise === about.exercise)
    .map((check) => ({ ...check, inputs: () => check.calls.map(({ call }) => call) })),
});

export const rubrics: Rubric[] = [
  rubric({
    exercise: 'exercise-1',
    functionName: 'klLoss',
    title: { pl: 'Średnia dywergencja KL sieci', en: 'Mean KL divergence of a net' },
    deductions: [],
  }),
  rubric({
    exercise: 'exercise-2',
    functionName: 'averageWeights',
    title: { pl: 'Średnia wylosowanych wag', en: 'Mean of the sampled weights' },
    deductions: [
      {
        id: 'inputs-kept',
        name: { pl: 'dane wejściowe zmienione lub usunięte', en: 'inputs changed or disposed' },
        points: 0.5,
      },
    ],
  }),
];

/** The public checks are the same under every seed. */
export const prepareChecks = (_seed: string): PreparedCheck[] => publicChecks;

/** Whether these are the public checks alone. */
export const publicOnly = true;
