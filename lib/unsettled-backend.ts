/** The backend that stands in until `tf.ready()` has chosen one: an early operation says what to do instead of choosing. */
import * as tfjs from '@tensorflow/tfjs';

const name = 'unsettled';

class UnsettledBackend extends tfjs.KernelBackend {
  override write = refuse;
  override numDataIds = refuse;
  override floatPrecision = refuse;
  override epsilon = refuse;
}

function refuse(): never {
  throw new Error(
    'Cannot run a TensorFlow.js operation yet: add the line `await tf.ready();` before it, in the first cell',
  );
}

/** Makes it the backend in use, before all others. */
export function registerUnsettled(): void {
  tfjs.registerBackend(name, () => new UnsettledBackend(), 1000);
}

/** Takes it away for good, once another backend is in use. */
export function removeUnsettled(): void {
  if (name in tfjs.engine().registryFactory) tfjs.removeBackend(name);
}
