/** Misconceptions of any exercise that no value tells: the form of an answer, its gradients, what it keeps between calls. */
import { agree, allZero, firstGradientDifference, near, singleNumber } from './agreement';
import type { Behaviour, Evidence, Returned } from './evidence';

export const plainNumber: Behaviour = {
  id: 'plain-number',
  name: { pl: 'zwraca liczbę zamiast tensora', en: 'returns a number instead of a tensor' },
  hint: {
    pl: 'Liczba JavaScript nie niesie gradientu: zwróć skalar, czyli tensor o kształcie [].',
    en: 'A JavaScript number carries no gradient: return a scalar, a tensor of shape [].',
  },
  shows: ({ outcomes }) =>
    outcomes.some((outcome) => outcome.kind === 'wrong-kind' && outcome.got.includes('number')),
};

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

export const stateful: Behaviour = {
  id: 'stateful',
  name: { pl: 'wynik zależy od poprzednich wywołań', en: 'the result depends on earlier calls' },
  hint: {
    pl: 'Zmienne, które zbierają sumę, muszą powstawać wewnątrz funkcji.',
    en: 'Variables that collect the sum have to be made inside the function.',
  },
  shows: isUnsteady,
};

/** Equal inputs, unequal values. */
export function isUnsteady({ returned }: Evidence): boolean {
  if (returned.some(({ value }) => [value].flat().some(({ values }) => !values.every(Number.isFinite))))
    return false;
  const repeated = new Set(
    returned.map(({ check }) => check).filter(({ demand }) => demand === 'repeatable'),
  );
  return [...repeated].some((check) => {
    const [first, ...rest] = returned.filter((one) => one.check === check);
    return first && rest.some(({ value }) => !agree(value, first.value, first.call.tolerance));
  });
}

/** Values that scatter around the right ones as estimates from one draw of the weights do; kept state runs away from them. */
export const scattersLikeOneDraw = ({ returned }: Evidence): boolean =>
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
    numbers[0] !== undefined &&
    numbers.every((number) => number === numbers[0])
  );
}

/** Off by one and the same factor everywhere. */
export function isScaled({ returned }: Evidence): boolean {
  const ratios = returned.map(
    ({ call, value }) => (singleNumber(value) ?? Number.NaN) / (singleNumber(call.expected) ?? 0),
  );
  const [first] = ratios;
  if (first === undefined || !expectsDifferentNumbers(returned) || near(first, 1, 1e-3) || first === 0)
    return false;
  return ratios.every((ratio) => near(ratio / first, 1, 1e-3));
}

const expectsDifferentNumbers = (returned: Returned[]): boolean =>
  new Set(returned.map(({ call }) => singleNumber(call.expected))).size > 1;
