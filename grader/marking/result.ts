import type { Language, Words } from '../../lib/language';

export type CheckStatus = 'passed' | 'failed' | 'error' | 'timeout' | 'skipped';
export type ExerciseStatus = 'passed' | 'partial' | 'failed' | 'missing' | 'error' | 'timeout';
export type SubmissionStatus = 'graded' | 'unreadable' | 'grader-fault';

/** One entry of the points: a check, or a deduction or partial credit, whose greatest score is 0. They sum to the score. */
export interface CheckResult {
  id: string;
  name: Words;
  visibility: 'public' | 'hidden';
  status: CheckStatus;
  score: number;
  maxScore: number;
  message: Words;
}

export interface ExerciseResult {
  id: string;
  title: Words;
  status: ExerciseStatus;
  score: number;
  maxScore: number;
  /** A key of the exercise's misconceptions. */
  misconception?: string;
  checks: CheckResult[];
  /** The student's code, as far as this exercise needs it. */
  code: string;
  /** The cell of the answer, from 1. */
  cell?: number;
  /** What the grader had to assume, why an answer cannot be loaded, advice. Never worth points. */
  notes: Words[];
  /** Of the answer after normalisation, for the similarity flags; empty where there is none. */
  likeness: string;
}

export interface ManualReview {
  id: string;
  text: string;
  state: 'missing' | 'untouched' | 'short' | 'answered';
}

/** What is known of one submission, in both languages, before any report is written. */
export interface SubmissionResult {
  /** The lecture's id. */
  assignment: string;
  status: SubmissionStatus;
  /** The language that the notebook speaks to its student, where it says so. */
  spoken?: Language;
  seconds: number;
  message: Words;
  exercises: ExerciseResult[];
  manualReview: ManualReview[];
  notes: Words[];
}

/** Sums to the hundredth, since 0.1 + 0.2 should read 0.3. */
export const points = (numbers: number[]): number =>
  Math.round(numbers.reduce((sum, number) => sum + number, 0) * 100) / 100;

/** The status by points; `timeout` where every check without points ran out of time. */
export function statusOf(
  checks: { status: CheckResult['status']; score: number }[],
  score: number,
  most: number,
): ExerciseResult['status'] {
  if (score >= most) return 'passed';
  if (score > 0) return 'partial';
  const pointless = checks.filter((check) => check.score <= 0);
  return pointless.length > 0 && pointless.every(({ status }) => status === 'timeout') ? 'timeout' : 'failed';
}
