import type { Behaviour } from '../evidence';
import type { Exercise } from '../exercise';
import { changesInputs, disposedResult, promised, random, stateful } from '../recognise-behaviour';
import { explained, mostly } from '../recognise-numbers';

// Three mistakes leave the ensemble for the model: their numbers depend on variables of the student's own, so that the
// code has to tell them.

const outputsAveraged: Behaviour = {
  id: 'outputs-averaged',
  name: { pl: 'uśrednia wyjścia sieci zamiast wag', en: 'averages the outputs instead of the weights' },
  hint: {
    pl: 'Tu uśrednia się wagi; przewidywanie przychodzi dopiero potem.',
    en: 'Here the weights are averaged; the prediction comes afterwards.',
  },
  // the compiler writes (0, library.predictWith)(…) for what is imported
  shows: ({ right, code }) =>
    !right && /\b(predictWith|predict|predictOnBatch|apply|evaluate)\)?\s*\(/.test(code),
};

const muAndSigmaAveraged: Behaviour = {
  id: 'mu-and-sigma-averaged',
  name: {
    pl: 'uśrednia mu i log sigma zamiast wylosowanych wag',
    en: 'averages mu and log sigma instead of the sampled weights',
  },
  hint: {
    pl: 'Członkowie zespołu to konkretne, wylosowane wagi: nie ma w nich ani mu, ani log sigma.',
    en: 'The members are concrete, sampled weights: there is no mu and no log sigma in them.',
  },
  shows: ({ right, code }) =>
    !right &&
    (/\b(weightLogSigma|biasLogSigma)\b/.test(code) || (/\bgetWeights\s*\(/.test(code) && !picksMeans(code))),
};

const posteriorMeans: Behaviour = {
  id: 'posterior-means',
  name: {
    pl: 'zwraca średnie rozkładu a posteriori (mu) zamiast średniej z losowań',
    en: 'returns the posterior means (mu) instead of the mean of the draws',
  },
  hint: {
    pl: 'Funkcja dostaje zespół i tylko z niego ma liczyć średnią.',
    en: 'The function is given the ensemble and has to average just that.',
  },
  shows: ({ right, code }) => !right && picksMeans(code),
};

/** Of a layer's weights only the means are used. */
const picksMeans = (code: string): boolean =>
  /\b(weightMu|biasMu)\b/.test(code) ||
  (/\bgetWeights\s*\(/.test(code) && /\bgetWeights\s*\(\s*\)\s*(\[\s*[02]\s*\]|\.filter\b)|%\s*2/.test(code));

/** Exercise 2: element-wise mean of the members' sampled weights. 5 points; the conclusions are marked by hand. */
export const exercise: Exercise = {
  id: 'exercise-2',
  lecture: '01-bayesian-neural-networks',
  functionName: 'averageWeights',
  title: { pl: 'Średnia wylosowanych wag', en: 'Mean of the sampled weights' },
  alsoGraded: {
    pl: 'zespoły innej wielkości, sieci o innej architekturze oraz to, czy zespół pozostaje niezmieniony, a wynik za każdym razem ten sam',
    en: 'ensembles of other sizes, networks of other architectures, whether the ensemble stays as it was, and whether the result is the same every time',
  },
  deductions: [
    {
      id: 'inputs-kept',
      name: { pl: 'dane wejściowe zmienione lub usunięte', en: 'inputs changed or disposed' },
      points: 0.5,
    },
  ],
  recognisers: [
    explained,
    promised,
    disposedResult,
    changesInputs,
    outputsAveraged,
    muAndSigmaAveraged,
    posteriorMeans,
    random,
    stateful,
    mostly,
  ],
  conclusions: {
    id: 'exercise-2-conclusions',
    fewestWords: 20,
    stub: [
      'Wnioski z zadania 2',
      'Zastąp ten tekst swoimi wnioskami (kilka zdań).',
      'Do czego dąży średnia wyjść, a do czego wyjście średnich parametrów?',
      'Czy różnica znika, gdy losowań jest więcej, i dlaczego?',
      'Co stało się z pasmem niepewności?',
      'Co by było, gdyby członkowie zespołu pochodzili z niezależnych treningów?',
      'Poprzyj to liczbami z powyższych komórek.',
      'Conclusions from exercise 2',
      'Replace this text by your conclusions (a few sentences).',
      'What does the mean of the outputs tend to, and what the output of the mean parameters?',
      'Does the difference vanish with more draws, and why?',
      'What became of the uncertainty band?',
      'What if the members came from independent trainings?',
      'Support it with numbers from the cells above.',
    ],
  },
};
