import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { adam, BayesLinear, tf } from 'bayes-notebooks';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => vi.restoreAllMocks());

const binding = 'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node';
const hasNative = existsSync(join(__dirname, '../..', binding));

/** What the first steps of two optimizers print, on a net of so many inputs and units. */
function printed(inputs: number, units: number): unknown[][] {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  warn.mockClear();
  const layer = new BayesLinear({ units, inputDim: inputs });
  const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
  for (let i = 0; i < 2; i++) {
    const optimizer = adam();
    optimizer.minimize(() => layer.klLoss(), false, variables);
    optimizer.minimize(() => layer.klLoss(), false, variables);
    optimizer.dispose();
  }
  layer.dispose();
  return warn.mock.calls;
}

test('the first step on a net of a million numbers says, once, what is faster; on a smaller one nothing', () => {
  expect(printed(100, 100)).toEqual([]);
  const isSlow = tf.getBackend() === 'wasm' && hasNative;
  // 1,000 x 500 weights and 500 biases, a mean and a log sigma each.
  const sentence =
    "Training 1001000 numbers is faster on native TensorFlow: call `await useBackend('auto', model)` before the training loop.";
  expect(printed(1000, 500)).toEqual(isSlow ? [[sentence]] : []);
  expect(printed(1000, 500)).toEqual([]);
});
