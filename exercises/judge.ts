import type { Words } from '../lib/language';
import {
  allZero,
  firstDifference,
  firstGradientDifference,
  near,
  shapeText,
  singleNumber,
} from './agreement';
import type { Outcome, SpentTime } from './call';
import type { TensorData } from './model-spec';
import type { PreparedCall, PreparedCheck } from './prepared-check';
import { wrongKind } from './wrong-kinds';

/** What became of one check. */
export interface Verdict {
  status: 'passed' | 'failed' | 'error' | 'timeout';
  /** Empty where the check passed. */
  message: Words;
}

const passed: Verdict = { status: 'passed', message: { pl: '', en: '' } };
const failed = (pl: string, en: string): Verdict => ({ status: 'failed', message: { pl, en } });

/**
 * Decides on one check from what its calls returned: the first call that is not as expected decides.
 *
 * @param check the check with its references
 * @param outcomes one for each of the check's calls, in order
 */
export function judge(check: PreparedCheck, outcomes: Outcome[]): Verdict {
  for (const [i, call] of check.calls.entries()) {
    const verdict = judgeCall(check, call, outcomes[i] as Outcome);
    if (verdict.status !== 'passed') return verdict;
  }
  return passed;
}

function judgeCall(check: PreparedCheck, call: PreparedCall, outcome: Outcome): Verdict {
  switch (outcome.kind) {
    case 'value':
      return judgeValue(check, call, outcome);
    case 'wrong-kind': {
      const got = wrongKind(outcome.got);
      return Array.isArray(call.expected)
        ? failed(`oczekiwano listy tensorów, jest ${got.pl}`, `expected a list of tensors, got ${got.en}`)
        : failed(`oczekiwano tensora, jest ${got.pl}`, `expected a tensor, got ${got.en}`);
    }
    case 'error':
      return both('error', `błąd: ${outcome.message}`, `error: ${outcome.message}`);
    case 'load-error':
      return both('error', `nie da się wczytać: ${outcome.message}`, `cannot be loaded: ${outcome.message}`);
    case 'timeout':
      return outOfTime(outcome);
    case 'crash':
      return both('error', `proces się zakończył: ${outcome.reason}`, `the process ended: ${outcome.reason}`);
  }
}

const spent = {
  cpu: ['przekroczony przydział czasu procesora', 'ran over its share of CPU time'],
  clock: ['przekroczony przydział czasu na zegarze', 'ran over its share of time by the clock'],
} as const;

function outOfTime({ limit, share }: SpentTime): Verdict {
  if (limit === 'idle')
    return both(
      'timeout',
      'czekała bez końca: nic już nie liczyło',
      'waited for ever: nothing was running any more',
    );
  const [own, all] = [share?.check ?? 0, share?.pool ?? 0];
  const pl = share ? `: ${number(own, 'pl')} s na test i ${number(all, 'pl')} s wspólne dla wszystkich` : '';
  const en = share
    ? `: ${number(own, 'en')} s of its own and ${number(all, 'en')} s shared by all checks`
    : '';
  return both('timeout', spent[limit][0] + pl, spent[limit][1] + en);
}

const number = (value: number, language: 'pl' | 'en'): string => value.toLocaleString(language);

const both = (status: Verdict['status'], pl: string, en: string): Verdict => ({
  status,
  message: { pl, en },
});

function judgeValue(
  check: PreparedCheck,
  call: PreparedCall,
  { value, gradients }: Extract<Outcome, { kind: 'value' }>,
): Verdict {
  if (Array.isArray(call.expected)) return judgeList(call.expected, value, call.tolerance);
  if (call.expected.shape.length > 0) return judgeTensor(call.expected, value, call.tolerance);
  const expected = call.expected.values[0] as number;
  const number = singleNumber(value);
  if (number === undefined) {
    const got = Array.isArray(value) ? `[${value.length}]` : shapeText(value);
    return failed(
      `oczekiwano skalara, jest tensor o kształcie ${got}`,
      `expected a scalar, got shape ${got}`,
    );
  }
  if (!near(number, expected, call.tolerance)) return unlike(expected, number);
  if (check.demand === 'scalar' && (value as TensorData).shape.length > 0) {
    const got = shapeText(value as TensorData);
    return failed(
      `wartość dobra, ale kształt ${got} zamiast []`,
      `the value is right, but of shape ${got}, not []`,
    );
  }
  return check.demand === 'gradients' ? judgeGradients(call.gradients ?? [], gradients) : passed;
}

