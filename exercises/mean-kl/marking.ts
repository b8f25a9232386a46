import { defineMarking } from '../marking/define-marking';
import { bayes, dense, dropout, functional, nested, relu, sequential } from '../marking/net';
import { exercise } from './exercise';
import { misconceptions } from './misconceptions';
import { meanKlGradients, meanMagnitude, meanTerm, netKl, oneSampleSd } from './reference';

export const marking = defineMarking({
  exercise,
  quantities: netKl,
  reference: ({ layers }) => ({
    expected: meanTerm(layers),
    scale: meanMagnitude(layers),
    gradients: () => meanKlGradients(layers),
    oneSampleSd: oneSampleSd(layers),
  }),
  misconceptions,
  checks: [
    {
      id: 'one-layer',
      name: { pl: 'jedna warstwa', en: 'one layer' },
      points: 0.5,
      visibility: 'public',
      inputs: (draw) => [{ model: sequential(3, bayes(draw, 'a', 3, 2)) }],
    },
    {
      id: 'two-layers',
      name: { pl: 'dwie warstwy i ReLU', en: 'two layers and a ReLU' },
      points: 0.5,
      visibility: 'public',
      inputs: (draw) => [{ model: sequential(4, bayes(draw, 'a', 4, 6), relu('r'), bayes(draw, 'b', 6, 3)) }],
    },
    {
      id: 'gradients',
      name: { pl: 'gradient po każdym mu i log sigma', en: 'gradient in every mu and log sigma' },
      points: 0.5,
      visibility: 'public',
      demand: 'gradients',
      inputs: (draw) => [{ model: sequential(2, bayes(draw, 'a', 2, 5), relu('r'), bayes(draw, 'b', 5, 3)) }],
    },
    {
      id: 'lecture-nets',
      name: { pl: 'sieci z wykładu, 4-100-3 i 1-100-1', en: "the lecture's nets, 4-100-3 and 1-100-1" },
      points: 0.25,
      visibility: 'hidden',
      inputs: (draw) => [
        {
          model: sequential(4, bayes(draw, 'a', 4, 100), relu('r'), bayes(draw, 'b', 100, 3), {
            kind: 'softmax',
            id: 's',
          }),
        },
        { model: sequential(1, bayes(draw, 'c', 1, 100), relu('r'), bayes(draw, 'd', 100, 1)) },
      ],
    },
    {
      id: 'deep',
      name: { pl: 'pięć warstw', en: 'five layers' },
      points: 0.5,
      visibility: 'hidden',
      inputs: (draw) => [
        {
          model: sequential(
            3,
            bayes(draw, 'a', 3, 7),
            relu('r1'),
            bayes(draw, 'b', 7, 5),
            relu('r2'),
            bayes(draw, 'c', 5, 8),
            relu('r3'),
            bayes(draw, 'd', 8, 4),
            relu('r4'),
            bayes(draw, 'e', 4, 2),
          ),
        },
      ],
    },
    {
      id: 'between',
      name: {
        pl: 'warstwy niebayesowskie pomiędzy: Dense, ReLU, Dropout',
        en: 'non-Bayesian layers between: Dense, ReLU, Dropout',
      },
      points: 0.5,
      visibility: 'hidden',
      inputs: (draw) => [
        {
          model: sequential(
            4,
            bayes(draw, 'a', 4, 5),
            relu('r'),
            dense(draw, 'plain', 5, 6),
            dropout('drop'),
            bayes(draw, 'b', 6, 2),
          ),
        },
        {
          model: sequential(
            5,
            dense(draw, 'plain2', 5, 4),
            bayes(draw, 'c', 4, 3),
            dense(draw, 'plain3', 3, 2),
          ),
        },
      ],
    },
    {
      id: 'nested',
      name: { pl: 'modele zagnieżdżone dowolnie głęboko', en: 'models nested to any depth' },
      points: 0.5,
      visibility: 'hidden',
      inputs: (draw) => [
        {
          model: sequential(
            3,
            bayes(draw, 'a', 3, 4),
            nested('inner', sequential(4, bayes(draw, 'b', 4, 6), relu('r'))),
            bayes(draw, 'c', 6, 2),
          ),
        },
        {
          model: functional(
            2,
            nested(
              'outer',
              sequential(
                2,
                bayes(draw, 'd', 2, 5),
                nested(
                  'middle',
                  functional(5, relu('r1'), nested('core', sequential(5, bayes(draw, 'e', 5, 4)))),
                ),
              ),
            ),
            bayes(draw, 'f', 4, 3),
          ),
        },
      ],
    },
    {
      id: 'shared',
      name: { pl: 'współdzielona warstwa liczy się raz', en: 'a shared layer counts once' },
      points: 0.25,
      visibility: 'hidden',
      inputs: (draw) => {
        const there = bayes(draw, 'there', 3, 5);
        const back = bayes(draw, 'back', 5, 3);
        return [
          { model: functional(3, there, relu('r1'), back, relu('r2'), there, bayes(draw, 'out', 5, 2)) },
        ];
      },
    },
    {
      id: 'untrainable',
      name: { pl: 'nietrenowana warstwa też się liczy', en: 'an untrainable layer still counts' },
      points: 0.25,
      visibility: 'hidden',
      inputs: (draw) => [
        {
          model: sequential(
            4,
            bayes(draw, 'a', 4, 3, { trainable: false }),
            relu('r'),
            bayes(draw, 'b', 3, 5),
          ),
        },
      ],
    },
    {
      id: 'priors',
      name: { pl: 'osobny prior każdej warstwy', en: 'a prior of its own for each layer' },
      points: 0.25,
      visibility: 'hidden',
      inputs: (draw) => {
        const narrow = bayes(draw, 'narrow', 3, 4);
        const wide = bayes(draw, 'wide', 4, 2);
        const far = {
          ...wide,
          priorMu: -2 * narrow.priorMu,
          priorSigma: Math.fround(2.5 * narrow.priorSigma),
        };
        return [{ model: sequential(3, narrow, relu('r'), far) }];
      },
    },
    {
      id: 'scalar',
      name: { pl: 'wynik jest skalarem', en: 'the result is a scalar' },
      points: 0.25,
      visibility: 'hidden',
      demand: 'scalar',
      inputs: (draw) => [{ model: sequential(2, bayes(draw, 'a', 2, 3), relu('r'), bayes(draw, 'b', 3, 4)) }],
    },
    {
      id: 'repeatable',
      name: { pl: 'ta sama sieć, ta sama wartość', en: 'the same net, the same value' },
      points: 0.25,
      visibility: 'hidden',
      demand: 'repeatable',
      inputs: (draw) => [{ model: sequential(3, bayes(draw, 'a', 3, 4), relu('r'), bayes(draw, 'b', 4, 2)) }],
    },
    {
      id: 'deep-gradients',
      name: {
        pl: 'gradienty w sieci głębokiej i zagnieżdżonej',
        en: 'gradients in a deep, nested net',
      },
      points: 0.5,
      visibility: 'hidden',
      demand: 'gradients',
      inputs: (draw) => [
        {
          model: sequential(
            3,
            bayes(draw, 'a', 3, 4),
            relu('r'),
            nested('inner', sequential(4, bayes(draw, 'b', 4, 2), relu('r2'), bayes(draw, 'c', 2, 6))),
            bayes(draw, 'd', 6, 1),
          ),
        },
      ],
    },
  ],
});
