import type { Words } from '../../lib/language';
import type { Inputs } from '../call';
import type { Exercise } from '../exercise';
import type { Misconception } from '../misconception';
import type { TensorData } from '../model-spec';
import type { Demand, Value } from '../prepared-check';
import type { Draw } from './draw';

/** One check: a line of the points. */
export interface Check<Given extends Inputs> {
  id: string;
  name: Words;
  points: number;
  /** The messages of hidden checks reach the report only with `--instructor`. */
  visibility: 'public' | 'hidden';
  /**
   * Beside right values: a scalar shape, right gradients, or the same value when called again, which is tried on the same
   * objects and on new ones. Default `value`.
   */
  demand?: Demand;
  /** The inputs of the calls; every call has to come out right. */
  inputs(draw: Draw): Given[];
}

/** The right answer on some inputs, in float64 and independent of TensorFlow.js. A number stands for a scalar tensor. */
export interface Reference {
  expected: Value | number;
  /** Size of what is added up, which float32 rounds relative to. */
  scale: number;
  /** For checks that demand gradients. */
  gradients?(): TensorData[];
  oneSampleSd?: number;
}

/** The misconceptions that a wrong value tells, by their ids, most telling first. */
export type Misconceptions<Quantities> = Record<
  string,
  Misconception & {
    /**
     * What who has it returns: a value for each way of making the mistake, as many and in the same order on all inputs. A
     * number stands for a scalar tensor.
     */
    answers(quantities: Quantities): (Value | number)[];
    /**
     * What an answer with this mistake and no other is worth, in points, above 0 and below all. The checks may give more,
     * never less. Default: what the checks give.
     */
    credit?: number;
  }
>;

/** What students may not have of an exercise. */
export interface MarkingSource<Given extends Inputs, Quantities> {
  exercise: Exercise;
  /** What the reference and the misconceptions are computed from, once for a call's inputs. */
  quantities(inputs: Given): Quantities;
  reference(quantities: Quantities): Reference;
  misconceptions: Misconceptions<Quantities>;
  checks: Check<Given>[];
}
