import { defineMarking } from '../marking/define-marking';
import { sampledWeights } from '../marking/ensemble';
import { exercise } from './exercise';
import { misconceptions } from './misconceptions';
import { averaging, largest } from './reference';

export const marking = defineMarking({
  exercise,
  quantities: averaging,
  reference: ({ ensemble, right }) => ({ expected: right, scale: largest(ensemble) }),
  misconceptions,
  checks: [
    {
      id: 'three-members',
      name: { pl: 'trzech członków, sieć 2-5-1', en: 'three members, net 2-5-1' },
      points: 1,
      visibility: 'public',
      inputs: (draw) => [{ ensemble: sampledWeights(draw, 3, [2, 5, 1]) }],
    },
    {
      id: 'shapes',
      name: { pl: 'kształty i dtype zachowane, sieć 4-3-2', en: 'shapes and dtypes kept, net 4-3-2' },
      points: 0.5,
      visibility: 'public',
      inputs: (draw) => [{ ensemble: sampledWeights(draw, 4, [4, 3, 2]) }],
    },
    {
      id: 'one-member',
      name: { pl: 'jeden członek', en: 'one member' },
      points: 0.5,
      visibility: 'hidden',
      inputs: (draw) => [
        { ensemble: sampledWeights(draw, 1, [3, 4, 2]) },
        { ensemble: sampledWeights(draw, 5, [3, 4, 2]) },
      ],
    },
    {
      id: 'ten-members',
      name: { pl: 'dziesięciu członków, sieć wykładu 1-100-1', en: "ten members, the lecture's net 1-100-1" },
      points: 1,
      visibility: 'hidden',
      inputs: (draw) => [{ ensemble: sampledWeights(draw, 10, [1, 100, 1]) }],
    },
    {
      id: 'deeper',
      name: { pl: 'głębsza sieć 3-6-5-4-2', en: 'a deeper net 3-6-5-4-2' },
      points: 1,
      visibility: 'hidden',
      inputs: (draw) => [{ ensemble: sampledWeights(draw, 3, [3, 6, 5, 4, 2]) }],
    },
    {
      id: 'one-layer',
      name: { pl: 'jedna warstwa i parzysta liczba członków', en: 'one layer and an even number of members' },
      points: 0.5,
      visibility: 'hidden',
      inputs: (draw) => [{ ensemble: sampledWeights(draw, 6, [7, 2]) }],
    },
    {
      id: 'again',
      name: { pl: 'drugie wywołanie daje to samo', en: 'a second call gives the same' },
      points: 0.5,
      visibility: 'hidden',
      demand: 'repeatable',
      inputs: (draw) => [{ ensemble: sampledWeights(draw, 3, [2, 3, 4]) }],
    },
  ],
});
