import type { Outcome } from './call';
import type { Answer } from './call-answer';
import { callAnswer } from './call-answer';
import { judge, type Verdict } from './judge';
import { type Misconception, misconceptions, type Words } from './misconceptions';
import { publicChecks } from './public-checks';
import { diagnose } from './recognise';

/** What the self-check found out about one exercise. */
export interface SelfCheck {
  exercise: string;
  /** False where the function still returns nothing, as the stub does. */
  answered: boolean;
  checks: { name: Words; verdict: Verdict }[];
  misconception?: Misconception;
}

/**
 * Runs an exercise's public checks on a function, in this process.
 *
 * @throws RangeError where there is no such exercise.
 * @throws TypeError where the answer is no function.
 */
export function selfCheck(exercise: string, answer: Answer): SelfCheck {
  const checks = publicChecks.filter((check) => check.exercise === exercise);
  if (checks.length === 0) {
    const known = [...new Set(publicChecks.map((check) => check.exercise))].join(', ');
    throw new RangeError(`Cannot check ${exercise}: the exercise must be one of ${known}, got ${exercise}`);
  }
  if (typeof answer !== 'function')
    throw new TypeError(`Cannot check ${exercise}: the answer must be a function, got ${typeof answer}`);
  const outcomes = checks.map((check) => check.calls.map(({ call }) => callAnswer(answer, call)));
  const misconception = misconceptions[diagnose(checks, outcomes, answer.toString()) ?? ''];
  return {
    exercise,
    answered: !outcomes.flat().every(nothing),
    checks: checks.map((check, i) => ({ name: check.name, verdict: judge(check, outcomes[i] as Outcome[]) })),
    ...(misconception && { misconception }),
  };
}

const nothing = (outcome: Outcome): boolean => outcome.kind === 'wrong-kind' && outcome.got === 'undefined';
