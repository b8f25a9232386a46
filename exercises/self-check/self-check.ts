import { drawAside } from '../../lib/draw-aside';
import type { Words } from '../../lib/language';
import { RandomState } from '../../lib/random-state';
import type { Outcome } from '../call';
import { exerciseById } from '../catalogue/exercise-by-id';
import { changesInWords, changesOf } from '../changes';
import { judge, type Verdict } from '../judge';
import type { Misconception } from '../misconception';
import { recognise } from '../recognise';
import { type Answer, callAnswer } from './call-answer';
import { staleNames } from './stale-names';
import { withoutComments } from './without-comments';

/** What the self-check found out about one exercise. */
export interface SelfCheck {
  exercise: string;
  functionName: string;
  /** The cell that defines the function has failed since: what was checked is what an earlier run of it made. */
  stale: boolean;
  /** False where the function still returns nothing, as the stub does. */
  answered: boolean;
  checks: { name: Words; verdict: Verdict }[];
  misconception?: Misconception;
  /** Where it changes what it is given: what it does, and how many points that costs, which may be none. */
  sideEffect?: { said: Words; costs: number };
  /** What the grader looks at besides. */
  alsoGraded: Words;
}

/**
 * Runs an exercise's public checks on a function, in this process.
 *
 * @throws {RangeError} where there is no such exercise
 * @throws {TypeError} where the answer is no function
 */
export function selfCheck(id: string, answer: Answer): SelfCheck {
  const { publicChecks, recognisers, misconceptions, alsoGraded, ...exercise } = exerciseById(
    id,
    `check ${id}`,
  );
  if (typeof answer !== 'function')
    throw new TypeError(`Cannot check ${id}: the answer must be a function, got ${typeof answer}`);
  // Of the same stream each time: a check more or less changes no number of the notebook, nor its own verdict.
  const outcomes = drawAside(new RandomState(0), () =>
    publicChecks.map((check) =>
      callAnswer(
        answer,
        check.calls.map(({ call }) => call),
      ),
    ),
  );
  const recognised = recognise(publicChecks, outcomes, withoutComments(answer.toString()), recognisers);
  const misconception = misconceptions[recognised ?? ''];
  const changed = changesOf(outcomes.flat());
  const costs = (exercise.deductions ?? []).reduce((sum, { points }) => sum + points, 0);
  // A student may call the function something else; one that was made by another has no name of its own.
  const functionName = answer.name || exercise.functionName;
  return {
    exercise: id,
    functionName,
    stale: staleNames().includes(functionName),
    answered: !outcomes.flat().every(isNothing),
    checks: publicChecks.map((check, i) => ({
      name: check.name,
      verdict: judge(check, outcomes[i] as Outcome[]),
    })),
    ...(misconception && { misconception }),
    ...(changed.length > 0 && { sideEffect: { said: changesInWords(changed), costs } }),
    alsoGraded,
  };
}

const isNothing = (outcome: Outcome): boolean => outcome.kind === 'wrong-kind' && outcome.got === 'undefined';
