import type { Words } from '../lib/language';
import type { Call } from './call';
import type { Misconception } from './misconception';
import type { TensorData } from './model-spec';

/** What has to hold for a check's points, besides that every value is right. */
export type Demand = 'value' | 'scalar' | 'gradients' | 'repeatable';

/** A right or a wrong answer as plain data. */
export type Value = TensorData | TensorData[];

/** The value that a misconception leads to on a check's inputs. */
export interface Candidate {
  misconception: string;
  /** Which way of making that mistake: the same number means the same way in every check. */
  form: number;
  value: Value;
}

/** One call of the student's function, with what should come back. */
export interface PreparedCall {
  call: Call;
  expected: Value;
  /** The largest absolute difference that float32, its order of summation or a backend may cause. */
  tolerance: number;
  /** d value / d (weightMu, weightLogSigma, biasMu, biasLogSigma) of each BayesLinear layer. */
  gradients?: TensorData[];
  candidates: Candidate[];
  /** Standard deviation of an estimate from one draw of the weights, where the right value is an expectation. */
  oneSampleSd?: number;
}

/** A check with its inputs drawn and its reference values computed. */
export interface PreparedCheck {
  id: string;
  name: Words;
  points: number;
  visibility: 'public' | 'hidden';
  demand: Demand;
  calls: PreparedCall[];
}

/** How an exercise is marked with its hidden checks. Students' editions have none. */
export interface Marking {
  /** All checks, their inputs drawn from the seed; the public ones are the same under every seed. */
  checks(seed: string): PreparedCheck[];
  /** The misconceptions that a wrong value tells, in words. */
  misconceptions: Record<string, Misconception>;
  /** What an answer is worth that makes one of these mistakes and no other, in points. */
  credits: Record<string, number>;
}
