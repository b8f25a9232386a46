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

/** A misconception that shows by what the calls do. */
export interface Behaviour extends Misconception {
  id: string;
  shows(evidence: Evidence): boolean;
}

/** One way to tell the misconception behind an answer: a behaviour, or a function that gives the id of one. */
export type Recogniser = Behaviour | ((evidence: Evidence) => string | undefined);
