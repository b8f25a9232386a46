/**
 * The gradient of a loss by variables: reverse-mode differentiation in one walk back over TensorFlow.js' tape.
 *
 * `tf.variableGrads` first looks for the part of the tape that matters, asking for each operation about each variable of
 * the process, opens a scope for each derivative, and runs an operation to keep a tensor and another to add two slopes.
 * On small networks that takes longer than the kernels.
 */
import * as tf from '@tensorflow/tfjs';
import { type Slope, scalarSlopes, slopeTensors } from './scalar-slopes';
import { sumOf, sums } from './sums';
import { type Operation, tape } from './tape';

/** From this size on, what a derivative needed in between is freed at once; below, a scope costs more than it frees. */
const large = 100_000;

/**
 * @param loss computes a scalar of the variables; not within another gradient, whose tape this would take away
 * @returns the loss, and its gradient by each variable that it depends on, by the variable's name
 * @throws {TypeError} where `loss` gives no scalar
 * @throws {Error} where the loss depends on none of the variables
 */
export function variableGradients(loss: () => tf.Scalar, variables: tf.Variable[]) {
  const [value, operations] = record(loss);
  const gradients = tf.tidy(() => {
    const slopes = walkBack(operations, value, variables);
    const reached: tf.Variable[] = [];
    const ofReached: tf.Tensor[][] = [];
    for (const variable of variables) {
      const some = slopes.get(variable.id);
      if (!some) continue;
      reached.push(variable);
      ofReached.push(slopeTensors(some, variable));
    }
    const summed = sums(ofReached);
    const byName: tf.NamedTensorMap = {};
    for (let i = 0; i < reached.length; i++)
      byName[(reached[i] as tf.Variable).name] = summed[i] as tf.Tensor;
    return byName;
  });
  for (const { saved = [] } of operations) for (const tensor of saved) tensor.dispose();
  if (Object.keys(gradients).length === 0) {
    throw new Error('Cannot minimize the loss: it depends on no trainable variable');
  }
  return { value, gradients };
}

function record(loss: () => tf.Scalar): [tf.Scalar, Operation[]] {
  const own = tape();
  const { saveTensorsForBackwardMode } = own;
  own.startTape();
  try {
    // A gradient within the loss is differentiated too, so what it saves has to be on the tape.
    own.saveTensorsForBackwardMode = (tensors) =>
      own.state.gradientDepth > 1 ? saveTensorsForBackwardMode.call(own, tensors) : allKept(tensors);
    const value = tf.tidy(loss);
    if (!(value instanceof tf.Tensor) || value.rank > 0) {
      const got = value instanceof tf.Tensor ? `a tensor of the shape [${value.shape}]` : String(value);
      throw new TypeError(`Cannot minimize the loss: it must be a scalar tensor, got ${got}`);
    }
    return [value, own.state.activeTape as Operation[]];
  } finally {
    own.endTape();
    own.state.activeTape = null;
    own.saveTensorsForBackwardMode = saveTensorsForBackwardMode;
  }
}

/** The same numbers for later, whatever becomes of the tensors: what tf.clone makes, without an operation on the tape. */
function allKept(tensors: tf.Tensor[]): tf.Tensor[] {
  const engine = tf.engine();
  const kept: tf.Tensor[] = [];
  for (const tensor of tensors) {
    engine.backend.incRef(tensor.dataId);
    kept.push(engine.keep(engine.makeTensorFromTensorInfo(tensor)));
  }
  return kept;
}

/** The slopes of `value` by each tensor between the variables and it, by the tensor's id: one of each use, to be added. */
function walkBack(operations: Operation[], value: tf.Tensor, variables: tf.Variable[]): Map<number, Slope[]> {
  const dependent = new Set<number>();
  for (const { id } of variables) dependent.add(id);
  const onTheWay: Operation[] = [];
  for (const operation of operations) {
    if (!dependsOn(dependent, operation)) continue;
    for (const { id } of operation.outputs) dependent.add(id);
    onTheWay.push(operation);
  }
  const slopes = new Map<number, Slope[]>([[value.id, [1]]]);
  for (let k = onTheWay.length - 1; k >= 0; k--) {
    const operation = onTheWay[k] as Operation;
    const byInput = slopesBy(operation, slopes);
    if (!byInput) continue; // does not lead to the loss
    const { inputs } = operation;
    for (const name in inputs) {
      const { id, size } = inputs[name] as tf.Tensor;
      if (!dependent.has(id)) continue;
      const slope = size < large ? byInput(name) : tf.tidy(() => byInput(name));
      const before = slopes.get(id);
      if (before) before.push(slope);
      else slopes.set(id, [slope]);
    }
  }
  return slopes;
}

function dependsOn(tensors: Set<number>, { inputs }: Operation): boolean {
  for (const name in inputs) if (tensors.has((inputs[name] as tf.Tensor).id)) return true;
  return false;
}

/** The slope by each input of an operation; undefined where the loss does not depend on its outputs. */
function slopesBy(
  operation: Operation,
  slopes: Map<number, Slope[]>,
): ((input: string) => Slope) | undefined {
  const { kernelName, outputs, gradient } = operation;
  const byScalar = scalarSlopes(operation, slopes);
  if (byScalar) return byScalar;
  const byOutputs: (tf.Tensor | null)[] = [];
  let isReached = false;
  for (const output of outputs) {
    const some = slopes.get(output.id);
    isReached ||= some !== undefined;
    byOutputs.push(some ? sumOf(slopeTensors(some, output)) : null);
  }
  if (!isReached) return undefined;
  if (!gradient) throw new Error(`Cannot compute the gradient of the loss: ${kernelName} has none`);
  const byInputs = gradient(byOutputs);
  return (name) => (byInputs[name] as () => tf.Tensor)();
}
