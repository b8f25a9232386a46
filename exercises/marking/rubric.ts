import type { ModelSpec, TensorData } from '../call';
import type { Words } from '../misconceptions';
import type { Demand } from '../prepared-check';
import type { Draw } from './draw';

/** What a check hands to the student's function: a net, an ensemble of weights, or tensors one by one. */
export type CheckInput = { model: ModelSpec } | { ensemble: TensorData[][] } | { tensors: TensorData[] };

/** The right answer on some inputs, in float64 and independent of TensorFlow.js, and what mistakes lead to. */
export interface Reference {
  expected: TensorData | TensorData[];
  /** Size of what is added up, which float32 rounds relative to. */
  scale: number;
  misconceptions: [misconception: string, value: TensorData | TensorData[]][];
}

/** One line of a rubric. */
export interface RubricCheck {
  id: string;
  name: Words;
  points: number;
  /** The messages of hidden checks reach the report only with `--instructor`. */
  visibility: 'public' | 'hidden';
  /** Beside right values: a scalar shape, right gradients, or the same value when called again. Default `value`. */
  demand?: Demand;
  /** The inputs of the calls; every call has to come out right. */
  inputs: (draw: Draw) => CheckInput[];
}

/** What is taken off when the inputs come back altered. Nothing here can earn points. */
export interface Deduction {
  id: string;
  name: Words;
  points: number;
}

export interface Rubric {
  /** Also the tag of the exercise's cell. */
  exercise: string;
  /** The student's function; case and underscores never matter. */
  functionName: string;
  /** Other names it is known by. Default none. */
  aliases?: string[];
  title: Words;
  checks: RubricCheck[];
  deductions: Deduction[];
  /** For exercises on `tensors`; nets and ensembles have theirs in grader/checks/. */
  reference?: (tensors: TensorData[]) => Reference;
}

/** The sum of a rubric's points. */
export const maxScore = (rubric: { checks: { points: number }[] }): number =>
  rubric.checks.reduce((sum, check) => sum + check.points, 0);
