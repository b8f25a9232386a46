import type { Call, TensorData } from './call';
import type { Words } from './misconceptions';

/** What has to hold for a check's points, besides that every value is right. */
export type Demand = 'value' | 'scalar' | 'gradients' | 'repeatable';

/** The value that a misconception leads to on a check's inputs. */
export interface Candidate {
  misconception: string;
  /** Which way of making that mistake: the same number means the same way in every check. */
  form: number;
  value: TensorData | TensorData[];
}

/** One call of the student's function, with what should come back. */
export interface PreparedCall {
  call: Call;
  expected: TensorData | TensorData[];
  /** The largest absolute difference that float32, its order of summation or a backend may cause. */
  tolerance: number;
  /** d value / d (weightMu, weightLogSigma, biasMu, biasLogSigma) of each BayesLinear layer. */
  gradients?: TensorData[];
  candidates: Candidate[];
  /** Standard deviation of a one-draw estimate of the KL, exercise 1 only. */
  oneSampleSd?: number;
}

/** A check with its inputs drawn and its reference values computed. */
export interface PreparedCheck {
  id: string;
  exercise: string;
  name: Words;
  points: number;
  visibility: 'public' | 'hidden';
  demand: Demand;
  calls: PreparedCall[];
}
