/**
 * What stands in the place of `@tensorflow/tfjs` in a browser: the same names without WebGL, which the library never
 * chooses before WebAssembly, and without graph models and `tf.data`, which no lecture uses: a quarter less to load.
 */
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { version_cpu } from '@tensorflow/tfjs-backend-cpu';
import { version_core } from '@tensorflow/tfjs-core';
import { version_layers } from '@tensorflow/tfjs-layers';

export * from '@tensorflow/tfjs-backend-cpu';
export * from '@tensorflow/tfjs-core';
export * from '@tensorflow/tfjs-layers';

export const version = {
  tfjs: version_core, // all of them go by one number
  'tfjs-core': version_core,
  'tfjs-layers': version_layers,
  'tfjs-backend-cpu': version_cpu,
};

/** A function of TensorFlow.js that is not here, and says so. */
const absent = (name: string) => (): never => {
  throw new Error(
    `Cannot call tf.${name}: the edition for browsers is without it; run the notebook by \`npm start\` instead`,
  );
};

export const loadGraphModel = absent('loadGraphModel');
export const loadGraphModelSync = absent('loadGraphModelSync');
export const registerOp = absent('registerOp');
export const deregisterOp = absent('deregisterOp');

const origins = ['array', 'csv', 'func', 'generator', 'microphone', 'webcam', 'zip'];

/** `tf.data`: all that makes a data set of something. */
export const data = Object.fromEntries(origins.map((name) => [name, absent(`data.${name}`)]));
