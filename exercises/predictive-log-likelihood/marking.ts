import { defineMarking } from '../marking/define-marking';
import { exercise } from './exercise';
import { predictions } from './inputs';
import { lectureNoise, misconceptions } from './misconceptions';
import { scores } from './reference';

export const marking = defineMarking({
  exercise,
  quantities: scores,
  reference: ({ right, scale }) => ({ expected: right, scale }),
  misconceptions,
  checks: [
    {
      id: 'three-draws',
      name: { pl: 'trzy losowania, pięć obserwacji', en: 'three draws, five observations' },
      points: 1,
      visibility: 'public',
      inputs: (draw) => [predictions(draw, { samples: 3, observations: 5, noiseSd: draw.uniform(0.3, 0.6) })],
    },
    {
      id: 'lecture-noise',
      name: { pl: 'dziesięć losowań, szum z wykładu', en: "ten draws, the lecture's noise" },
      points: 0.5,
      visibility: 'public',
      inputs: (draw) => [predictions(draw, { samples: 10, observations: 8, noiseSd: lectureNoise })],
    },
    {
      id: 'few-draws',
      name: { pl: 'jedno losowanie i dwa', en: 'one draw and two' },
      points: 0.5,
      visibility: 'hidden',
      inputs: (draw) => [
        predictions(draw.branch(1), { samples: 1, observations: 6, noiseSd: draw.uniform(0.3, 0.6) }),
        predictions(draw.branch(2), { samples: 2, observations: 6, noiseSd: draw.uniform(0.3, 0.6) }),
      ],
    },
    {
      id: 'one-observation',
      name: { pl: 'jedna obserwacja, wynik jest skalarem', en: 'one observation, the result is a scalar' },
      points: 0.5,
      visibility: 'hidden',
      demand: 'scalar',
      inputs: (draw) => [
        predictions(draw, { samples: 5, observations: 1, noiseSd: draw.uniform(0.3, 0.6) }),
        predictions(draw, { samples: 5, observations: 6, noiseSd: draw.uniform(0.3, 0.6) }),
      ],
    },
    {
      id: 'many-draws',
      name: { pl: 'sto losowań, dwadzieścia obserwacji', en: 'a hundred draws, twenty observations' },
      points: 0.5,
      visibility: 'hidden',
      inputs: (draw) => [
        predictions(draw, { samples: 100, observations: 20, noiseSd: draw.uniform(0.3, 0.6) }),
      ],
    },
    {
      id: 'far',
      name: { pl: 'obserwacje daleko od losowań', en: 'observations far away from the draws' },
      points: 1,
      visibility: 'hidden',
      inputs: (draw) => [
        predictions(draw, { samples: 4, observations: 80, noiseSd: draw.uniform(0.08, 0.15), far: 2 }),
      ],
    },
    {
      id: 'other-noise',
      name: { pl: 'mały szum i duży', en: 'little noise and much' },
      points: 0.5,
      visibility: 'hidden',
      inputs: (draw) => [
        predictions(draw, { samples: 6, observations: 7, noiseSd: draw.uniform(0.02, 0.05) }),
        predictions(draw, { samples: 6, observations: 7, noiseSd: draw.uniform(2, 4) }),
      ],
    },
    {
      id: 'again',
      name: { pl: 'drugie wywołanie daje to samo', en: 'a second call gives the same' },
      points: 0.5,
      visibility: 'hidden',
      demand: 'repeatable',
      inputs: (draw) => [predictions(draw, { samples: 4, observations: 6, noiseSd: draw.uniform(0.3, 0.6) })],
    },
  ],
});
