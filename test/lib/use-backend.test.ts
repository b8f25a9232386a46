import { BayesLinear, tf, useBackend } from 'bayes-notebooks';
import { afterEach, describe, expect, test } from 'vitest';

const own = process.env.BAYES_BACKEND as 'tensorflow' | 'wasm' | 'cpu';
const net = (units: number) =>
  tf.sequential({ layers: [new BayesLinear({ units, inputDim: 300, priorSigma: 0.1 })] });

afterEach(async () => {
  await useBackend(own);
});

describe('useBackend()', () => {
  test('changes the backend there and back; tensors move along', async () => {
    const layer = new BayesLinear({ units: 3, inputDim: 2, seed: 1 });
    layer.freeze();
    const x = tf.tensor2d([[1, 2]]);
    const value = () => Array.from((layer.apply(x) as tf.Tensor).dataSync());
    const before = value();
    for (const backend of ['cpu', 'wasm', own] as const) {
      expect((await useBackend(backend)).backend).toBe(backend);
      expect(tf.getBackend()).toBe(backend);
      value().forEach((number, i) => expect(number).toBeCloseTo(before[i]!, 5));
      const { grads } = tf.variableGrads(() => tf.add(layer.klLoss(), tf.sum(layer.apply(x) as tf.Tensor)));
      expect(Object.keys(grads)).toHaveLength(4);
      tf.dispose(grads);
    }
  });

  test('auto takes WebAssembly for a small model, and for a large one native TensorFlow where it loads', async () => {
    expect((await useBackend('auto', net(2))).backend).toBe('wasm');
    const report = await useBackend('auto', net(1700));
    expect(tf.getBackend()).toBe(report.backend);
    if (report.backend !== 'tensorflow') expect(report.reason).toMatch('npm run native');
  });

  test('refuses inside a gradient, and what is no backend or no model', async () => {
    let inside: Promise<unknown> | undefined;
    tf.grad((x: tf.Tensor) => {
      inside = useBackend(own);
      return tf.square(x);
    })(tf.scalar(1));
    await expect(inside).rejects.toThrow('Cannot change the backend inside a gradient');
    await expect(useBackend('webgl' as 'cpu')).rejects.toThrow(RangeError);
    await expect(useBackend('auto')).rejects.toThrow('model must be a tf.LayersModel, got undefined');
  });
});
