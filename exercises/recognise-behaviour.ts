/** Misconceptions of any exercise that no value tells: the form of an answer, its gradients, what it keeps between calls. */
import { agree, allZero, firstGradientDifference, near, singleNumber } from './agreement';
import type { Outcome } from './call';
import { changesOf } from './changes';
import type { Behaviour, Evidence, Returned } from './evidence';
import type { Value } from './prepared-check';

export const plainNumber: Behaviour = {
  id: 'plain-number',
  name: { pl: 'zwraca liczbę zamiast tensora', en: 'returns a number instead of a tensor' },
  hint: {
    pl: 'Liczba JavaScript nie niesie gradientu: zwróć skalar, czyli tensor o kształcie [].',
    en: 'A JavaScript number carries no gradient: return a scalar, a tensor of shape [].',
  },
  shows: ({ outcomes }) => returnsInstead(outcomes, 'a plain number'),
};

export const plainNumbers: Behaviour = {
  id: 'plain-numbers',
  name: { pl: 'zwraca tablicę liczb zamiast tensora', en: 'returns an array of numbers instead of a tensor' },
  hint: {
    pl: 'Tablicę liczb zamienia w tensor tf.tensor1d.',
    en: 'tf.tensor1d makes a tensor of an array of numbers.',
  },
  shows: ({ outcomes }) =>
    returnsInstead(outcomes, 'a typed array') ||
    returnsInstead(outcomes, 'a list whose value 0 is a plain number'),
};

export const promised: Behaviour = {
  id: 'promise',
  name: { pl: 'zwraca obietnicę (Promise) zamiast tensora', en: 'returns a promise instead of a tensor' },
  hint: {
    pl: 'Funkcja z async albo data() zwraca obietnicę. Zostań przy tensorach: nic tu nie trzeba odczytywać.',
    en: 'A function with async or data() returns a promise. Stay with tensors: nothing has to be read out here.',
  },
  shows: ({ outcomes }) => returnsInstead(outcomes, 'a promise'),
};

export const disposedResult: Behaviour = {
  id: 'result-disposed',
  name: { pl: 'zwraca tensor, który został już usunięty', en: 'returns a tensor that is disposed already' },
  hint: {
    pl: 'tf.tidy usuwa wszystko poza tym, co zwraca jego funkcja: zwróć z niej wynik.',
    en: 'tf.tidy disposes all but what its function returns: return the result from it.',
  },
  shows: ({ outcomes }) => returnsInstead(outcomes, 'a disposed tensor'),
};

const returnsInstead = (outcomes: Outcome[], got: string): boolean =>
  outcomes.some((outcome) => outcome.kind === 'wrong-kind' && outcome.got === got);

/** Whether the values are right or not; they may be, until the same inputs are used once more. */
export const changesInputs: Behaviour = {
  id: 'inputs-changed',
  name: { pl: 'zmienia to, co dostaje', en: 'changes what it is given' },
  hint: {
    pl: 'Dane wejściowe przydadzą się jeszcze innym: pracuj na kopii ([...lista], tensor.clone()) i niczego w nich nie usuwaj.',
    en: 'Others still need the inputs: work on a copy ([...list], tensor.clone()) and remove nothing from them.',
  },
  shows: ({ outcomes }) => changesOf(outcomes).length > 0,
};

/** A behaviour that costs nothing by itself: it explains an answer only where the values are wrong as well. */
export const unlessRight = (behaviour: Behaviour): Behaviour => ({
  ...behaviour,
  shows: (evidence) => !evidence.right && behaviour.shows(evidence),
});

export const notScalar: Behaviour = {
  id: 'not-scalar',
  name: { pl: 'zwraca tensor, który nie jest skalarem', en: 'returns a tensor that is no scalar' },
  hint: { pl: 'Skalar ma kształt [].', en: 'A scalar has shape [].' },
  shows: ({ returned }) => returned.some(({ value }) => !Array.isArray(value) && value.shape.length > 0),
};

