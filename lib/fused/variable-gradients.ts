/**
 * The gradient of a loss by variables: reverse-mode differentiation in one walk back over TensorFlow.js' tape.
 *
 * `tf.variableGrads` first looks for the part of the tape that matters, asking for each operation about each variable of
 * the process, opens a scope for each derivative, and runs an operation to keep a tensor and another to add two slopes.
 * On small networks that takes longer than the kernels.
 */
import * as tf from '@tensorflow/tfjs';
import { sumOf, sums } from './sums';

/** From this size on, what a derivative needed in between is freed at once; below, a scope costs more than it frees. */
const large = 100_000;

/** What is used of the class Engine of @tensorflow/tfjs-core 4.22, private there. */
interface Tape {
  startTape(): void;
  endTape(): void;
  saveTensorsForBackwardMode(tensors: tf.Tensor[]): tf.Tensor[];
  state: { activeTape: Operation[] | null; gradientDepth: number };
}
interface Operation {
  kernelName: string;
  inputs: tf.NamedTensorMap;
  outputs: tf.Tensor[];
  saved?: tf.Tensor[];
  gradient?: (byOutputs: (tf.Tensor | null)[]) => Record<string, () => tf.Tensor>;
}

/**
 * @param loss computes a scalar of the variables; not within another gradient, whose tape this would take away
 * @returns the loss, and its gradient by each variable that it depends on, by the variable's name
 * @throws {TypeError} where `loss` gives no scalar
 * @throws {Error} where the loss depends on none of the variables
 */
export function variableGradients(loss: () => tf.Scalar, variables: tf.Variable[]) {
  const tape = tf.engine() as unknown as Tape;
  const [value, operations] = record(tape, loss);
  const gradients = tf.tidy(() => {
    const slopes = walkBack(operations, value, variables);
    const reached = variables.filter(({ id }) => slopes.has(id));
    const summed = sums(reached.map(({ id }) => slopes.get(id) as tf.Tensor[]));
    return Object.fromEntries(reached.map(({ name }, i) => [name, summed[i] as tf.Tensor]));
  });
  for (const { saved } of operations) tf.dispose(saved ?? []);
  if (Object.keys(gradients).length === 0) {
    throw new Error('Cannot minimize the loss: it depends on no trainable variable');
  }
  return { value, gradients };
}

function record(tape: Tape, loss: () => tf.Scalar): [tf.Scalar, Operation[]] {
  const { saveTensorsForBackwardMode } = tape;
  tape.startTape();
  try {
    // A gradient within the loss is differentiated too, so what it saves has to be on the tape.
    tape.saveTensorsForBackwardMode = (tensors) =>
      tape.state.gradientDepth > 1 ? saveTensorsForBackwardMode.call(tape, tensors) : tensors.map(kept);
    const value = tf.tidy(loss);
    if (!(value instanceof tf.Tensor) || value.rank > 0) {
      const got = value instanceof tf.Tensor ? `a tensor of the shape [${value.shape}]` : String(value);
      throw new TypeError(`Cannot minimize the loss: it must be a scalar tensor, got ${got}`);
    }
    return [value, tape.state.activeTape as Operation[]];
  } finally {
    tape.endTape();
    tape.state.activeTape = null;
    tape.saveTensorsForBackwardMode = saveTensorsForBackwardMode;
  }
}

/** The same numbers for later, whatever becomes of the tensor: what tf.clone makes, without an operation on the tape. */
function kept(tensor: tf.Tensor): tf.Tensor {
  const engine = tf.engine();
  engine.backend.incRef(tensor.dataId);
  return engine.keep(engine.makeTensorFromTensorInfo(tensor));
}

/** The slopes of `value` by each tensor between the variables and it, by the tensor's id: one of each use, to be added. */
function walkBack(
  operations: Operation[],
  value: tf.Tensor,
  variables: tf.Variable[],
): Map<number, tf.Tensor[]> {
  const dependent = new Set(variables.map(({ id }) => id));
  const onTheWay = operations.filter(({ inputs, outputs }) => {
    for (const name in inputs) {
      if (!dependent.has((inputs[name] as tf.Tensor).id)) continue;
      for (const { id } of outputs) dependent.add(id);
      return true;
    }
    return false;
  });
  const slopes = new Map([[value.id, [tf.onesLike(value) as tf.Tensor]]]);
  for (const { kernelName, inputs, outputs, gradient } of onTheWay.reverse()) {
    const byOutputs = outputs.map(({ id }) => {
      const some = slopes.get(id);
      return some ? sumOf(some) : null;
    });
    if (byOutputs.every((slope) => slope === null)) continue; // does not lead to the loss
    if (!gradient) throw new Error(`Cannot compute the gradient of the loss: ${kernelName} has none`);
    const byInputs = gradient(byOutputs);
    for (const name in inputs) {
      const { id, size } = inputs[name] as tf.Tensor;
      if (!dependent.has(id)) continue;
      const byInput = byInputs[name] as () => tf.Tensor;
      const slope = size < large ? byInput() : tf.tidy(byInput);
      const before = slopes.get(id);
      if (before) before.push(slope);
      else slopes.set(id, [slope]);
    }
  }
  return slopes;
}
