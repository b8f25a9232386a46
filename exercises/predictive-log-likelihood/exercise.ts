import type { Behaviour, Returned } from '../evidence';
import type { Exercise } from '../exercise';
import type { TensorData } from '../model-spec';
import {
  changesInputs,
  disposedResult,
  isConstant,
  notScalar,
  plainNumber,
  promised,
  random,
  stateful,
  unlessRight,
} from '../recognise-behaviour';
import { explained, mostly } from '../recognise-numbers';

const hardCoded: Behaviour = {
  id: 'hard-coded',
  name: { pl: 'zwraca zawsze tę samą liczbę', en: 'returns the same number every time' },
  hint: {
    pl: 'Wynik musi zależeć od tego, co dostaje funkcja.',
    en: 'The result has to depend on what the function is given.',
  },
  shows: isConstant,
};

const underflow: Behaviour = {
  id: 'underflow',
  name: {
    pl: 'dla odległych obserwacji exp wychodzi poza zakres liczb',
    en: 'exp leaves the range of numbers for observations far away',
  },
  hint: {
    pl: 'Ile w liczbach zmiennoprzecinkowych wynosi exp(-800), a ile logarytm z tego? Mała stała tego nie naprawi.',
    en: 'What is exp(-800) in floating point, and what is its logarithm? A small constant does not mend it.',
  },
  shows: ({ returned }) => {
    const wrong = returned.filter(({ right }) => !right);
    return wrong.length > 0 && wrong.length < returned.length && wrong.every(lostFarAway);
  },
};

/** Not finite, or not low enough, where some observation lies further from every draw than float32's exp reaches. */
function lostFarAway({ call, value }: Returned): boolean {
  const [got, expected] = [value, call.expected].map((one) => [one].flat()[0]?.values[0] ?? Number.NaN);
  const [draws, y, noiseSd] = 'tensors' in call.call ? call.call.tensors : [];
  if (!draws || !y || !noiseSd) return false;
  const far = y.values.some((observed, n) =>
    draws.values.every((value, i) => i % y.values.length !== n || distance(observed, value, noiseSd) > 13),
  );
  return far && !((got as number) <= (expected as number) && Number.isFinite(got));
}

/** In standard deviations. */
const distance = (a: number, b: number, sd: TensorData): number => Math.abs(a - b) / (sd.values[0] as number);

/** Exercise 3: mean log predictive density of observations under sampled functions. 5 points. */
export const exercise: Exercise = {
  id: 'exercise-3',
  lecture: '02-other-roads-to-the-posterior',
  functionName: 'predictiveLogLikelihood',
  title: { pl: 'Predykcyjna log-wiarygodność', en: 'Predictive log likelihood' },
  alsoGraded: {
    pl: 'jedno losowanie, wiele losowań, jedną obserwację, inny szum, obserwacje bardzo odległe od każdego losowania oraz to, czy wynikiem jest zawsze skalar, za każdym razem ten sam',
    en: 'a single draw, many draws, a single observation, other noise, observations very far away from every draw, and whether the result is always a scalar, the same one every time',
  },
  recognisers: [
    plainNumber,
    promised,
    disposedResult,
    explained,
    underflow,
    unlessRight(changesInputs),
    random,
    stateful,
    hardCoded,
    mostly,
    notScalar,
  ],
};
