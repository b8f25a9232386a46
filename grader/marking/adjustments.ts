import { allZero } from '../../exercises/agreement';
import type { Outcome } from '../../exercises/call';
import type { PublishedExercise } from '../../exercises/catalogue/published-exercise';
import { changesInWords, changesOf } from '../../exercises/changes';
import { evidenceOf } from '../../exercises/evidence';
import type { PreparedCheck } from '../../exercises/prepared-check';
import { explainedChecks } from '../../exercises/recognise-numbers';
import { type CheckResult, points } from './result';
import type { Rubric } from './rubrics';
import { publicOutcomes } from './side-effects';

/** Altered inputs cost points where the values are right all the same, at most what the checks have given. */
export function deductions(
  { deductions: announced = [] }: Pick<PublishedExercise, 'deductions'>,
  checks: PreparedCheck[],
  results: CheckResult[],
  outcomes: Outcome[][],
): CheckResult[] {
  const passed = outcomes.map((own, i) => (results[i]?.status === 'passed' ? own : []));
  if (changesOf(passed.flat()).length === 0) return [];
  let left = points(results.map(({ score }) => score));
  return announced.map((deduction): CheckResult => {
    const cost = Math.min(left, deduction.points);
    left -= cost;
    return {
      id: deduction.id,
      name: deduction.name,
      visibility: 'public',
      status: 'failed',
      score: -cost,
      maxScore: 0,
      message: changesInWords(changesOf(publicOutcomes(checks, passed))),
    };
  });
}

/**
 * Points that come from the diagnosis: an entry that fills up what the checks have given to what the mistake is worth. Of
 * each check that came out as the mistake predicts it gives the same share of the points, which is less than the whole.
 *
 * @param sofar the points of all entries before it
 * @returns undefined where the diagnosis is worth no more than that
 */
export function partialCredit(
  { exercise, checks, credits, maxScore }: Rubric,
  outcomes: Outcome[][],
  misconception: string | undefined,
  sofar: number,
): CheckResult | undefined {
  if (misconception === undefined || !Object.hasOwn(credits, misconception)) return undefined;
  const explained = explainedChecks(misconception, evidenceOf(checks, outcomes, ''))
    .filter((check) => !lacksMore(check, outcomes[checks.indexOf(check)] ?? []))
    .map((check) => check.points);
  const worth = points([((credits[misconception] ?? 0) * points(explained)) / maxScore]);
  if (worth <= sofar) return undefined;
  const name = exercise.misconceptions[misconception]?.name;
  return {
    id: 'partial-credit',
    name: { pl: 'punkty częściowe', en: 'partial credit' },
    visibility: 'public',
    status: 'passed',
    score: points([worth, -sofar]),
    maxScore: 0,
    message: {
      pl: `za rozpoznany błąd („${name?.pl}”): razem ${worth.toLocaleString('pl')} z ${maxScore.toLocaleString('pl')} punktów`,
      en: `for the mistake recognised ("${name?.en}"): ${worth} of ${maxScore} points in all`,
    },
  };
}

/** Whether something besides the value is missing, which no wrong number explains: a gradient, a scalar's shape. */
const lacksMore = ({ demand }: PreparedCheck, outcomes: Outcome[]): boolean =>
  outcomes.some((outcome) => {
    if (outcome.kind !== 'value') return true;
    const { value, gradients } = outcome;
    if (demand === 'gradients') return !gradients || allZero(gradients);
    return demand === 'scalar' && (Array.isArray(value) || value.shape.length > 0);
  });
