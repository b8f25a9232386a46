import { BayesLinear, type BayesLinearArgs, setSeed, tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { RandomState } from '../../lib/random-state';
import oracles from '../oracles.json';
import { relativeError } from './relative-error';

const { layer: oracle } = oracles;
const transpose = (rows: number[][]) => rows[0]!.map((_, j) => rows.map((row) => row[j]!));

/** The oracle's layer: PyTorch keeps weights as [out, in], TensorFlow.js as [in, out]. */
function oracleLayer(args: Partial<BayesLinearArgs> = {}): BayesLinear {
  const layer = new BayesLinear({ units: 2, inputDim: 3, priorMu: 0, priorSigma: 0.1, ...args });
  layer.setWeights([
    tf.tensor(transpose(oracle.weight_mu)),
    tf.tensor(transpose(oracle.weight_log_sigma)),
    tf.tensor(oracle.bias_mu),
    tf.tensor(oracle.bias_log_sigma),
  ]);
  return layer;
}

/** Lets a layer draw a known noise and keep it. */
function withOracleNoise(layer: BayesLinear): BayesLinear {
  const noise = Float32Array.from([...transpose(oracle.eps_weight).flat(), ...oracle.eps_bias]);
  const normals = vi.spyOn(RandomState.prototype, 'normals').mockReturnValueOnce(noise);
  tf.dispose(layer.sample());
  expect(normals).toHaveBeenCalledExactlyOnceWith(noise.length);
  normals.mockRestore();
  layer.freeze();
  return layer;
}

const apply = (layer: tf.layers.Layer, x: number[][]) => layer.apply(tf.tensor2d(x)) as tf.Tensor2D;
const numbers = (t: tf.Tensor) => Array.from(t.dataSync());
const expectClose = (got: tf.Tensor, expected: number[] | number[][], tolerance = 1e-5) => {
  const flat = expected.flat();
  expect(got.size).toBe(flat.length);
  numbers(got).forEach((value, i) => expect(relativeError(value, flat[i]!)).toBeLessThan(tolerance));
};

beforeEach(() => setSeed(1));

describe('BayesLinear', () => {
  test('is a tf.layers.Layer whose weights exist at once where inputDim is given', () => {
    const layer = new BayesLinear({ units: 3, inputDim: 4 });
    expect(layer).toBeInstanceOf(tf.layers.Layer);
    expect(layer.built).toBe(true);
    expect(layer.getWeights().map((w) => w.shape)).toEqual([[4, 3], [4, 3], [3], [3]]);
    expect(layer.countParams()).toBe(30);
    expect(layer.trainableWeights).toHaveLength(4);
    expect(new BayesLinear({ units: 3, inputDim: 4, trainable: false }).trainableWeights).toHaveLength(0);
    expect(new BayesLinear({ units: 3 }).built).toBe(false);
  });

  test('starts with means uniform in +-1/sqrt(inputs) and log sigma at log(initialSigma), by default the prior sigma', () => {
    const layer = new BayesLinear({ units: 400, inputDim: 25, priorSigma: 0.3 });
    const [weightMu, weightLogSigma, biasMu, biasLogSigma] = layer.getWeights().map(numbers);
    for (const means of [weightMu!, biasMu!]) {
      const n = means.length;
      expect(Math.max(...means.map(Math.abs))).toBeLessThanOrEqual(0.2);
      const mean = means.reduce((a, b) => a + b) / n;
      const variance = means.reduce((a, b) => a + b * b, 0) / n;
      // U(-b, b): variance b^2/3, and of x^2 4 b^4/45; five standard errors
      expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(0.04 / 3 / n));
      expect(Math.abs(variance - 0.04 / 3)).toBeLessThan(5 * Math.sqrt((4 * 0.0016) / 45 / n));
    }
    for (const value of [...weightLogSigma!, ...biasLogSigma!]) expect(value).toBeCloseTo(Math.log(0.3), 6);
    const wider = new BayesLinear({ units: 1, inputDim: 1, priorSigma: 0.3, initialSigma: 0.7 });
    expect(numbers(wider.getWeights()[1]!)[0]).toBeCloseTo(Math.log(0.7), 6);
  });

  test('starts at the expected KL of 1/(6 inputs priorSigma^2) per parameter', () => {
    const { sigma0, ...nets } = { sigma0: oracles.initial_kl.sigma0, iris: oracles.initial_kl['4-100-3'] };
    const sums = Array.from({ length: 20 }, () => {
      const layers = [
        new BayesLinear({ units: 100, inputDim: 4, priorSigma: sigma0 }),
        new BayesLinear({ units: 3, inputDim: 100, priorSigma: sigma0 }),
      ];
      return layers.reduce((sum, layer) => sum + layer.klLoss().dataSync()[0]!, 0) / nets.iris.parameters;
    });
    const mean = sums.reduce((a, b) => a + b) / sums.length;
    const sd = oracles.lecture_runs.initial_kl_sd_over_initialisations['4-100-3'];
    expect(Math.abs(mean - nets.iris.mean)).toBeLessThan((4 * sd) / Math.sqrt(sums.length));
  });

  test('klLoss() is the sum over weights and biases', () => {
    const layer = oracleLayer();
    expect(relativeError(layer.klLoss().dataSync()[0]!, oracle.kl_total)).toBeLessThan(1e-5);
    expect(layer.klLoss().shape).toEqual([]);
  });

  test('klLoss() is 0 at the prior and never below', () => {
    const number = fc.float({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        number,
        fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 2 }),
        (priorMu, values) => {
          tf.tidy(() => {
            const layer = new BayesLinear({ units: 1, inputDim: 1, priorMu, priorSigma: 0.5 });
            const set = (pairs: number[][]) =>
              layer.setWeights(
                pairs.flatMap(([m, s], i) => [m!, s!].map((v) => tf.fill(i === 0 ? [1, 1] : [1], v))),
              );
            set(values);
            expect(layer.klLoss().dataSync()[0]).toBeGreaterThanOrEqual(-2e-6);
            set([
              [priorMu, Math.log(0.5)],
              [priorMu, Math.log(0.5)],
            ]);
            expect(layer.klLoss().dataSync()[0]).toBeCloseTo(0, 9);
          });
        },
      ),
      { seed: 4, numRuns: 50 },
    );
  });

  test("gives PyTorch's output, gradients and loss for the same weights and noise", () => {
    const layer = withOracleNoise(oracleLayer());
    expectClose(apply(layer, oracle.x), oracle.output);
    const [y, x] = [tf.tensor2d(oracle.y), tf.tensor2d(oracle.x)];
    const loss = () => tf.losses.meanSquaredError(y, layer.apply(x) as tf.Tensor) as tf.Scalar;
    const { value, grads } = tf.variableGrads(loss);
    expect(relativeError(value.dataSync()[0]!, oracle.mse)).toBeLessThan(1e-5);
    const gradients = layer.trainableWeights.map((w) => grads[(w.read() as tf.Variable).name]!);
    expectClose(gradients[0]!, transpose(oracle.mse_grad_weight_mu));
    expectClose(gradients[1]!, transpose(oracle.mse_grad_weight_log_sigma));
    expectClose(gradients[2]!, oracle.mse_grad_bias_mu);
    expectClose(gradients[3]!, oracle.mse_grad_bias_log_sigma);
    const logits = layer.apply(x) as tf.Tensor2D;
    const entropy = tf.losses.softmaxCrossEntropy(
      tf.oneHot(tf.tensor1d(oracle.labels, 'int32'), 2),
      logits,
    ) as tf.Scalar;
    expect(relativeError(entropy.dataSync()[0]!, oracle.cross_entropy)).toBeLessThan(1e-5);
    const total = tf.add(entropy, tf.mul(0.1 / 8, layer.klLoss())); // mean KL over 8 parameters
    expect(relativeError(total.dataSync()[0]!, oracle['cross_entropy_plus_0.1_mean_kl'])).toBeLessThan(1e-5);
  });

  test('samples one set of weights for the whole batch, another at every call', () => {
    const layer = oracleLayer();
    const rows = numbers(
      apply(layer, [
        [1, 2, 3],
        [1, 2, 3],
      ]),
    );
    expect(rows.slice(0, 2)).toEqual(rows.slice(2));
    expect(numbers(apply(layer, [[1, 2, 3]]))).not.toEqual(rows.slice(0, 2));
  });

  test('its outputs have the mean and the variance of the closed form', () => {
    const layer = oracleLayer();
    const n = 4000;
    const draws = tf.tidy(() => tf.stack(Array.from({ length: n }, () => apply(layer, oracle.x))));
    const { mean, variance } = tf.moments(draws, 0);
    const variances = oracle.unfrozen_output_variance.flat();
    // Gaussian outputs: the mean's standard error is sqrt(v/n), the variance's v sqrt(2/n); five of them
    numbers(mean).forEach((m, i) =>
      expect(Math.abs(m - oracle.unfrozen_output_mean.flat()[i]!)).toBeLessThan(
        5 * Math.sqrt(variances[i]! / n),
      ),
    );
    numbers(variance).forEach((v, i) =>
      expect(Math.abs(v - variances[i]!)).toBeLessThan(5 * variances[i]! * Math.sqrt(2 / n)),
    );
  });

  test('freeze() keeps the last draw, unfreeze() draws anew', () => {
    const layer = oracleLayer();
    const last = numbers(apply(layer, oracle.x));
    layer.freeze();
    expect(layer.frozen).toBe(true);
    expect(numbers(apply(layer, oracle.x))).toEqual(last);
    expect(numbers(apply(layer, oracle.x))).toEqual(last);
    layer.unfreeze();
    expect(layer.frozen).toBe(false);
    expect(numbers(apply(layer, oracle.x))).not.toEqual(last);
  });

  test('starts with the weights it is given, and is built once', () => {
    const weights = oracleLayer().getWeights();
    const layer = new BayesLinear({ units: 2, inputDim: 3, weights });
    layer.build([null, 3]);
    expect(layer.getWeights().map(numbers)).toEqual(weights.map(numbers));
    expect(new BayesLinear({ units: 2 }).computeOutputShape([7, 3])).toEqual([7, 2]);
  });

  test('a call samples anew unless the layer is frozen, however often freeze() and unfreeze() are called', () => {
    const steps = fc.array(fc.constantFrom('freeze', 'unfreeze', 'call'), { maxLength: 20 });
    fc.assert(
      fc.property(steps, fc.nat(), (names, seed) => {
        const layer = new BayesLinear({ units: 2, inputDim: 1, seed });
        const x = tf.ones([1, 1]);
        const call = () => tf.tidy(() => String((layer.apply(x) as tf.Tensor).dataSync()));
        let [frozen, last] = [false, call()];
        for (const name of names) {
          if (name === 'freeze') layer.freeze();
          else if (name === 'unfreeze') layer.unfreeze();
          else {
            const next = call();
            expect(next === last).toBe(frozen);
            last = next;
          }
          if (name !== 'call') frozen = name === 'freeze';
        }
        layer.dispose();
        x.dispose();
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test('freeze() draws where there was no draw yet, in a layer without weights too', () => {
    const layer = new BayesLinear({ units: 2 });
    layer.freeze();
    expect(numbers(apply(layer, oracle.x))).toEqual(numbers(apply(layer, oracle.x)));
  });

  test('frozen layers pass gradients to mu and log sigma', () => {
    const layer = withOracleNoise(oracleLayer());
    const { grads } = tf.variableGrads(() => apply(layer, oracle.x).sum() as tf.Scalar);
    for (const gradient of Object.values(grads)) expect(numbers(gradient).some((g) => g !== 0)).toBe(true);
  });

  test('with a seed it repeats itself, whatever else is drawn', () => {
    const make = () => {
      const layer = new BayesLinear({ units: 2, inputDim: 3, seed: 0 });
      return [...layer.getWeights(), apply(layer, oracle.x), apply(layer, oracle.x)].map(numbers);
    };
    const first = make();
    new BayesLinear({ units: 5, inputDim: 5 });
    expect(make()).toEqual(first);
    const stream = new RandomState(0);
    expect(first[0]![0]).toBeCloseTo((2 * stream.uniform() - 1) / Math.sqrt(3), 6);
  });

  test('a layer used twice in one pass gets gradients through both samples', () => {
    setSeed(5);
    const layer = new BayesLinear({ units: 3, inputDim: 3 });
    const x = tf.tensor2d(oracle.x);
    const twice = () => (layer.apply(layer.apply(x) as tf.Tensor) as tf.Tensor).sum() as tf.Scalar;
    const { grads } = tf.variableGrads(twice);
    const [weightMu] = layer.trainableWeights;
    // d/dWmu of sum((x W1 + b1) W2 + b2) is x^T 1 W2^T-like: compare with finite differences under the same two draws
    const replay = () => {
      setSeed(9);
      return twice().dataSync()[0]!;
    };
    setSeed(9);
    const again = tf.variableGrads(twice).grads[(weightMu!.read() as tf.Variable).name]!;
    const at = weightMu!.read().arraySync() as number[][];
    const h = 1e-2;
    const nudge = (step: number) => {
      const moved = at.map((row, i) => row.map((v, j) => (i === 1 && j === 2 ? v + step : v)));
      weightMu!.write(tf.tensor(moved));
      return replay();
    };
    const numeric = (nudge(h) - nudge(-h)) / (2 * h);
    expect(again.arraySync() as number[][]).toHaveLength(3);
    expect(relativeError((again.arraySync() as number[][])[1]![2]!, numeric)).toBeLessThan(1e-2);
    expect(Object.keys(grads)).toHaveLength(4);
  });

  test('leaves no tensors behind', () => {
    const layer = oracleLayer();
    const x = tf.tensor2d(oracle.x);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) {
      (layer.apply(x) as tf.Tensor).dispose();
      layer.klLoss().dispose();
      tf.dispose(layer.sample());
    }
    layer.freeze();
    (layer.apply(x) as tf.Tensor).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('dispose() frees the weights, also of a layer that was never applied', () => {
    const before = tf.memory().numTensors;
    new BayesLinear({ units: 3, inputDim: 4 }).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('getConfig() holds every option', () => {
    const args = {
      units: 2,
      inputDim: 3,
      priorMu: 0.5,
      priorSigma: 0.2,
      initialSigma: 0.3,
      seed: 0,
      klWeight: 0.25,
      name: 'first',
      trainable: false,
    };
    const config = new BayesLinear(args).getConfig();
    expect(config).toMatchObject({ ...args, batchInputShape: [null, 3] });
    const copy = tf.serialization.SerializationMap.getMap().classNameMap.BayesLinear![1](
      BayesLinear,
      config,
    ) as BayesLinear;
    expect(copy.getConfig()).toEqual(config);
    expect(copy.getClassName()).toBe('BayesLinear');
  });
});
