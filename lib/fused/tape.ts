/** TensorFlow.js' tape: what it records of a computation whose gradient will be asked for. */
import * as tf from '@tensorflow/tfjs';

/** An operation as the tape has it. */
export interface Operation {
  kernelName: string;
  inputs: Record<string, tf.Tensor>;
  outputs: tf.Tensor[];
  saved?: tf.Tensor[];
  gradient?: (byOutputs: (tf.Tensor | null)[]) => Record<string, () => tf.Tensor>;
}

/** From the slope of an operation's output and what was saved to the slopes of its inputs, in their order. */
export type Gradient = (dy: tf.Tensor, saved: tf.Tensor[]) => (() => tf.Tensor)[];

/** What is used of the class Engine of @tensorflow/tfjs-core 4.22, private there. */
interface Tape {
  startTape(): void;
  endTape(): void;
  isTapeOn(): boolean;
  addTapeNode(
    name: string,
    inputs: tf.Tensor[],
    outputs: tf.Tensor[],
    gradient: Gradient,
    saved: tf.Tensor[],
  ): void;
  saveTensorsForBackwardMode(tensors: tf.Tensor[]): tf.Tensor[];
  state: { activeTape: Operation[] | null; gradientDepth: number; kernelDepth: number };
}

/** The engine's tape. */
export function tape(): Tape {
  return tf.engine() as unknown as Tape;
}

/** Runs what puts nothing on the tape by itself. */
export function unrecorded<T>(action: () => T): T {
  const { state } = tape();
  state.kernelDepth += 1;
  try {
    return action();
  } finally {
    state.kernelDepth -= 1;
  }
}

/**
 * Puts an operation on the tape, where one is recording.
 *
 * @param save inputs that the gradient needs
 * @param kept what else it needs, and nobody else: disposed with the tape, or now
 */
export function record(
  name: string,
  inputs: tf.Tensor[],
  output: tf.Tensor,
  gradient: Gradient,
  save: tf.Tensor[] = [],
  kept: tf.Tensor[] = [],
): void {
  if (!tape().isTapeOn()) {
    tf.dispose(kept);
    return;
  }
  const saved = unrecorded(() => tape().saveTensorsForBackwardMode(save)); // that records the copies itself
  for (const tensor of kept) saved.push(tf.keep(tensor));
  tape().addTapeNode(name, inputs, [output], gradient, saved);
}
