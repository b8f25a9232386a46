import {
  adam,
  BayesLinear,
  meanWeights,
  predictive,
  predictWith,
  sampleWeights,
  setSeed,
  tf,
} from 'bayes-notebooks';
import { beforeEach, describe, expect, test } from 'vitest';

beforeEach(() => setSeed(5));

const numbers = (tensor: tf.Tensor) => Array.from(tensor.dataSync());
const bayes = (inputDim: number, units: number) => new BayesLinear({ units, inputDim, priorSigma: 0.5 });
const net = () => tf.sequential({ layers: [bayes(2, 5), tf.layers.reLU(), bayes(5, 3)] });

describe('meanWeights()', () => {
  test('gives the means that the layers were given, and no log standard deviation', () => {
    const layer = bayes(2, 1);
    layer.setWeights([
      tf.tensor2d([[1.5], [-2]]),
      tf.tensor2d([[7], [8]]),
      tf.tensor1d([0.25]),
      tf.tensor1d([9]),
    ]);
    const [weight, bias, ...rest] = meanWeights(tf.sequential({ layers: [layer] }));
    expect(weight?.arraySync()).toEqual([[1.5], [-2]]);
    expect(bias?.arraySync()).toEqual([0.25]);
    expect(rest).toEqual([]);
  });

  test('is in the order and of the shapes of sampleWeights(), also in nested models and with a shared layer', () => {
    const shared = bayes(4, 4);
    const inner = tf.sequential({ layers: [bayes(4, 2), tf.layers.dense({ units: 4 })] });
    const input = tf.input({ shape: [4] });
    const body = shared.apply(inner.apply(shared.apply(input))) as tf.SymbolicTensor;
    const model = tf.model({ inputs: input, outputs: bayes(4, 5).apply(body) as tf.SymbolicTensor });
    const shapes = [[4, 4], [4], [4, 2], [2], [4, 5], [5]];
    expect(meanWeights(model).map(({ shape }) => shape)).toEqual(shapes);
    expect(sampleWeights(model).map(({ shape }) => shape)).toEqual(shapes);
  });

  test('is what the mean of many draws tends to', () => {
    const model = net();
    const S = 2000;
    const sums = meanWeights(model).map((mean) => new Float64Array(mean.size));
    for (let s = 0; s < S; s++)
      tf.tidy(() =>
        sampleWeights(model).forEach((draw, i) =>
          numbers(draw).forEach((value, j) => {
            (sums[i] as Float64Array)[j]! += value / S;
          }),
        ),
      );
    // 33 means of standard error 0.5 / sqrt(S): 4.5 of them are exceeded once in some 4,000 runs
    meanWeights(model).forEach((mean, i) =>
      numbers(mean).forEach((value, j) =>
        expect(Math.abs(value - sums[i]![j]!)).toBeLessThan((4.5 * 0.5) / Math.sqrt(S)),
      ),
    );
  });

  test('makes predictWith() the net of the means, computed by hand, and is no mean of outputs', () => {
    const model = tf.sequential({ layers: [bayes(1, 1), tf.layers.reLU()] });
    // f(x) = max(0, w x) with w ~ N(0, 1), b = 0: f(1; E[w]) = 0, but E[f(1; w)] = 1 / sqrt(2 pi) = 0.3989.
    const tiny = Math.log(1e-9);
    model.setWeights([tf.tensor2d([[0]]), tf.tensor2d([[0]]), tf.tensor1d([0]), tf.tensor1d([tiny])]);
    const x = tf.tensor2d([[1]]);
    expect(numbers(predictWith(model, meanWeights(model), x))).toEqual([0]);
    const S = 4000;
    const mean = numbers(predictive(model, x, { numSamples: S }).mean())[0] as number;
    // The variance of max(0, w) is 1/2 - 1 / (2 pi) = 0.341: four standard errors of the mean.
    expect(Math.abs(mean - 1 / Math.sqrt(2 * Math.PI))).toBeLessThan(4 * Math.sqrt(0.341 / S));
  });

  test('draws nothing: neither the stream nor a frozen layer makes a difference', () => {
    const model = net();
    const means = meanWeights(model).map(numbers);
    for (const layer of model.layers) if (layer instanceof BayesLinear) layer.freeze();
    sampleWeights(model);
    setSeed(9);
    const wanted = sampleWeights(net()).map(numbers);
    setSeed(9);
    const other = net();
    meanWeights(other);
    expect(sampleWeights(other).map(numbers)).toEqual(wanted);
    expect(meanWeights(model).map(numbers)).toEqual(means);
  });

  test("is the caller's: training leaves it as it was, and disposing of it leaves the model whole", () => {
    const model = net();
    const x = tf.ones([4, 2]);
    const before = tf.memory().numTensors;
    const means = meanWeights(model);
    expect(tf.memory().numTensors).toBe(before + means.length);
    const kept = means.map(numbers);
    adam(0.1).minimize(() => tf.mean(predictWith(model, sampleWeights(model), x)));
    expect(means.map(numbers)).toEqual(kept);
    expect(meanWeights(model).map(numbers)).not.toEqual(kept);
    tf.dispose(means);
    expect(predictWith(model, sampleWeights(model), x).shape).toEqual([4, 3]);
  });

  test('lets gradients through to the means alone', () => {
    const layer = bayes(1, 1);
    const model = tf.sequential({ layers: [layer] });
    const { grads } = tf.variableGrads(() =>
      predictWith(model, meanWeights(model), tf.tensor2d([[3]])).asScalar(),
    );
    const byName = (part: string) =>
      Object.entries(grads).find(([name]) => name.startsWith(`${layer.name}/${part}`))?.[1];
    expect(numbers(byName('weightMu') as tf.Tensor)).toEqual([3]); // d (w x + b) / d w = x
    expect(numbers(byName('biasMu') as tf.Tensor)).toEqual([1]);
    expect(byName('weightLogSigma')).toBeUndefined();
  });

  test('refuses what is no model, and one without BayesLinear layers', () => {
    expect(() => meanWeights({} as tf.LayersModel)).toThrow(
      new TypeError('Cannot take the mean weights: model must be a tf.LayersModel, got Object'),
    );
    const dense = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputDim: 1 })] });
    expect(() => meanWeights(dense)).toThrow(
      new RangeError('Cannot take the mean weights: the model must have a BayesLinear layer, got Dense'),
    );
  });
});
