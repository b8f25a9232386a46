import { agree } from './agreement';
import type { Outcome } from './call';
import type { Behaviour, Evidence, Recogniser, Returned } from './evidence';
import type { PreparedCheck } from './prepared-check';
import { byTheNumbers } from './recognise-numbers';

/**
 * Names the misconception that explains a wrong answer best, if one does: the first that a recogniser finds.
 *
 * @param checks the exercise's checks
 * @param outcomes the outcomes of each check's calls
 * @param source the student's code
 * @param recognisers the exercise's own; by default the numbers decide
 * @returns the misconception's id, or undefined
 */
export function recognise(
  checks: PreparedCheck[],
  outcomes: Outcome[][],
  source: string,
  recognisers: readonly Recogniser[] = byTheNumbers,
): string | undefined {
  const evidence = evidenceOf(checks, outcomes, source);
  for (const recogniser of recognisers) {
    const found = typeof recogniser === 'function' ? recogniser(evidence) : shown(recogniser, evidence);
    if (found !== undefined) return found;
  }
  return undefined;
}

const shown = (behaviour: Behaviour, evidence: Evidence): string | undefined =>
  behaviour.shows(evidence) ? behaviour.id : undefined;

function evidenceOf(checks: PreparedCheck[], outcomes: Outcome[][], source: string): Evidence {
  const returned = checks.flatMap((check, i) =>
    check.calls.flatMap((call, j): Returned[] => {
      const outcome = outcomes[i]?.[j];
      if (outcome?.kind !== 'value') return [];
      const { value, gradients } = outcome;
      return [{ check, call, value, gradients, right: agree(value, call.expected, call.tolerance) }];
    }),
  );
  const all = outcomes.flat();
  return {
    outcomes: all,
    returned,
    right: returned.length === all.length && returned.every(({ right }) => right),
    code: source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
  };
}
