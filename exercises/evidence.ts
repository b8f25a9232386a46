import { agree } from './agreement';
import type { Outcome } from './call';
import type { Misconception } from './misconception';
import type { PreparedCall, PreparedCheck, Value } from './prepared-check';

/** A call that returned a value. */
export interface Returned {
  check: PreparedCheck;
  call: PreparedCall;
  value: Value;
  gradients: Extract<Outcome, { kind: 'value' }>['gradients'];
  right: boolean;
}

/** All that is known of an answer. */
export interface Evidence {
  outcomes: Outcome[];
  returned: Returned[];
  /** Whether every call returned the right value. */
  right: boolean;
  /** The student's code, without comments. */
  code: string;
}

/**
 * @param checks the exercise's checks
 * @param outcomes the outcomes of each check's calls
 * @param code the student's, without comments; it may be long and hostile, so whoever reads it takes linear time
 */
export function evidenceOf(checks: PreparedCheck[], outcomes: Outcome[][], code: string): Evidence {
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
    code,
  };
}

/** A misconception that shows by what the calls do. */
export interface Behaviour extends Misconception {
  id: string;
  shows(evidence: Evidence): boolean;
}

/** One way to tell the misconception behind an answer: a behaviour, or a function that gives the id of one. */
export type Recogniser = Behaviour | ((evidence: Evidence) => string | undefined);
