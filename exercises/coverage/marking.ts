import { defineMarking } from '../marking/define-marking';
import { exercise } from './exercise';
import { observed } from './inputs';
import { misconceptions } from './misconceptions';
import { coverageOf } from './reference';

const tenths = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

export const marking = defineMarking({
  exercise,
  quantities: coverageOf,
  reference: ({ right }) => ({ expected: right, scale: 1 }),
  misconceptions,
  checks: [
    {
      id: 'three-levels',
      name: { pl: 'trzy poziomy, dwadzieścia obserwacji', en: 'three levels, twenty observations' },
      points: 1,
      visibility: 'public',
      inputs: (draw) => [
        observed(draw, {
          samples: 3,
          observations: 20,
          noiseSd: draw.uniform(0.3, 0.6),
          levels: [0.5, 0.8, 0.95],
        }),
      ],
    },
    {
      id: 'lecture-levels',
      name: { pl: 'poziomy i szum z wykładu', en: "the lecture's levels and noise" },
      points: 0.5,
      visibility: 'public',
      inputs: (draw) => [
        observed(draw, { samples: 5, observations: 30, noiseSd: Math.fround(0.1), levels: tenths }),
      ],
    },
    {
      id: 'few-draws',
      name: { pl: 'jedno losowanie i dwa', en: 'one draw and two' },
      points: 0.5,
      visibility: 'hidden',
      inputs: (draw) =>
        [1, 2].map((samples) =>
          observed(draw, {
            samples,
            observations: 25,
            noiseSd: draw.uniform(0.3, 0.6),
            levels: [0.3, 0.6, 0.9],
          }),
        ),
    },
    {
      id: 'one-level',
      name: { pl: 'jeden poziom', en: 'one level' },
      points: 0.5,
      visibility: 'hidden',
      inputs: (draw) =>
        [0.9, 0.25].map((level) =>
          observed(draw, { samples: 6, observations: 30, noiseSd: draw.uniform(0.3, 0.6), levels: [level] }),
        ),
    },
    {
      id: 'unsorted',
      name: { pl: 'poziomy bez porządku, od 0,05 do 0,99', en: 'levels in no order, from 0.05 to 0.99' },
      points: 1,
      visibility: 'hidden',
      inputs: (draw) => [
        observed(draw, {
          samples: 4,
          observations: 40,
          noiseSd: draw.uniform(0.3, 0.6),
          levels: [0.8, 0.05, 0.99, 0.5, 0.9],
        }),
      ],
    },
    {
      id: 'many-draws',
      name: { pl: 'sto losowań, czterdzieści obserwacji', en: 'a hundred draws, forty observations' },
      points: 0.5,
      visibility: 'hidden',
      inputs: (draw) => [
        observed(draw, {
          samples: 100,
          observations: 40,
          noiseSd: draw.uniform(1.5, 3),
          levels: [0.2, 0.5, 0.68, 0.9, 0.95],
        }),
      ],
    },
    {
      id: 'one-observation',
      name: { pl: 'jedna obserwacja', en: 'one observation' },
      points: 0.5,
      visibility: 'hidden',
      inputs: (draw) =>
        [1, 12].map((observations) =>
          observed(draw, {
            samples: 5,
            observations,
            noiseSd: draw.uniform(0.02, 0.05),
            levels: [0.4, 0.7, 0.9],
          }),
        ),
    },
    {
      id: 'again',
      name: { pl: 'drugie wywołanie daje to samo', en: 'a second call gives the same' },
      points: 0.5,
      visibility: 'hidden',
      demand: 'repeatable',
      inputs: (draw) => [
        observed(draw, {
          samples: 4,
          observations: 20,
          noiseSd: draw.uniform(0.3, 0.6),
          levels: [0.6, 0.85],
        }),
      ],
    },
  ],
});
