import type { Words } from '../../lib/exercises/misconceptions';

/** The conclusions in words of exercise 2: read by a person, never marked here. */
export const conclusions = {
  id: 'exercise-2-conclusions',
  /** Fewer words of the student's own than this are pointed out as too short. */
  fewestWords: 20,
  /** What the untouched cell says, a sentence at a time, so that what a student leaves standing is not theirs. */
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
  /** Statements that the marker should look at twice: each is a common mistake, or half of one. */
  statements: [
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
  ] satisfies { pattern: RegExp; about: Words }[],
};
