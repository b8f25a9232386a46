import type { Behaviour } from '../evidence';
import type { Exercise } from '../exercise';
import {
  changesInputs,
  detached,
  disposedResult,
  isConstant,
  isScaled,
  isUnsteady,
  notScalar,
  plainNumber,
  promised,
  random,
  scattersLikeOneDraw,
  stateful,
  unlessRight,
  wrongGradients,
} from '../recognise-behaviour';
import { explained, mostly } from '../recognise-numbers';

const hardCoded: Behaviour = {
  id: 'hard-coded',
  name: { pl: 'zwraca tę samą liczbę dla każdej sieci', en: 'returns the same number for every net' },
  hint: {
    pl: 'Wynik musi zależeć od modelu, który dostaje funkcja.',
    en: 'The result has to depend on the model that the function is given.',
  },
  shows: isConstant,
};

const oneSample: Behaviour = {
  id: 'one-sample',
  name: { pl: 'szacuje KL z jednego losowania wag', en: 'estimates the KL from one draw of the weights' },
  hint: {
    pl: 'Dla rozkładów Gaussa KL ma wzór: nie trzeba nic losować.',
    en: 'For Gaussians the KL has a closed form: nothing has to be drawn.',
  },
  shows: (evidence) => isUnsteady(evidence) && scattersLikeOneDraw(evidence),
};

/** Exercise 1: mean KL per parameter of a net of any depth. 5 points. */
export const exercise: Exercise = {
  id: 'exercise-1',
  lecture: '01-bayesian-neural-networks',
  functionName: 'klLoss',
  title: { pl: 'Średnia dywergencja KL sieci', en: 'Mean KL divergence of a net' },
  alsoGraded: {
    pl: 'sieci głębsze, modele zagnieżdżone, warstwę użytą dwa razy, warstwy innych rodzajów, różne rozkłady a priori, gradient w takich sieciach oraz to, czy wynikiem jest zawsze skalar, dla tej samej sieci ten sam',
    en: 'deeper networks, models within models, a layer that appears twice, layers of other kinds, priors that differ, the gradient in such networks, and whether the function always returns a scalar, the same one for the same network',
  },
  recognisers: [
    plainNumber,
    promised,
    disposedResult,
    explained,
    unlessRight(changesInputs), // else it is advice
    oneSample,
    random,
    stateful,
    hardCoded,
    (evidence) => (isScaled(evidence) ? 'weight-inside' : undefined),
    mostly,
    detached,
    wrongGradients,
    notScalar,
  ],
};
