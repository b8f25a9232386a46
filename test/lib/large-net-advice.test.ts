import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { adam, BayesLinear, tf } from 'bayes-notebooks';
import { afterEach, expect, test, vi } from 'vitest';
import type * as Advice from '../../lib/large-net-advice';

afterEach(() => vi.restoreAllMocks());

const binding = 'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node';
const hasNative = existsSync(join(__dirname, '../..', binding));
const isSlow = () => tf.getBackend() === 'wasm' && hasNative;

// 1,000 x 500 weights and 500 biases, a mean and a log sigma each.
const sentence =
  "Training 1001000 numbers is faster on native TensorFlow: call `await useBackend('auto', model)` before the training loop.";

function layerOf(inputs: number, units: number) {
  const layer = new BayesLinear({ units, inputDim: inputs });
  return { layer, variables: layer.trainableWeights.map((weight) => weight.read() as tf.Variable) };
}

const warned = () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  warn.mockClear();
  return warn.mock.calls;
};

test('a net of a million numbers is told, once in a process, what is faster; a smaller one nothing', async () => {
  vi.resetModules(); // a process of its own, for the sentence
  const { adviseOnBackend } = await vi.importActual<typeof Advice>('../../lib/large-net-advice');
  const [small, large] = [layerOf(100, 100), layerOf(1000, 500)];
  const calls = warned();
  adviseOnBackend(small.variables);
  expect(calls).toEqual([]);
  adviseOnBackend(large.variables);
  adviseOnBackend(large.variables);
  expect(calls).toEqual(isSlow() ? [[sentence]] : []);
  for (const { layer } of [small, large]) layer.dispose();
});

test('an optimizer asks for it, before its first step on a net', () => {
  const { layer, variables } = layerOf(1000, 500);
  const calls = warned();
  for (let i = 0; i < 2; i++) {
    const optimizer = adam();
    optimizer.minimize(() => layer.klLoss(), false, variables);
    optimizer.dispose();
  }
  layer.dispose();
  // In this process a large net may have been trained before.
  expect(calls.filter(([words]) => words !== sentence)).toEqual([]);
  expect(calls.length).toBeLessThanOrEqual(isSlow() ? 1 : 0);
});