export const detached: Behaviour = {
  id: 'detached',
  name: { pl: 'wynik odcięty od grafu obliczeń', en: 'the result is detached from the graph' },
  hint: {
    pl: 'Gradient jest zerowy: dataSync() i arraySync() wychodzą poza graf. Licz na tensorach do końca.',
    en: 'The gradient is zero: dataSync() and arraySync() leave the graph. Stay with tensors to the end.',
  },
  shows: (evidence) => {
    const asked = differentiated(evidence);
    return asked.length > 0 && asked.every(({ gradients }) => !gradients || allZero(gradients));
  },
};

export const wrongGradients: Behaviour = {
  id: 'wrong-gradients',
  name: { pl: 'wartość dobra, gradienty nie', en: 'the value is right, the gradients are not' },
  hint: {
    pl: 'Część obliczeń wypada z grafu: któryś składnik jest liczony poza tensorami.',
    en: 'A part of the computation leaves the graph: some term is not computed on tensors.',
  },
  shows: (evidence) =>
    differentiated(evidence).some(
      ({ call, gradients }) => firstGradientDifference(call.gradients ?? [], gradients ?? []) !== undefined,
    ),
};

/** The calls with the right value whose gradients count as well. */
const differentiated = ({ returned }: Evidence): Returned[] =>
  returned.filter(({ check, right }) => check.demand === 'gradients' && right);

export const random: Behaviour = {
  id: 'random',
  name: { pl: 'wynik zależy od losowania', en: 'the result depends on chance' },
  hint: {
    pl: 'Dla tych samych danych wynik ma być zawsze ten sam: nic nie trzeba tu losować.',
    en: 'The same inputs have to give the same result every time: nothing has to be drawn here.',
  },
  shows: (evidence) =>
    isUnsteady(evidence) &&
    /\b(random\w*|sampleWeights|truncatedNormal|dropout|multinomial)\b/.test(evidence.code),
};

export const stateful: Behaviour = {
  id: 'stateful',
  name: { pl: 'wynik zależy od poprzednich wywołań', en: 'the result depends on earlier calls' },
  hint: {
    pl: 'Zmienne, które zbierają sumę, muszą powstawać wewnątrz funkcji.',
    en: 'Variables that collect the sum have to be made inside the function.',
  },
  shows: isUnsteady,
};

/** Equal inputs, unequal values, or no value any more. */
export function isUnsteady({ returned }: Evidence): boolean {
  const repeated = new Set(
    returned.map(({ check }) => check).filter(({ demand }) => demand === 'repeatable'),
  );
  return [...repeated].some((check) => {
    const [first, ...rest] = returned.filter((one) => one.check === check);
    if (!first || !hasNumbers(first.value)) return false;
    if (first.right && rest.length < check.calls.length - 1) return true;
    return rest.some(({ value }) => !agree(value, first.value, first.call.tolerance));
  });
}

const hasNumbers = (value: Value): boolean =>
  [value].flat().every(({ values }) => values.every(Number.isFinite));

/** Values that scatter around the right ones as estimates from one draw of the weights do; with kept state many are right. */
export const scattersLikeOneDraw = ({ returned }: Evidence): boolean =>
  returned.filter(({ right }) => right).length * 2 < returned.length &&
  returned.every(({ call, value }) => {
    const [number, expected] = [singleNumber(value), singleNumber(call.expected)];
    const sd = call.oneSampleSd;
    return (
      number !== undefined && expected !== undefined && sd !== undefined && near(number, expected, 6 * sd)
    );
  });

/** The same number where different ones are right. */
export function isConstant({ returned }: Evidence): boolean {
  const numbers = returned.map(({ value }) => singleNumber(value));
  return (
    expectsDifferentNumbers(returned) &&
    Number.isFinite(numbers[0]) &&
    numbers.every((number) => number === numbers[0])
  );
}

/** Off by one and the same positive factor everywhere. */
export function isScaled({ returned }: Evidence): boolean {
  const ratios = returned.map(
    ({ call, value }) => (singleNumber(value) ?? Number.NaN) / (singleNumber(call.expected) ?? 0),
  );
  const [first] = ratios;
  if (first === undefined || !(first > 0) || !expectsDifferentNumbers(returned) || near(first, 1, 1e-3))
    return false;
  return ratios.every((ratio) => near(ratio / first, 1, 1e-3));
}

const expectsDifferentNumbers = (returned: Returned[]): boolean =>
  new Set(returned.map(({ call }) => singleNumber(call.expected))).size > 1;
