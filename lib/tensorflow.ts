/** The library's TensorFlow.js: the namespace `tf`, with a backend of its own choice and two losses in fewer kernels. */
import * as tfjs from '@tensorflow/tfjs';
import './inspect-tensors';
import { meanSquaredError, softmaxCrossEntropy } from './fused/losses';

export * from '@tensorflow/tfjs';
export { type Backend, type BackendReport, backendReport, ready, useBackend } from './backend';

/** TensorFlow.js' losses; two of them in one kernel each where the backend has it. */
export const losses: typeof tfjs.losses = { ...tfjs.losses, meanSquaredError, softmaxCrossEntropy };
