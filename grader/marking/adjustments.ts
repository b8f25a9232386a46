import { allZero, singleNumber } from '../../exercises/agreement';
import type { Outcome } from '../../exercises/call';
import type { PublishedExercise } from '../../exercises/catalogue/published-exercise';
import { changesInWords, changesOf } from '../../exercises/changes';
import { evidenceOf } from '../../exercises/evidence';
import type { PreparedCheck } from '../../exercises/prepared-check';
import { explains } from '../../exercises/recognise-numbers';
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
 * Points that come from the diagnosis: an entry that fills up what the checks have given to what the mistake is worth.
 * It takes a mistake that predicts every value of every call, so that no other answer can come by them.
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
  const credit = Object.hasOwn(credits, misconception ?? '') ? credits[misconception as string] : undefined;
  if (misconception === undefined || credit === undefined) return undefined;
  if (!explains(misconception, evidenceOf(checks, outcomes, ''))) return undefined;
  const worth = points([credit, -unexplained(checks, outcomes)]);
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

/** The points of the checks that ask for more than the value and would not have got it for the right value either. */
const unexplained = (checks: PreparedCheck[], outcomes: Outcome[][]): number =>
  points(
    checks
      .filter(({ demand }, i) =>
        outcomes[i]?.some((outcome) => outcome.kind === 'value' && lacks(demand, outcome)),
      )
      .map((check) => check.points),
  );

function lacks(
  demand: PreparedCheck['demand'],
  { value, gradients }: Extract<Outcome, { kind: 'value' }>,
): boolean {
  if (demand === 'gradients') return !gradients || allZero(gradients);
  return (
    demand === 'scalar' &&
    (singleNumber(value) === undefined || (!Array.isArray(value) && value.shape.length > 0))
  );
}
