import type { TypicalStatement } from '../prepared-check';

/** Each is a common mistake, or half of one. They are pointed out, never marked. */
export const typicalStatements: TypicalStatement[] = [
  {
    pattern:
      /(równ|takie same|identycz|zgadza).*(liniow)|(liniow).*(równ|takie same|identycz)|(equal|same|identical).*\blinear|\blinear.*(equal|same|identical)/i,
    about: {
      pl: 'pisze, że wyniki są równe, bo średnia jest liniowa (sieć nie jest liniowa względem wag)',
      en: 'says that the results are equal because the mean is linear (the net is not linear in its weights)',
    },
  },
  {
    pattern:
      /(różnic|luk|odstęp).*(znik|zanik|maleje do zera|zbiega do zera)|(znik|zanik).*(różnic|luk)|(gap|difference).*(clos|vanish|disappear|goes away|go away|tends? to (0|zero))/i,
    about: {
      pl: 'pisze, że różnica znika wraz z liczbą losowań (zostaje: E[f(w)] to nie f(E[w]))',
      en: 'says that the gap closes with more draws (it remains: E[f(w)] is not f(E[w]))',
    },
  },
  {
    pattern:
      /(średni|uśredni).*(zachow|utrzym).*(niepewno|pasm)|(averag|mean).*(keep|kept|retain|preserv).*(uncertaint|band)/i,
    about: {
      pl: 'pisze, że średnia zachowuje niepewność (uśrednione wagi to jedna funkcja, bez pasma)',
      en: 'says that the average keeps the uncertainty (the averaged weights are one function, without a band)',
    },
  },
  {
    pattern: /permutac|permut|zamian\w* neuron|swap\w* (of )?(hidden )?(units|neurons)/i,
    about: {
      pl: 'powołuje się na permutację neuronów (dotyczy niezależnie uczonych sieci, nie losowań z jednej)',
      en: 'refers to permuted hidden units (true of nets trained apart, not of draws from one posterior)',
    },
  },
];
