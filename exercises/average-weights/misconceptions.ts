import type { Misconceptions } from '../marking/marking-source';
import { add, mean } from '../marking/sums';
import { scalar, vector } from '../marking/tensors';
import type { TensorData } from '../model-spec';
import type { Averaging } from './reference';

/** Weights and biases take turns. */
const isBias = (position: number): boolean => position % 2 === 1;

// What a mistake is worth: a mean over the members that only ends wrongly (its divisor, its sign, its shapes) 3 of 5; one that stops
// short of the mean, counts a member wrongly or does it for every other tensor 2; all else what the checks give.

/** Which mistakes give which answer for an ensemble; each may be made in several ways. */
export const misconceptions: Misconceptions<Averaging> = {
  'ensemble-sum': {
    name: { pl: 'sumuje zamiast uśredniać', en: 'sums instead of averaging' },
    hint: { pl: 'Została jeszcze liczba członków.', en: 'The number of members is still to come.' },
    credit: 2,
    answers: ({ each }) => [each(add)],
  },
  'divisor-10': {
    name: { pl: 'dzieli zawsze przez 10', en: 'always divides by 10' },
    hint: {
      pl: 'Liczbę członków zespołu podaje ensemble.length.',
      en: 'The number of members is ensemble.length.',
    },
    credit: 3,
    answers: ({ each }) => [each((elements) => add(elements) / 10)],
  },
  sign: {
    name: { pl: 'ma odwrócony znak', en: 'has the wrong sign' },
    hint: {
      pl: 'Średnia leży między najmniejszą a największą wagą; sprawdź, skąd bierze się minus.',
      en: 'A mean lies between the smallest and the largest weight; see where the minus comes from.',
    },
    credit: 3,
    answers: ({ each }) => [each((elements) => -mean(elements))],
  },
  'divisor-less-one': {
    name: { pl: 'dzieli przez liczbę członków minus jeden', en: 'divides by the number of members less one' },
    hint: {
      pl: 'n - 1 stoi w estymatorze wariancji; średnia ma w mianowniku n.',
      en: 'n - 1 belongs to the estimate of a variance; a mean is divided by n.',
    },
    credit: 3,
    answers: ({ each }) => [
      each((elements) => add(elements) / Math.max(1, elements.length - 1)),
      each((elements) => add(elements) / (elements.length - 1)),
    ],
  },
  'divisor-tensors': {
    name: {
      pl: 'dzieli przez liczbę tensorów zamiast członków',
      en: 'divides by the number of tensors, not of members',
    },
    hint: {
      pl: 'ensemble.length to liczba członków, ensemble[0].length liczba tensorów jednego z nich.',
      en: 'ensemble.length is the number of members, ensemble[0].length that of the tensors of one.',
    },
    credit: 3,
    answers: ({ each, first }) => [each((elements) => add(elements) / first.length)],
  },
  'first-member': {
    name: { pl: 'zwraca pierwszego członka zespołu', en: 'returns the first member of the ensemble' },
    hint: { pl: 'Średnia obejmuje wszystkich członków.', en: 'The mean is over all members.' },
    answers: ({ first }) => [first],
  },
  'last-member': {
    name: { pl: 'zwraca ostatniego członka zespołu', en: 'returns the last member of the ensemble' },
    hint: {
      pl: 'Sprawdź, czy pętla dodaje do sumy, czy ją nadpisuje.',
      en: 'See whether your loop adds to the sum or overwrites it.',
    },
    answers: ({ last }) => [last],
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
    answers: ({ each }) => [
      each((elements) => elements.reduce((average, element) => (average + element) / 2)),
      each((elements) => elements.reduce((average, element) => (average + element) / 2, 0)),
    ],
  },
  median: {
    name: { pl: 'mediana zamiast średniej', en: 'takes the median instead of the mean' },
    hint: { pl: 'Pytamy o średnią, element po elemencie.', en: 'The mean is asked for, element by element.' },
    answers: ({ each }) => [
      each(median),
      each((elements) => sorted(elements)[Math.floor(elements.length / 2)] as number),
    ],
  },
  midrange: {
    name: { pl: 'bierze środek między minimum a maksimum', en: 'takes the middle of minimum and maximum' },
    hint: {
      pl: 'Średnia liczy się ze wszystkich członków, nie tylko ze skrajnych.',
      en: 'A mean is taken over all members, not over the two extremes.',
    },
    answers: ({ each }) => [each((elements) => (Math.min(...elements) + Math.max(...elements)) / 2)],
  },
  'geometric-mean': {
    name: { pl: 'średnia geometryczna zamiast arytmetycznej', en: 'takes the geometric mean' },
    hint: {
      pl: 'Wagi mogą być ujemne: sumuj je, nie ich logarytmy.',
      en: 'Weights may be negative: add them up, not their logarithms.',
    },
    answers: ({ each }) => [
      each((elements) => Math.exp(mean(elements.map((element) => Math.log(Math.abs(element)))))),
    ],
  },
  'member-skipped': {
    name: {
      pl: 'pomija pierwszego albo ostatniego członka zespołu',
      en: 'leaves out the first or the last member',
    },
    hint: {
      pl: 'Sprawdź, gdzie zaczyna się i gdzie kończy pętla po członkach.',
      en: 'See where your loop over the members begins and where it ends.',
    },
    credit: 2,
    answers: ({ each }) => [
      each(([first = 0, ...rest]) => (rest.length > 0 ? mean(rest) : first)),
      each((elements) => add(elements.slice(1)) / elements.length),
      each((elements) => mean(elements.length > 1 ? elements.slice(0, -1) : elements)),
      each((elements) => add(elements.slice(0, -1)) / elements.length),
    ],
  },
  'first-counted-twice': {
    name: {
      pl: 'dodaje wszystko do pierwszego członka, który liczy się podwójnie',
      en: 'sums into the first member, which counts twice',
    },
    hint: {
      pl: 'Zacznij sumę od zera albo pętlę od drugiego członka, i nie zmieniaj danych wejściowych.',
      en: 'Start the sum at zero or the loop at the second member, and leave the inputs as they are.',
    },
    credit: 2,
    answers: ({ each }) => [each((elements) => add([elements[0] as number, ...elements]) / elements.length)],
  },
  'biases-skipped': {
    name: { pl: 'pomija obciążenia', en: 'skips the biases' },
    hint: {
      pl: 'Lista wag to [W1, b1, W2, b2, ...]: uśredniaj każdy tensor.',
      en: 'The list of weights is [W1, b1, W2, b2, ...]: average every tensor.',
    },
    credit: 2,
    answers: ({ right, first }) => [
      right.filter((_, i) => !isBias(i)),
      right.map((tensor, i) => (isBias(i) ? (first[i] as TensorData) : tensor)),
      right.map((tensor, i) => (isBias(i) ? { ...tensor, values: tensor.values.map(() => 0) } : tensor)),
    ],
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
    answers: ({ right, flat }) => [
      right.map((tensor) => scalar(mean(tensor.values))),
      right.map((tensor) => ({ ...tensor, values: tensor.values.map(() => mean(tensor.values)) })),
      scalar(mean(flat.values)),
      [scalar(mean(flat.values))],
    ],
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
    answers: ({ ensemble }) => {
      const flat = ensemble.map((member) => mean(member.flatMap((tensor) => tensor.values)));
      const means = ensemble.map((member) => mean(member.map((tensor) => mean(tensor.values))));
      return [flat.map(scalar), vector(flat), means.map(scalar), vector(means)];
    },
  },
  'wrong-shapes': {
    name: { pl: 'średnia dobra, kształty nie', en: 'the mean is right, its shapes are not' },
    hint: {
      pl: 'Wynik ma kształty wag jednego członka: bez dodatkowej osi i bez spłaszczania.',
      en: "The result has the shapes of one member's weights: no axis more, and not flattened.",
    },
    credit: 3,
    answers: ({ right }) => [
      right.map((tensor) => ({ ...tensor, shape: [1, ...tensor.shape] })),
      right.map((tensor) => ({ ...tensor, shape: [...tensor.shape, 1] })),
      right.map((tensor) => vector(tensor.values)),
    ],
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
    credit: 3,
    answers: ({ flat }) => [flat, [flat]],
  },
};

const sorted = (numbers: number[]): number[] => [...numbers].sort((a, b) => a - b);

function median(numbers: number[]): number {
  const ordered = sorted(numbers);
  const middle = (numbers.length - 1) / 2;
  return ((ordered[Math.floor(middle)] as number) + (ordered[Math.ceil(middle)] as number)) / 2;
}
