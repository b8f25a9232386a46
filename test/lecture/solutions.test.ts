import { BayesLinear, randomNormal, setSeed, tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { klLoss, klLossWeighted, klLossWithStack } from '../../solutions/exercise-1';
import { averageWeights, averageWeightsAsVectors, averageWeightsBySum } from '../../solutions/exercise-2';
import oracles from '../oracles.json';

beforeAll(() => tf.ready());
beforeEach(() => setSeed(1));

/** The layer of the oracle; PyTorch keeps weights as [out, in], this library as [in, out]. */
function oracleLayer(): BayesLinear {
  const { weight_mu, weight_log_sigma, bias_mu, bias_log_sigma } = oracles.layer;
  const layer = new BayesLinear({ units: 2, inputDim: 3 });
  const turned = (rows: number[][]) => tf.tensor2d(rows).transpose();
  layer.setWeights([
    turned(weight_mu),
    turned(weight_log_sigma),
    tf.tensor1d(bias_mu),
    tf.tensor1d(bias_log_sigma),
  ]);
  return layer;
}

describe.each([klLoss, klLossWithStack, klLossWeighted])('$name()', (answer) => {
  test('is the mean over all parameters of one layer, as PyTorch computes it', () => {
    expect(answer(tf.sequential({ layers: [oracleLayer()] })).arraySync()).toBeCloseTo(
      oracles.layer.kl_mean,
      4,
    );
  });

  test('divides once, in nets of any depth, nested, with shared and other layers', () => {
    const layers = [
      new BayesLinear({ units: 7, inputDim: 3, priorMu: 0.3, priorSigma: 0.4 }),
      new BayesLinear({ units: 7, inputDim: 7, priorMu: -0.2, priorSigma: 0.2 }),
      new BayesLinear({ units: 2, inputDim: 7, priorSigma: 0.7, trainable: false }),
    ] as const;
    for (const layer of layers) layer.setWeights(layer.getWeights().map(({ shape }) => randomNormal(shape)));
    const [first, shared, last] = layers;
    const inner = tf.sequential({ layers: [shared, tf.layers.reLU(), tf.layers.dense({ units: 7 })] });
    const input = tf.input({ shape: [3] });
    const twice = shared.apply(inner.apply(first.apply(input))) as tf.SymbolicTensor;
    const model = tf.model({
      inputs: input,
      outputs: last.apply(tf.layers.dropout({ rate: 0.5 }).apply(twice)) as tf.SymbolicTensor,
    });
    const sum = layers.reduce((total, layer) => total + layer.klLoss().arraySync(), 0);
    const parameters = 3 * 7 + 7 + (7 * 7 + 7) + (7 * 2 + 2);
    expect(answer(model).arraySync() / (sum / parameters)).toBeCloseTo(1, 5);
  });

  test('is a scalar through which the right gradient reaches every mu', () => {
    const layer = new BayesLinear({ units: 2, inputDim: 3, priorMu: 0.5, priorSigma: 0.25 });
    const model = tf.sequential({ layers: [layer] });
    const { value, grads } = tf.variableGrads(() => answer(model));
    expect(value.shape).toEqual([]);
    const [weightMu] = layer.getWeights();
    // d KL / d mu = (mu - mu0) / sigma0^2, over 8 parameters
    const wanted =
      weightMu
        ?.sub(0.5)
        .div(0.25 ** 2 * 8)
        .dataSync() ?? [];
    const found =
      Object.entries(grads)
        .find(([name]) => /weightMu/i.test(name))?.[1]
        .dataSync() ?? [];
    expect(found.length).toBe(6);
    for (const [index, gradient] of [...found].entries()) expect(gradient).toBeCloseTo(wanted[index] ?? 0, 4);
  });
});

describe.each([averageWeights, averageWeightsAsVectors, averageWeightsBySum])('$name()', (answer) => {
  test('is linear, and does not depend on the order of the members', () => {
    // Quarters and eighths: sums of at most 8 are exact in float32, dividing and scaling round by 6e-8 each.
    const member = fc.array(
      fc.integer({ min: -40, max: 40 }).map((n) => n / 8),
      { minLength: 4, maxLength: 4 },
    );
    const quarter = fc.integer({ min: -8, max: 8 }).map((n) => n / 4);
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 8 }), quarter, quarter, (rows, by, shift) => {
        const of = (members: number[][]) =>
          tf.tidy(() =>
            answer(
              members.map((row) => [tf.tensor2d(row.slice(0, 3), [3, 1]), tf.tensor1d(row.slice(3))]),
            ).flatMap((tensor) => Array.from(tensor.dataSync())),
          );
        const mean = of(rows);
        const moved = of(rows.map((row) => row.map((value) => by * value + shift)));
        const turned = of([...rows].reverse());
        mean.forEach((value, i) => {
          expect(Math.abs((moved[i] as number) - (by * value + shift))).toBeLessThan(1e-5);
          expect(Math.abs((turned[i] as number) - value)).toBeLessThan(1e-5);
        });
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test.each([1, 3, 10])('is the element-wise mean of %i members, and leaves them as they are', (members) => {
    const shapes = [[3, 5], [5], [5, 2], [2]];
    const ensemble = Array.from({ length: members }, () => shapes.map((shape) => randomNormal(shape)));
    const before = ensemble.map((member) => member.map((tensor) => [...tensor.dataSync()]));
    const averaged = answer(ensemble);
    expect(averaged.map(({ shape }) => shape)).toEqual(shapes);
    for (const [index, tensor] of averaged.entries()) {
      for (const [at, value] of [...tensor.dataSync()].entries()) {
        const wanted = before.reduce((sum, member) => sum + (member[index]?.[at] ?? Number.NaN), 0) / members;
        expect(value).toBeCloseTo(wanted, 5);
      }
    }
    expect(ensemble.map((member) => member.map((tensor) => [...tensor.dataSync()]))).toEqual(before);
  });
});
