import type * as tf from '../../lib/tensorflow';
import type { Change } from '../call';

/** What one call is made on, and what has become of it. */
export interface Given {
  readonly inputs: unknown[];
  /** Every tensor among or within the inputs. */
  readonly tensors: tf.Tensor[];
  /** What the calls so far have changed in them. */
  changes(): Change[];
  /**
   * Makes the objects what they were before a call, so that what it has changed is told as that and does not spoil the
   * next call as well. A model stays as it was left: its next training step, too, would find it so.
   */
  putBack(): void;
  dispose(): void;
}
