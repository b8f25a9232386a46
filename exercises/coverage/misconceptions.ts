import type { Misconceptions } from '../marking/marking-source';
import { mean } from '../marking/sums';
import { scalar, vector } from '../marking/tensors';
import type { TensorData } from '../model-spec';
import { wrongIntervals } from './intervals';
import { halfWidth } from './normal';
import { type Coverage, central, isInside, shares, total } from './reference';

// What a mistake is worth: the interval of each observation and each level is the work. Where all of them are right and only what
// is said of them is not (counts, percents, the share outside, the distance to the level) it is worth 3 of 5, and so is a
// variance divided by S - 1; where the predictive spread is right and the width that a level asks for is not, or is missing
// for all levels but one, 2. Where the spread itself is another the checks alone decide.
const wrongEnd = 3;
const wrongWidth = 2;

/** Which mistakes give which shares, most telling first; each may be made in several ways. */
export const misconceptions: Misconceptions<Coverage> = {
  'epistemic-alone': {
    name: { pl: 'pomija szum obserwacji', en: 'leaves out the noise of the observations' },
    hint: {
      pl: 'Przedział ma objąć obserwacje, a nie funkcje. Czym jedne różnią się od drugich?',
      en: 'The interval is to hold observations, not functions. How do the two differ?',
    },
    answers: withIntervals('epistemic-alone'),
  },
  'noise-alone': {
    name: { pl: 'pomija niezgodę losowań', en: 'leaves out the disagreement of the draws' },
    hint: {
      pl: 'Czy Twój przedział jest w luce szerszy niż wśród danych?',
      en: 'Is your interval wider in the gap than among the data?',
    },
    answers: withIntervals('noise-alone'),
  },
  'sds-added': {
    name: { pl: 'dodaje odchylenia standardowe', en: 'adds standard deviations' },
    hint: {
      pl: 'Co się dodaje, gdy dwie przyczyny rozrzutu są niezależne?',
      en: 'What adds up where two sources of spread are independent?',
    },
    answers: withIntervals('sds-added'),
  },
  'sample-variance': {
    name: { pl: 'dzieli wariancję przez S - 1', en: 'divides the variance by S - 1' },
    hint: {
      pl: 'Sprawdź w treści zadania, przez co dzieli się wariancja losowań, i policz ją dla jednego losowania.',
      en: 'See in the text what the variance of the draws is divided by, and try it for a single draw.',
    },
    credit: wrongEnd,
    answers: withIntervals('sample-variance'),
  },
  'noise-as-variance': {
    name: { pl: 'bierze noiseSd za wariancję', en: 'takes noiseSd for a variance' },
    hint: {
      pl: 'W jakich jednostkach jest noiseSd, a w jakich wariancja losowań?',
      en: 'In which units is noiseSd, and in which the variance of the draws?',
    },
    answers: withIntervals('noise-as-variance'),
  },
  'root-forgotten': {
    name: {
      pl: 'bierze wariancję za odchylenie standardowe',
      en: 'takes the variance for the standard deviation',
    },
    hint: {
      pl: 'W jakich jednostkach jest szerokość przedziału, a w jakich wariancja?',
      en: 'In which units is the width of an interval, and in which a variance?',
    },
    answers: withIntervals('root-forgotten'),
  },
  'pooled-variance': {
    name: {
      pl: 'liczy jedną wariancję dla wszystkich obserwacji',
      en: 'takes one variance for all observations',
    },
    hint: {
      pl: 'Losowania mogą się zgadzać w jednym punkcie, a rozchodzić w innym. Po której osi liczysz wariancję?',
      en: 'Draws may agree at one point and part at another. Along which axis do you take the variance?',
    },
    answers: withIntervals('pooled-variance'),
  },
  'variance-of-mean': {
    name: {
      pl: 'bierze niepewność średniej z losowań zamiast rozrzutu losowań',
      en: 'takes the uncertainty of the mean of the draws for the spread of the draws',
    },
    hint: {
      pl: 'Czy przedział powinien się zwężać, gdy losowań jest więcej?',
      en: 'Should the interval shrink as there are more draws?',
    },
    answers: withIntervals('variance-of-mean'),
  },
  outside: {
    name: { pl: 'podaje udział poza przedziałem', en: 'gives the share outside the interval' },
    hint: {
      pl: 'Szerszy przedział obejmuje więcej: czy Twój wynik rośnie z poziomem?',
      en: 'A wider interval holds more: does your result grow with the level?',
    },
    credit: wrongEnd,
    answers: ({ right }) => [changed(right, (share) => 1 - share)],
  },
  counts: {
    name: {
      pl: 'zwraca liczbę obserwacji zamiast udziału',
      en: 'returns a number of observations, not a share',
    },
    hint: {
      pl: 'Z czym można porównać wynik, gdy obserwacji jest raz 20, a raz 60?',
      en: 'What can the result be compared with where there are 20 observations here and 60 there?',
    },
    credit: wrongEnd,
    answers: ({ right, columns, levels }) => [
      changed(right, (share) => share * columns.length),
      changed(right, (share) => (share * columns.length) / levels.length),
    ],
  },
  percent: {
    name: { pl: 'zwraca procenty', en: 'returns percents' },
    hint: {
      pl: 'W jakich jednostkach są poziomy, z którymi wynik się porównuje?',
      en: 'In which units are the levels that the result is compared with?',
    },
    credit: wrongEnd,
    answers: ({ right }) => [changed(right, (share) => 100 * share)],
  },
  'distance-to-level': {
    name: { pl: 'zwraca odległość udziału od poziomu', en: "returns the share's distance to the level" },
    hint: {
      pl: 'Rysunek kalibracji sam zestawi udziały z poziomami: o co pyta zadanie?',
      en: 'The calibration figure sets shares against levels by itself: what is the exercise asking for?',
    },
    credit: wrongEnd,
    answers: ({ right, levels }) => {
      const distances = right.values.map((share, k) => share - (levels[k] as number));
      return [vector(distances), vector(distances.map((one) => -one)), vector(distances.map(Math.abs))];
    },
  },
  'one-level': {
    name: { pl: 'uwzględnia jeden poziom', en: 'takes one level only' },
    hint: {
      pl: 'levels to tensor [K]. Ile różnych liczb jest w Twoim wyniku?',
      en: 'levels is a tensor [K]. How many different numbers are in your result?',
    },
    credit: wrongWidth,
    answers: ({ right: { values } }) =>
      [values[0] ?? 0, values.at(-1) ?? 0].flatMap((share) => [
        vector(values.map(() => share)),
        vector([share]),
        scalar(share),
      ]),
  },
  'over-levels': {
    name: { pl: 'uśrednia po poziomach', en: 'averages over the levels' },
    hint: {
      pl: 'Wynik ma po jednej liczbie dla każdego poziomu. Po czym liczysz średnią?',
      en: 'The result has a number for each level. What do you take the mean over?',
    },
    answers: ({ right, columns, levels }) => [
      scalar(mean(right.values)),
      vector(
        columns.map((column) =>
          mean(levels.map((level) => Number(isInside(column, central(column, level))))),
        ),
      ),
    ],
  },
  'not-averaged': {
    name: {
      pl: 'zwraca odpowiedź dla każdej obserwacji zamiast udziału',
      en: 'returns an answer for each observation, not a share',
    },
    hint: {
      pl: 'Zostało pytanie, jaka część obserwacji leży w przedziale.',
      en: 'What is left is the question which part of the observations lies inside.',
    },
    answers: ({ columns, levels }) => {
      const byLevel = levels.map((level) =>
        columns.map((column) => Number(isInside(column, central(column, level)))),
      );
      const byColumn = columns.map((_, n) => byLevel.map((row) => row[n] as number));
      return [byLevel, byColumn].map((rows) => ({
        ...vector(rows.flat()),
        shape: [rows.length, rows[0]?.length ?? 0],
      }));
    },
  },
  sorted: {
    name: { pl: 'porządkuje poziomy', en: 'sorts the levels' },
    hint: {
      pl: 'k-ta liczba wyniku należy do k-tego poziomu, w jakiejkolwiek kolejności stoją.',
      en: 'The k-th number of the result belongs to the k-th level, in whatever order they stand.',
    },
    credit: wrongEnd,
    answers: ({ right }) => {
      const ascending = [...right.values].sort((a, b) => a - b);
      return [vector(ascending), vector([...ascending].reverse())];
    },
  },
  'root-of-two': {
    name: { pl: 'gubi pierwiastek z 2 w erf', en: 'loses the root of 2 in erf' },
    hint: {
      pl: 'Sprawdź na znanej liczbie: między -1,96 a 1,96 odchylenia leży 95 %.',
      en: 'Try a number that you know: 95 % lie between -1.96 and 1.96 standard deviations.',
    },
    credit: wrongWidth,
    answers: withIntervals('root-of-two'),
  },
  'one-sided-quantile': {
    name: { pl: 'bierze kwantyl jednostronny', en: 'takes a one-sided quantile' },
    hint: {
      pl: 'Ile zostaje poza przedziałem po każdej z dwóch stron?',
      en: 'How much is left outside the interval on each of its two sides?',
    },
    credit: wrongWidth,
    answers: withIntervals('one-sided-quantile'),
  },
  'one-edge': {
    name: { pl: 'sprawdza jeden brzeg przedziału', en: "looks at one of the interval's edges only" },
    hint: {
      pl: 'Co Twoja funkcja mówi o obserwacji daleko po drugiej stronie średniej?',
      en: 'What does your function say of an observation far away on the other side of the mean?',
    },
    credit: wrongWidth,
    answers: withIntervals('one-edge'),
  },
  'tail-probability': {
    name: {
      pl: 'bierze poziom za prawdopodobieństwo ogonów',
      en: 'takes the level for the probability of the tails',
    },
    hint: {
      pl: 'Czy Twój przedział o poziomie 0,9 jest szerszy od tego o poziomie 0,5?',
      en: 'Is your interval of level 0.9 wider than that of level 0.5?',
    },
    credit: wrongWidth,
    answers: withIntervals('tail-probability'),
  },
  'fixed-width': {
    name: { pl: 'bierze tę samą szerokość dla każdego poziomu', en: 'takes the same width for every level' },
    hint: {
      pl: 'Jak szeroki jest przedział, w którym leży połowa, a jak szeroki ten, w którym leży prawie wszystko?',
      en: 'How wide is the interval that holds a half, and how wide the one that holds nearly all?',
    },
    credit: wrongWidth,
    answers: withIntervals('fixed-width'),
  },
  'level-as-width': {
    name: {
      pl: 'bierze poziom za liczbę odchyleń standardowych',
      en: 'takes the level for a number of standard deviations',
    },
    hint: {
      pl: 'Poziom jest prawdopodobieństwem. Jaką szerokość ma przedział o tym prawdopodobieństwie?',
      en: 'A level is a probability. How wide is the interval that has it?',
    },
    credit: wrongWidth,
    answers: withIntervals('level-as-width'),
  },
  'quantiles-of-draws': {
    name: { pl: 'bierze kwantyle losowań', en: 'takes quantiles of the draws' },
    hint: {
      pl: 'Losowania są funkcjami bez szumu. Jaki przedział zostaje, gdy losowanie jest jedno?',
      en: 'The draws are functions without noise. Which interval is left where there is one draw?',
    },
    answers: withIntervals('quantiles-of-draws'),
  },
  'draw-by-draw': {
    name: {
      pl: 'buduje przedział wokół każdego losowania z osobna',
      en: 'puts an interval around each draw by itself',
    },
    hint: {
      pl: 'Rozkład predykcyjny obserwacji jest jeden, z niezgodą losowań w środku.',
      en: 'An observation has one predictive distribution, with the disagreement of the draws inside it.',
    },
    answers: ({ columns, levels }) =>
      [({ noiseSd }: { noiseSd: number }) => noiseSd, total].map((spread) =>
        vector(
          levels.map((level) =>
            mean(
              columns.flatMap((column) =>
                column.drawn.map((value) =>
                  Number(Math.abs(column.y - value) <= halfWidth(level) * spread(column as never)),
                ),
              ),
            ),
          ),
        ),
      ),
  },
  'levels-returned': {
    name: { pl: 'zwraca same poziomy', en: 'returns the levels themselves' },
    hint: {
      pl: 'Udział równy poziomowi byłby doskonałą kalibracją. Gdzie liczysz obserwacje?',
      en: 'A share equal to its level would be perfect calibration. Where do you count observations?',
    },
    answers: ({ levels }) => [vector(levels)],
  },
};

/** The shares inside the intervals that are taken for the right ones. */
function withIntervals(id: keyof typeof wrongIntervals): (coverage: Coverage) => TensorData[] {
  return ({ columns, levels }) => wrongIntervals[id].map((interval) => shares(columns, levels, interval));
}

const changed = (right: TensorData, change: (share: number) => number): TensorData =>
  vector(right.values.map(change));
