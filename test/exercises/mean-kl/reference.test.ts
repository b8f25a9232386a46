import { describe, expect, test } from 'vitest';
import type { BayesSpec } from '../../../exercises/marking/net';
import { gaussianTerm, layerKl, meanKlGradients, meanTerm } from '../../../exercises/mean-kl/reference';
import type { TensorData } from '../../../exercises/model-spec';
import oracles from '../../oracles.json';

const transposed = (rows: number[][]): TensorData => ({
  shape: [rows[0]?.length ?? 0, rows.length],
  dtype: 'float32',
  values: (rows[0] ?? []).flatMap((_, i) => rows.map((row) => row[i] as number)),
});
const vector = (values: number[]): TensorData => ({ shape: [values.length], dtype: 'float32', values });

const { layer: oracle } = oracles;
const layer: BayesSpec = {
  kind: 'bayes',
  id: 'oracle',
  units: 2,
  inputDim: 3,
  priorMu: 0,
  priorSigma: 0.1,
  trainable: true,
  klWeight: 0,
  weights: [
    transposed(oracle.weight_mu),
    transposed(oracle.weight_log_sigma),
    vector(oracle.bias_mu),
    vector(oracle.bias_log_sigma),
  ],
};

describe('gaussianTerm() is the closed form of the KL', () => {
  test.each(oracles.kl_gaussian.rows)(
    'mu %d, sigma %d, prior %d, %d: %d',
    (mu, sigma, mu0, sigma0, value) => {
      expect(
        gaussianTerm(mu as number, Math.log(sigma as number), mu0 as number, sigma0 as number),
      ).toBeCloseTo(value as number, 9);
    },
  );
});

test('layerKl() and meanTerm() give the layer of the oracle', () => {
  const kl = layerKl(layer);
  expect(kl.weights).toBeCloseTo(oracle.kl_weights_sum, 8);
  expect(kl.biases).toBeCloseTo(oracle.kl_bias_sum, 8);
  expect(meanTerm([layer])).toBeCloseTo(oracle.kl_mean, 8);
});

test('meanKlGradients() are the finite differences of meanTerm()', () => {
  const gradients = meanKlGradients([layer]);
  const step = 1e-5;
  for (const [w, gradient] of gradients.entries())
    for (const [i, value] of gradient.values.entries()) {
      const moved = (by: number) => {
        const weights = structuredClone(layer.weights);
        (weights[w] as TensorData).values[i] = (layer.weights[w]?.values[i] as number) + by;
        return meanTerm([{ ...layer, weights }]);
      };
      expect(value).toBeCloseTo((moved(step) - moved(-step)) / (2 * step), 5);
    }
});
