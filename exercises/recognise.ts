import type { Outcome } from './call';
import { type Behaviour, type Evidence, evidenceOf, type Recogniser } from './evidence';
import type { PreparedCheck } from './prepared-check';
import { byTheNumbers } from './recognise-numbers';

/**
 * Names the misconception that explains a wrong answer best, if one does: the first that a recogniser finds.
 *
 * @param checks the exercise's checks
 * @param outcomes the outcomes of each check's calls
 * @param code the student's, without comments
 * @param recognisers the exercise's own; by default the numbers decide
 * @returns the misconception's id, or undefined
 */
export function recognise(
  checks: PreparedCheck[],
  outcomes: Outcome[][],
  code: string,
  recognisers: readonly Recogniser[] = byTheNumbers,
): string | undefined {
  const evidence = evidenceOf(checks, outcomes, code);
  for (const recogniser of recognisers) {
    const found = typeof recogniser === 'function' ? recogniser(evidence) : shown(recogniser, evidence);
    if (found !== undefined) return found;
  }
  return undefined;
}

const shown = (behaviour: Behaviour, evidence: Evidence): string | undefined =>
  behaviour.shows(evidence) ? behaviour.id : undefined;
