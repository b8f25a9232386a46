import type { Misconceptions } from '../marking/marking-source';
import { variance } from '../marking/predictions';
import { add, mean } from '../marking/sums';
import { logGaussian, logMeanExp, logSumExp, type Scores, scoreWith, termsOf } from './reference';

// What a mistake is worth: the log of a mean over the draws, for each observation, is the work. Where it is all there and
// only ends wrongly (how the observations are put together, the sign, the base, the number that the draws are divided by) it is
// worth 3 of 5; where the Gaussian density itself is written wrongly, 2. Where the mean and the logarithm change places, or
// the draws are not all there, the checks alone decide.
const wrongEnd = 3;
const wrongDensity = 2;

/** The noise of the lecture's data, as the tensor holds it. */
export const lectureNoise = Math.fround(0.1);

/** Which mistakes give which number, most telling first; each may be made in several ways. */
export const misconceptions: Misconceptions<Scores> = {
  'mean-of-logs': {
    name: {
      pl: 'uśrednia logarytmy zamiast wziąć logarytm średniej',
      en: 'averages the logarithms instead of taking the logarithm of the mean',
    },
    hint: {
      pl: 'Rozkład predykcyjny to średnia gęstości po losowaniach. Czy średnia i logarytm mogą zamienić się miejscami?',
      en: 'The predictive distribution is a mean of densities over the draws. May a mean and a logarithm change places?',
    },
    answers: ({ terms }) => [mean(terms.map(mean)), mean(terms.map(add))],
  },
  'plug-in': {
    name: {
      pl: 'wstawia do gęstości średnią z losowań',
      en: 'plugs the mean of the draws into the density',
    },
    hint: {
      pl: 'Czy Twój wynik zmieniłby się, gdyby losowania rozeszły się dalej, a ich średnia została?',
      en: 'Would your result change if the draws moved apart and their mean stayed?',
    },
    answers: ({ columns, noiseSd }) => [
      mean(columns.map(({ y, drawn }) => logGaussian(y - mean(drawn), noiseSd))),
    ],
  },
  'gaussian-fit': {
    name: {
      pl: 'zastępuje wszystkie losowania jednym rozkładem normalnym',
      en: 'puts one Gaussian in the place of all draws',
    },
    hint: {
      pl: 'Pomyśl o losowaniach w dwóch grupach i obserwacji pośrodku: jaka jest tam gęstość predykcyjna?',
      en: 'Think of draws in two groups and an observation in the middle: what is the predictive density there?',
    },
    answers: ({ columns, noiseSd, samples }) =>
      [1, samples / Math.max(1, samples - 1)].map((correction) =>
        mean(
          columns.map(({ y, drawn }) =>
            logGaussian(y - mean(drawn), Math.sqrt(correction * variance(drawn) + noiseSd ** 2)),
          ),
        ),
      ),
  },
  joint: {
    name: {
      pl: 'uśrednia po losowaniach wiarygodność całego zbioru, a nie każdej obserwacji',
      en: 'averages the likelihood of the whole data set over the draws, not that of each observation',
    },
    hint: {
      pl: 'Każda obserwacja ma własną średnią po losowaniach. Sprawdź, co już jest zsumowane, gdy ją liczysz.',
      en: 'Every observation has a mean over the draws of its own. See what is already summed when you take it.',
    },
    answers: ({ rows, columns }) => [
      logMeanExp(rows.map(add)) / columns.length,
      logMeanExp(rows.map(add)),
      logMeanExp(rows.map(mean)),
    ],
  },
  'mean-inside': {
    name: {
      pl: 'uśrednia po obserwacjach przed logarytmem',
      en: 'averages over the observations before the logarithm',
    },
    hint: {
      pl: 'We wzorze stoją dwie średnie: sprawdź, po której stronie logarytmu stoi każda.',
      en: 'There are two means in the formula: see on which side of the logarithm each one stands.',
    },
    answers: ({ terms }) => [logMeanExp(terms.flat())],
  },
  'axes-swapped': {
    name: {
      pl: 'myli oś losowań z osią obserwacji',
      en: 'takes the axis of the observations for that of the draws',
    },
    hint: {
      pl: 'draws ma kształt [S, N]. Po której osi biegną losowania?',
      en: 'draws has shape [S, N]. Along which axis do the draws run?',
    },
    answers: ({ rows, samples, columns }) => {
      const swapped = mean(rows.map(logMeanExp));
      return [swapped, swapped + Math.log(columns.length / samples), swapped + Math.log(columns.length)];
    },
  },
  'sd-as-variance': {
    name: { pl: 'myli odchylenie standardowe z wariancją', en: 'mixes up standard deviation and variance' },
    hint: {
      pl: 'noiseSd to odchylenie standardowe. Sprawdź, gdzie we wzorze gęstości stoi σ, a gdzie σ².',
      en: 'noiseSd is a standard deviation. See where σ stands in the formula of the density, and where σ².',
    },
    credit: wrongDensity,
    answers: (scores) => [
      scoreWith(scores, (residual, sd) => logGaussian(residual, Math.sqrt(sd))),
      scoreWith(scores, (residual, sd) => logGaussian(residual, sd ** 2)),
      scoreWith(scores, (residual, sd) => logGaussian(residual, sd) + Math.log(sd) / 2),
      scoreWith(scores, (residual, sd) => logGaussian(residual, sd) - Math.log(sd)),
      scoreWith(
        scores,
        (residual, sd) => logGaussian(residual, sd) + ((residual / sd) ** 2 - residual ** 2 / sd) / 2,
      ),
    ],
  },
  'constant-dropped': {
    name: { pl: 'gubi stałą normującą albo jej część', en: 'loses the normalising constant or a part of it' },
    hint: {
      pl: 'Gęstość całkuje się do 1. Czy Twoja też, dla każdego σ?',
      en: 'A density integrates to 1. Does yours, for every σ?',
    },
    credit: wrongDensity,
    answers: (scores) => {
      const { right, noiseSd } = scores;
      const [logSd, logRoot] = [Math.log(noiseSd), Math.log(2 * Math.PI) / 2];
      return [
        right + logSd + logRoot,
        right + logRoot,
        right + logSd,
        right - logRoot, // 2 pi without its root
        right + Math.LN2 / 2, // pi in place of 2 pi
        right + 2 * (logSd + logRoot), // multiplied by it
      ];
    },
  },
  'half-dropped': {
    name: { pl: 'gubi 1/2 w wykładniku gęstości', en: "loses the 1/2 in the density's exponent" },
    hint: {
      pl: 'Porównaj swój wykładnik ze wzorem na gęstość rozkładu normalnego.',
      en: 'Compare your exponent with the formula of the Gaussian density.',
    },
    credit: wrongDensity,
    answers: (scores) => [
      scoreWith(scores, (residual, sd) => logGaussian(residual, sd) - (residual / sd) ** 2 / 2),
    ],
  },
  'not-squared': {
    name: { pl: 'nie podnosi odchylenia do kwadratu', en: 'does not square the deviation' },
    hint: {
      pl: 'Gęstość rozkładu normalnego maleje z kwadratem odległości od średniej.',
      en: "A Gaussian's log density falls with the square of the distance from its mean.",
    },
    credit: wrongDensity,
    answers: (scores) =>
      [1, -1, undefined].map((sign) =>
        scoreWith(scores, (residual, sd) => {
          const distance = sign === undefined ? Math.abs(residual) : sign * residual;
          return logGaussian(0, sd) - distance / (2 * sd ** 2);
        }),
      ),
  },
  sum: {
    name: {
      pl: 'sumuje po obserwacjach zamiast uśredniać',
      en: 'sums over the observations instead of averaging',
    },
    hint: {
      pl: 'Wynik nie powinien rosnąć tylko dlatego, że obserwacji jest więcej.',
      en: 'The result should not grow only because there are more observations.',
    },
    credit: wrongEnd,
    answers: ({ right, columns }) => [right * columns.length],
  },
  sign: {
    name: { pl: 'ma odwrócony znak', en: 'has the wrong sign' },
    hint: {
      pl: 'Lepsze przewidywanie ma dać większą liczbę. Jak jest u Ciebie?',
      en: 'A better prediction has to give a larger number. Does yours?',
    },
    credit: wrongEnd,
    answers: ({ right, columns }) => [-right, -right * columns.length],
  },
  'draws-summed': {
    name: {
      pl: 'sumuje gęstości po losowaniach zamiast uśredniać',
      en: 'sums the densities over the draws instead of averaging them',
    },
    hint: {
      pl: 'Powtórz każde losowanie dwa razy: wynik nie powinien się zmienić.',
      en: 'Take every draw twice: the result should not change.',
    },
    credit: wrongEnd,
    answers: ({ right, samples }) => [right + Math.log(samples)],
  },
  'wrong-number': {
    name: {
      pl: 'dzieli przez inną liczbę niż liczba losowań',
      en: 'divides by another number than that of the draws',
    },
    hint: {
      pl: 'Średnia biegnie po losowaniach. Ile ich jest według draws.shape?',
      en: 'The mean runs over the draws. How many are there by draws.shape?',
    },
    credit: wrongEnd,
    answers: ({ right, samples, columns }) => [
      right + Math.log(samples / columns.length),
      right - Math.log(columns.length),
      right - Math.log(samples),
    ],
  },
  'divided-outside': {
    name: {
      pl: 'dzieli logarytm zamiast jego argumentu',
      en: 'divides the logarithm instead of its argument',
    },
    hint: {
      pl: 'Sprawdź, przed czy po logarytmie dzielisz przez liczbę losowań.',
      en: 'See whether you divide by the number of draws before the logarithm or after it.',
    },
    answers: ({ terms, samples }) => [
      mean(terms.map(logSumExp)) / samples,
      mean(terms.map(logMeanExp)) / samples,
    ],
  },
  'log-base': {
    name: { pl: 'bierze logarytm o innej podstawie', en: 'takes a logarithm to another base' },
    hint: {
      pl: 'Jaki jest Twój logarytm liczby e? W gęstości rozkładu normalnego stoi exp.',
      en: 'What is your logarithm of e? The Gaussian density is written with exp.',
    },
    credit: wrongEnd,
    answers: ({ right }) => [right / Math.LN2, right / Math.LN10],
  },
  'no-log': {
    name: { pl: 'zwraca gęstość zamiast jej logarytmu', en: 'returns the density instead of its logarithm' },
    hint: {
      pl: 'Spójrz na nazwę funkcji: czego średnią ma zwracać?',
      en: "Look at the function's name: the mean of what does it return?",
    },
    answers: ({ terms, right }) => [Math.exp(logMeanExp(terms.flat())), Math.exp(right)],
  },
  'nearest-draw': {
    name: {
      pl: 'bierze najbliższe losowanie zamiast średniej',
      en: 'takes the nearest draw instead of the mean',
    },
    hint: {
      pl: 'Największy składnik to dopiero początek sumy. Gdzie podziała się reszta losowań?',
      en: 'The largest term is only the beginning of the sum. What became of the other draws?',
    },
    answers: ({ terms, samples }) => {
      const nearest = mean(terms.map((ofDraws) => Math.max(...ofDraws)));
      return [nearest, nearest - Math.log(samples)];
    },
  },
  'maximum-lost': {
    name: {
      pl: 'odejmuje maksimum od wykładników i go nie oddaje',
      en: 'subtracts the maximum from the exponents and does not give it back',
    },
    hint: {
      pl: 'Porównaj na dwóch liczbach: log(e^a + e^b) z odejmowaniem maksimum i bez niego.',
      en: 'Compare for two numbers: log(e^a + e^b) with the maximum subtracted and without.',
    },
    answers: ({ terms }) =>
      [logMeanExp, logSumExp].map((pool) =>
        mean(terms.map((ofDraws) => pool(ofDraws) - Math.max(...ofDraws))),
      ),
  },
  'one-draw': {
    name: { pl: 'uwzględnia jedno losowanie', en: 'takes one draw only' },
    hint: {
      pl: 'Sprawdź, czy pętla po losowaniach dodaje do sumy, czy ją nadpisuje, i czy dochodzi do końca.',
      en: 'See whether your loop over the draws adds to the sum or overwrites it, and whether it gets to the end.',
    },
    answers: ({ rows }) => [mean(rows[0] ?? []), mean(rows.at(-1) ?? [])],
  },
  'squared-error': {
    name: {
      pl: 'zwraca błąd kwadratowy zamiast logarytmu gęstości',
      en: 'returns a squared error, not a log density',
    },
    hint: {
      pl: 'Gdzie w Twoim wyniku jest szum obserwacji?',
      en: 'Where is the noise of the observations in your result?',
    },
    answers: ({ columns }) => {
      const ofMean = mean(columns.map(({ y, drawn }) => (y - mean(drawn)) ** 2));
      const ofDraws = mean(termsOf(columns, 1, (residual) => residual ** 2).flat());
      return [ofMean, -ofMean, Math.sqrt(ofMean), ofDraws, -ofDraws, Math.sqrt(ofDraws)];
    },
  },
  'fixed-noise': {
    name: {
      pl: 'nie bierze szumu z argumentu noiseSd',
      en: 'does not take the noise from the argument noiseSd',
    },
    hint: {
      pl: 'Inne dane mają inny szum: funkcja dostaje go jako argument.',
      en: 'Other data have other noise: the function is given it as an argument.',
    },
    answers: ({ columns }) =>
      [lectureNoise, 1].map((sd) => mean(termsOf(columns, sd, logGaussian).map(logMeanExp))),
  },
};
