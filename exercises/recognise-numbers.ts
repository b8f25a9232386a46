import { agree } from './agreement';
import type { Evidence, Recogniser, Returned } from './evidence';
import type { Candidate, PreparedCheck, Value } from './prepared-check';

/** One misconception, made in one way, predicts every value that came. */
export function explained({ returned }: Evidence): string | undefined {
  if (returned.every(({ right }) => right)) return undefined;
  return forms(returned).find(({ matches }) => {
    const found = returned.map(matches);
    return found.includes('yes') && !found.includes('no');
  })?.misconception;
}

/** The checks that all came out as one way of making this mistake predicts; of its ways that with the most points. */
export function explainedChecks(misconception: string, { returned }: Evidence): PreparedCheck[] {
  const checks = [...new Set(returned.map(({ check }) => check))];
  const explainedBy = ({ matches }: Form) =>
    checks.filter((check) => {
      const own = returned.filter((one) => one.check === check);
      return own.length === check.calls.length && own.every((one) => matches(one) !== 'no');
    });
  const worth = (explained: PreparedCheck[]) => explained.reduce((sum, { points }) => sum + points, 0);
  return forms(returned)
    .filter((form) => form.misconception === misconception)
    .map(explainedBy)
    .reduce((best, one) => (worth(one) > worth(best) ? one : best), []);
}

/**
 * One misconception predicts more than half of the wrong values: a mistake in company of another. Where nothing but zeros
 * or no number at all came, and none predicts that, no formula shows in it and it counts for none.
 */
export function mostly({ returned }: Evidence): string | undefined {
  const wrong = returned.filter(({ right }) => !right);
  const counts = forms(returned)
    .map(({ misconception, matches }) => ({
      misconception,
      count: wrong.filter((one) => matches(one) === 'yes').length,
    }))
    .sort((a, b) => b.count - a.count);
  const best = counts[0];
  const telling = wrong.filter(({ value }) => !isEmpty(value)).length;
  return best && best.count > 0 && best.count * 2 > telling ? best.misconception : undefined;
}

/** What a misconception would have returned decides, and nothing else. */
export const byTheNumbers: readonly Recogniser[] = [explained, mostly];

interface Form {
  misconception: string;
  matches(one: Returned): 'right' | 'yes' | 'no';
}

/** The form of a misconception is its place among its candidates, so that all checks have to agree on one form. */
function forms(returned: Returned[]): Form[] {
  const names = new Set(returned.flatMap(({ call }) => call.candidates.map(formOf)));
  return [...names].map((name) => ({
    misconception: name.split('#')[0] as string,
    matches: ({ call, value, right }) => {
      const candidate = call.candidates.find((one) => formOf(one) === name);
      if (!candidate) return right ? 'right' : 'no';
      return agree(value, candidate.value, call.tolerance) ? 'yes' : 'no';
    },
  }));
}

const formOf = ({ misconception, form }: Candidate): string => `${misconception}#${form}`;

const isEmpty = (value: Value): boolean =>
  [value].flat().every(({ values }) => values.every((number) => number === 0 || !Number.isFinite(number)));