function judgeGradients(expected: TensorData[], got: TensorData[] | undefined): Verdict {
  if (!got || got.length !== expected.length)
    return failed('nie da się policzyć gradientu', 'the gradient cannot be computed');
  if (allZero(got))
    return failed(
      'gradient jest zerowy: wynik nie zależy od wag',
      'the gradient is zero: the result depends on no weight',
    );
  const wrong = firstGradientDifference(expected, got);
  if (!wrong) return passed;
  const [pl, en] = gradientNames[wrong.tensor % 4] as [string, string];
  const layer = Math.floor(wrong.tensor / 4) + 1;
  return failed(
    `gradient po ${pl} warstwy ${layer}: oczekiwano ${digits(wrong.expected, 'pl')}, jest ${digits(wrong.got, 'pl')}`,
    `gradient in ${en} of layer ${layer}: expected ${digits(wrong.expected, 'en')}, got ${digits(wrong.got, 'en')}`,
  );
}

const gradientNames = [
  ['mu wag', 'mu of the weights'],
  ['log sigma wag', 'log sigma of the weights'],
  ['mu obciążeń', 'mu of the biases'],
  ['log sigma obciążeń', 'log sigma of the biases'],
];

function judgeTensor(expected: TensorData, got: TensorData | TensorData[], tolerance: number): Verdict {
  if (!Array.isArray(got))
    return unlikeForm(expected, got, '') ?? judgeNumbers([expected], [got], tolerance, () => 'element');
  const want = shapeText(expected);
  return failed(
    `oczekiwano tensora o kształcie ${want}, jest lista tensorów`,
    `expected a tensor of shape ${want}, got a list of tensors`,
  );
}

function judgeList(expected: TensorData[], got: TensorData | TensorData[], tolerance: number): Verdict {
  if (!Array.isArray(got))
    return failed(
      `oczekiwano listy tensorów, jest jeden tensor o kształcie ${shapeText(got)}`,
      `expected a list of tensors, got one tensor of shape ${shapeText(got)}`,
    );
  if (got.length !== expected.length)
    return failed(
      `oczekiwano ${expected.length} tensorów, jest ${got.length}`,
      `expected ${expected.length} tensors, got ${got.length}`,
    );
  for (const [i, tensor] of expected.entries()) {
    const unlike = unlikeForm(tensor, got[i] as TensorData, `tensor ${i + 1}: `);
    if (unlike) return unlike;
  }
  return judgeNumbers(expected, got, tolerance, (tensor) => `tensor ${tensor + 1}, element`);
}

/** @param where what the sentence begins with */
function unlikeForm(expected: TensorData, got: TensorData, where: string): Verdict | undefined {
  const [want, is] = [shapeText(expected), shapeText(got)];
  if (want !== is)
    return failed(
      `${where}oczekiwano kształtu ${want}, jest ${is}`,
      `${where}expected shape ${want}, got ${is}`,
    );
  if (got.dtype === expected.dtype) return undefined;
  return failed(
    `${where}oczekiwano dtype ${expected.dtype}, jest ${got.dtype}`,
    `${where}expected dtype ${expected.dtype}, got ${got.dtype}`,
  );
}

/** @param place what an element is called in the tensor of this index */
function judgeNumbers(
  expected: TensorData[],
  got: TensorData[],
  tolerance: number,
  place: (tensor: number) => string,
): Verdict {
  const wrong = firstDifference(expected, got, tolerance);
  if (!wrong) return passed;
  const where = `${place(wrong.tensor)} ${wrong.element}`;
  return failed(
    `${where}: oczekiwano ${digits(wrong.expected, 'pl')}, jest ${digits(wrong.got, 'pl')}`,
    `${where}: expected ${digits(wrong.expected, 'en')}, got ${digits(wrong.got, 'en')}`,
  );
}

const unlike = (expected: number, got: number): Verdict =>
  failed(
    `oczekiwano ${digits(expected, 'pl')}, jest ${digits(got, 'pl')}`,
    `expected ${digits(expected, 'en')}, got ${digits(got, 'en')}`,
  );

/** Four significant digits, with the language's decimal sign. */
const digits = (value: number, language: 'pl' | 'en'): string =>
  Number.isFinite(value)
    ? value.toLocaleString(language, {
        maximumSignificantDigits: 4,
        minimumSignificantDigits: 4,
        useGrouping: false,
      })
    : String(value);
