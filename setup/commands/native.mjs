import { forgetNative, nativeProblem, nativeTensorflow } from '../steps/native-tensorflow.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';
import { readOptions } from './options.mjs';

const HELP = `Usage: npm run native

Makes @tensorflow/tfjs-node run on native TensorFlow: by its own download where that works, else on the library
out of the PyPI wheel tensorflow-cpu, with the binding compiled here. Tries again what failed before.`;

/** @param {string[]} argv */
export async function run(argv) {
  const { help } = readOptions('native', argv, { help: { type: 'boolean', short: 'h' } });
  if (help) {
    console.log(HELP);
    return 0;
  }
  await setUp(stepsFor({ native: false, python: false, commands: false }));
  forgetNative();
  await setUp([nativeTensorflow]);
  if (nativeProblem()) return 1;
  console.log('@tensorflow/tfjs-node computes on native TensorFlow.');
  return 0;
}
