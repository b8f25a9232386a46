/** The library as in a browser: platform.browser.ts in the place of platform.ts, which a bundler does there. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BayesLinear, setSeed, showSource, tf, useBackend } from 'bayes-notebooks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { canFuseKl } from '../../lib/fused/layer-kl';
import type { Page } from '../../lib/platform.browser';
import { displayedBy } from '../figures/display-hook';

vi.mock('../../lib/platform', () => vi.importActual('../../lib/platform.browser'));

const root = join(__dirname, '..', '..');
const key = Symbol.for('bayes-notebooks.page');
const scope = globalThis as { [key]?: Page };
const page: Page = {
  wasmFolder: join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '/'),
  loops: readFileSync(join(root, 'dist', 'lib', 'fused', 'kernels.wasm')),
  sources: { 'bayes-linear': 'export class BayesLinear {\n  // from the page\n}\n' },
};

beforeAll(async () => {
  vi.stubEnv('BAYES_BACKEND', 'cpu'); // which a page does not see
  scope[key] = page;
  await tf.ready();
});

afterAll(() => {
  delete scope[key];
});

/** The losses of the first and of the tenth step. */
function train(): number[] {
  setSeed(1);
  const model = tf.sequential({
    layers: [
      new BayesLinear({ units: 20, inputDim: 1 }),
      tf.layers.reLU(),
      new BayesLinear({ units: 1, inputDim: 20, klWeight: 0.01 }),
    ],
  });
  const x = tf.linspace(-1, 1, 50).expandDims(1);
  const y = tf.sin(x);
  const optimizer = tf.train.adam(0.01);
  const losses = Array.from({ length: 10 }, () => {
    const loss = () => tf.losses.meanSquaredError(y, model.apply(x) as tf.Tensor) as tf.Scalar;
    return optimizer.minimize(loss, true)?.dataSync()[0] as number;
  });
  return [losses[0] as number, losses[9] as number];
}

test('chooses WebAssembly and trains, with the fused kernels, to the numbers of plain JavaScript', async () => {
  expect(tf.getBackend()).toBe('wasm');
  expect(canFuseKl()).toBe(true);
  const fused = train();
  expect(fused[1]).toBeLessThan(fused[0] as number);
  await useBackend('cpu');
  const plain = train();
  fused.forEach((loss, i) => expect(loss).toBeCloseTo(plain[i] as number, 4));
});

test('has no native TensorFlow', async () => {
  await expect(useBackend('tensorflow')).rejects.toThrow('a browser has no native TensorFlow');
});

test('showSource() shows the sources that the page has handed over', () => {
  const [displayed] = displayedBy(() => showSource('BayesLinear'));
  expect(displayed?.data['text/plain']).toMatch(
    /\n\nexport class BayesLinear {\n {2}\/\/ from the page\n}\n$/,
  );
  expect(() => showSource('RandomState')).toThrow(RangeError);
});
