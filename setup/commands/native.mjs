import { forgetNative, nativeProblem, nativeTensorflow } from '../steps/native-tensorflow.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';
import { defineCommand } from './command.mjs';

export const command = defineCommand({
  name: 'native',
  summary: 'make TensorFlow.js run on native TensorFlow',
  help: `Usage: npm run native

Makes @tensorflow/tfjs-node run on native TensorFlow: by its own download where that works, else on the library
out of the PyPI wheel tensorflow-cpu, with the binding compiled here. Tries again what failed before.`,
  options: {},
  async run() {
    await setUp(stepsFor({ native: false, python: false, commands: false }));
    forgetNative();
    await setUp([nativeTensorflow]);
    if (nativeProblem() || !nativeTensorflow.isDone()) return 1;
    console.log('@tensorflow/tfjs-node computes on native TensorFlow.');
    return 0;
  },
});
