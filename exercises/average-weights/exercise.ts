import type { Misconception } from '../misconceptions';

/** The recognised misconceptions of exercise 2, the mean of sampled weights. */
export const averageMisconceptions: Record<string, Misconception> = {
  'first-member': {
    name: { pl: 'zwraca pierwszego członka zespołu', en: 'returns the first member of the ensemble' },
    hint: { pl: 'Średnia obejmuje wszystkich członków.', en: 'The mean is over all members.' },
  },
  'last-member': {
    name: { pl: 'zwraca ostatniego członka zespołu', en: 'returns the last member of the ensemble' },
    hint: {
      pl: 'Sprawdź, czy pętla dodaje do sumy, czy ją nadpisuje.',
      en: 'See whether your loop adds to the sum or overwrites it.',
    },
  },
  'divisor-10': {
    name: { pl: 'dzieli zawsze przez 10', en: 'always divides by 10' },
    hint: {
      pl: 'Liczbę członków zespołu podaje ensemble.length.',
      en: 'The number of members is ensemble.length.',
    },
  },
  'ensemble-sum': {
    name: { pl: 'sumuje zamiast uśredniać', en: 'sums instead of averaging' },
    hint: { pl: 'Została jeszcze liczba członków.', en: 'The number of members is still to come.' },
  },
  'running-average': {
    name: {
      pl: 'uśrednia kolejno po dwa, więc późniejsi ważą więcej',
      en: 'averages pair by pair, so later members weigh more',
    },
    hint: {
      pl: 'Średnia ze średniej i nowego elementu to nie średnia wszystkich.',
      en: 'The mean of a mean and a new member is not the mean of all.',
    },
  },
  median: {
    name: { pl: 'mediana zamiast średniej', en: 'takes the median instead of the mean' },
    hint: { pl: 'Pytamy o średnią, element po elemencie.', en: 'The mean is asked for, element by element.' },
  },
  'biases-skipped': {
    name: { pl: 'pomija obciążenia', en: 'skips the biases' },
    hint: {
      pl: 'Lista wag to [W1, b1, W2, b2, ...]: uśredniaj każdy tensor.',
      en: 'The list of weights is [W1, b1, W2, b2, ...]: average every tensor.',
    },
  },
  'all-axes': {
    name: {
      pl: 'uśrednia po wszystkich osiach zamiast po członkach zespołu',
      en: 'averages over all axes instead of over the members',
    },
    hint: {
      pl: 'Uśredniaj tylko po osi członków: kształt każdego tensora zostaje.',
      en: 'Average over the axis of the members only: every tensor keeps its shape.',
    },
  },
  'over-tensors': {
    name: {
      pl: 'uśrednia tensory jednego członka zamiast członków',
      en: 'averages the tensors of a member instead of the members',
    },
    hint: {
      pl: 'ensemble[i][j]: i to członek, j to tensor. Uśredniaj po i.',
      en: 'ensemble[i][j]: i is the member, j the tensor. Average over i.',
    },
  },
  'never-unpacked': {
    name: {
      pl: 'zwraca płaski wektor zamiast listy tensorów',
      en: 'returns the flat vector, never unpacked',
    },
    hint: {
      pl: 'vectorToParameters(wektor, wzór) przywraca kształty.',
      en: 'vectorToParameters(vector, like) brings the shapes back.',
    },
  },
  'outputs-averaged': {
    name: { pl: 'uśrednia wyjścia sieci zamiast wag', en: 'averages the outputs instead of the weights' },
    hint: {
      pl: 'Tu uśrednia się wagi; predykcja przychodzi dopiero potem.',
      en: 'Here the weights are averaged; the prediction comes afterwards.',
    },
  },
  'mu-and-sigma-averaged': {
    name: {
      pl: 'uśrednia mu i log sigma zamiast wylosowanych wag',
      en: 'averages mu and log sigma instead of the sampled weights',
    },
    hint: {
      pl: 'Członkowie zespołu to konkretne, wylosowane wagi: nie ma w nich ani mu, ani log sigma.',
      en: 'The members are concrete, sampled weights: there is no mu and no log sigma in them.',
    },
  },
  'posterior-means': {
    name: {
      pl: 'zwraca średnie rozkładu a posteriori (mu) zamiast średniej z losowań',
      en: 'returns the posterior means (mu) instead of the mean of the draws',
    },
    hint: {
      pl: 'Funkcja dostaje zespół i tylko z niego ma liczyć średnią.',
      en: 'The function is given the ensemble and has to average just that.',
    },
  },
  'first-counted-twice': {
    name: {
      pl: 'dodaje wszystko do pierwszego członka, który liczy się podwójnie albo zostaje zmieniony',
      en: 'sums into the first member, which counts twice or is changed',
    },
    hint: {
      pl: 'Zacznij sumę od zera albo pętlę od drugiego członka, i nie zmieniaj danych wejściowych.',
      en: 'Start the sum at zero or the loop at the second member, and leave the inputs as they are.',
    },
  },
};
