import type { Outcome, TensorData } from './call';
import { agree, near, singleNumber } from './judge';
import type { PreparedCall, PreparedCheck } from './prepared-check';

/** A call and what it returned, where it returned a value. */
interface Answer {
  check: PreparedCheck;
  call: PreparedCall;
  value: TensorData | TensorData[];
  gradients: TensorData[] | undefined;
  right: boolean;
}

/**
 * Names the misconception that explains a wrong answer best, if one does.
 *
 * The numbers decide: what each misconception would return on the same inputs is compared with what came. The
 * source is read only for two mistakes of exercise 2 whose numbers depend on variables of the student's own.
 *
 * @param checks the exercise's checks.
 * @param outcomes the outcomes of each check's calls.
 * @param source the student's code.
 * @returns a key of `misconceptions`, or undefined.
 */
export function diagnose(checks: PreparedCheck[], outcomes: Outcome[][], source: string): string | undefined {
  const all = checks.flatMap((check, i) =>
    check.calls.map((call, j) => ({ check, call, outcome: outcomes[i]?.[j] as Outcome })),
  );
  const answers = all.flatMap(({ check, call, outcome }): Answer[] =>
    outcome.kind === 'value'
      ? [
          {
            check,
            call,
            value: outcome.value,
            gradients: outcome.gradients,
            right: agree(outcome.value, call.expected, call.tolerance),
          },
        ]
      : [],
  );
  const exercise1 = checks.some(({ calls }) => calls.some(({ call }) => 'model' in call));
  if (exercise1) {
    if (all.some(({ outcome }) => outcome.kind === 'wrong-kind' && outcome.got.includes('number')))
      return 'plain-number';
    return (
      explained(answers) ??
      unsteady(answers) ??
      constant(answers) ??
      scaled(answers) ??
      mostly(answers) ??
      form(answers)
    );
  }
  const changed = all.some(({ outcome }) => outcome.kind === 'value' && outcome.effects.inputsChanged);
  return (
    explained(answers) ??
    (changed ? 'first-counted-twice' : undefined) ??
    fromSource(
      source,
      all.every(({ outcome }) => outcome.kind === 'value') && answers.every(({ right }) => right),
    ) ??
    unsteady(answers) ??
    mostly(answers)
  );
}

/** The form of a misconception is its place among its candidates, so that all checks have to agree on one form. */
function forms(
  answers: Answer[],
): { misconception: string; matches: (answer: Answer) => 'right' | 'yes' | 'no' }[] {
  const names = new Set(answers.flatMap(({ call }) => call.candidates.map((candidate) => formOf(candidate))));
  return [...names].map((name) => ({
    misconception: name.split('#')[0] as string,
    matches: ({ call, value, right }) => {
      const candidate = call.candidates.find((one) => formOf(one) === name);
      if (!candidate) return right ? 'right' : 'no';
      return agree(value, candidate.value, call.tolerance) ? 'yes' : 'no';
    },
  }));
}

const formOf = ({ misconception, form }: { misconception: string; form: number }): string =>
  `${misconception}#${form}`;

/** One misconception predicts every value that came. */
function explained(answers: Answer[]): string | undefined {
  if (answers.every(({ right }) => right)) return undefined;
  return forms(answers).find(({ matches }) => {
    const found = answers.map(matches);
    return found.includes('yes') && !found.includes('no');
  })?.misconception;
}

/** One misconception predicts at least half of the wrong values: a mistake in company of another. */
function mostly(answers: Answer[]): string | undefined {
  const wrong = answers.filter(({ right }) => !right);
  const counts = forms(answers)
    .map(({ misconception, matches }) => ({
      misconception,
      count: wrong.filter((answer) => matches(answer) === 'yes').length,
    }))
    .sort((a, b) => b.count - a.count);
  const best = counts[0];
  return best && best.count > 0 && best.count * 2 >= wrong.length ? best.misconception : undefined;
}

/** Equal inputs, unequal values: one draw scatters around the right value, kept state runs away from it. */
function unsteady(answers: Answer[]): string | undefined {
  if (answers.some(({ value }) => [value].flat().some(({ values }) => !values.every(Number.isFinite))))
    return undefined;
  for (const check of new Set(answers.map((answer) => answer.check))) {
    if (check.demand !== 'repeatable') continue;
    const [first, ...rest] = answers.filter((answer) => answer.check === check);
    if (!first || rest.every(({ value }) => agree(value, first.value, first.call.tolerance))) continue;
    const drawn = answers.every(({ call, value }) => {
      const number = singleNumber(value);
      const expected = singleNumber(call.expected);
      return (
        number !== undefined &&
        expected !== undefined &&
        call.oneSampleSd !== undefined &&
        near(number, expected, 6 * call.oneSampleSd)
      );
    });
    return drawn ? 'one-sample' : 'stateful';
  }
  return undefined;
}

/** The same number for nets of different KL. */
function constant(answers: Answer[]): string | undefined {
  const numbers = answers.map(({ value }) => singleNumber(value));
  const different = new Set(answers.map(({ call }) => singleNumber(call.expected))).size;
  return different > 1 && numbers[0] !== undefined && numbers.every((number) => number === numbers[0])
    ? 'hard-coded'
    : undefined;
}

/** Off by one and the same factor on every net. */
function scaled(answers: Answer[]): string | undefined {
  const ratios = answers.map(
    ({ call, value }) => (singleNumber(value) ?? Number.NaN) / (singleNumber(call.expected) ?? 0),
  );
  const [first] = ratios;
  const different = new Set(answers.map(({ call }) => singleNumber(call.expected))).size;
  if (first === undefined || different < 2 || near(first, 1, 1e-3) || first === 0) return undefined;
  return ratios.every((ratio) => near(ratio / first, 1, 1e-3)) ? 'weight-inside' : undefined;
}

/** Right values in the wrong form. */
function form(answers: Answer[]): string | undefined {
  const differentiated = answers.filter(({ check, right }) => check.demand === 'gradients' && right);
  const zero = ({ gradients }: Answer): boolean =>
    !gradients || gradients.every(({ values }) => values.every((value) => value === 0));
  if (differentiated.length > 0 && differentiated.every(zero)) return 'detached';
  if (differentiated.some(({ call, gradients }) => !closeGradients(call.gradients ?? [], gradients ?? [])))
    return 'wrong-gradients';
  if (answers.some(({ value }) => !Array.isArray(value) && value.shape.length > 0)) return 'not-scalar';
  return undefined;
}

function closeGradients(expected: TensorData[], got: TensorData[]): boolean {
  const largest = Math.max(...expected.flatMap(({ values }) => values.map(Math.abs)));
  return agree(got, expected, 1e-3 * largest);
}

/** Mistakes of exercise 2 that leave the ensemble for the model: their numbers depend on the student's variables. */
function fromSource(source: string, right: boolean): string | undefined {
  if (right) return undefined;
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  if (/\b(predictWith|predict|predictOnBatch|apply|evaluate)\s*\(/.test(code)) return 'outputs-averaged';
  if (/\b(weightLogSigma|biasLogSigma)\b/.test(code)) return 'mu-and-sigma-averaged';
  if (/\b(weightMu|biasMu)\b/.test(code)) return 'posterior-means';
  if (/\bgetWeights\s*\(/.test(code))
    return /\bgetWeights\s*\(\s*\)\s*(\[\s*[02]\s*\]|\.filter\b)|%\s*2/.test(code)
      ? 'posterior-means'
      : 'mu-and-sigma-averaged';
  return undefined;
}
