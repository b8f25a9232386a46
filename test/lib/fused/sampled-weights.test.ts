import { BayesLinear, setSeed, tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RandomState } from '../../../lib/random-state';
import { distance, scattered } from './agreement';

function layerOf(inputs: number, units: number, seed: number): BayesLinear {
  setSeed(seed);
  const layer = new BayesLinear({ units, inputDim: inputs });
  layer.setWeights(layer.getWeights().map((weight, i) => scattered(weight.shape, 2, seed + i)));
  return layer;
}

/** mu + e^logSigma * noise with the noise that the library's stream gives next after `setSeed`. */
function expected(layer: BayesLinear, seed: number): tf.Tensor[] {
  const [weightMu, weightLogSigma, biasMu, biasLogSigma] = layer.getWeights() as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  const noise = new RandomState(seed).normals(weightMu.size + biasMu.size);
  const sampled = (mu: tf.Tensor, logSigma: tf.Tensor, from: number) =>
    tf.add(mu, tf.mul(tf.exp(logSigma), tf.tensor(noise.slice(from, from + mu.size), mu.shape)));
  return [sampled(weightMu, weightLogSigma, 0), sampled(biasMu, biasLogSigma, weightMu.size)];
}

describe("one sample of a layer's weights", () => {
  test('is mu + sigma * noise in every shape', () => {
    const size = fc.integer({ min: 1, max: 70 });
    fc.assert(
      fc.property(size, size, fc.nat({ max: 1000 }), (inputs, units, seed) =>
        tf.tidy(() => {
          const layer = layerOf(inputs, units, seed);
          setSeed(seed);
          const right = expected(layer, seed);
          layer.sample().forEach((sampled, i) => expect(distance(sampled, right[i]!)).toBeLessThan(1e-6));
        }),
      ),
      { seed: 1, numRuns: 40 },
    );
  });

  test('has gradients: 1 by a mean, sigma * noise by a log sigma', () => {
    const layer = layerOf(3, 4, 7);
    layer.freeze();
    const [weight, bias] = layer.sample();
    const [weightMu, , biasMu] = layer.getWeights() as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const variables = layer.trainableWeights.map((w) => w.read() as tf.Variable);
    const loss = () => tf.addN(layer.sample().map((sampled) => tf.sum(sampled))) as tf.Scalar;
    const { grads } = tf.variableGrads(loss, variables);
    const right = [tf.onesLike(weight), tf.sub(weight, weightMu), tf.onesLike(bias), tf.sub(bias, biasMu)];
    variables.forEach(({ name }, i) => expect(distance(grads[name]!, right[i]!)).toBeLessThan(1e-5));
  });

  test('is the same again where the layer is frozen, and keeps no tensor but itself', () => {
    const layer = layerOf(3, 4, 7);
    layer.freeze();
    const [weight, bias] = layer.sample();
    const before = tf.memory();
    const again = layer.sample();
    expect(again.map((sampled) => Array.from(sampled.dataSync()))).toEqual(
      [weight, bias].map((sampled) => Array.from(sampled.dataSync())),
    );
    tf.dispose(again);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });
});
