import { adam, BayesLinear, forward, setSeed, tf } from 'bayes-notebooks';
import { beforeEach, describe, expect, test } from 'vitest';

beforeEach(() => setSeed(6));

const numbers = (tensor: tf.Tensor) => Array.from(tensor.dataSync());
const bayes = (inputDim: number, units: number) => new BayesLinear({ units, inputDim, priorSigma: 0.5 });

describe('forward()', () => {
  test('is x W + b by hand with the weights of a frozen layer, for the layer and for a model of it', () => {
    const layer = bayes(2, 1);
    layer.freeze();
    const [weight, bias] = layer.sample().map(numbers) as [number[], number[]];
    const wanted = 3 * weight[0]! - 2 * weight[1]! + bias[0]!;
    const x = tf.tensor2d([[3, -2]]);
    for (const net of [layer, tf.sequential({ layers: [layer] })])
      expect(numbers(forward(net, x))[0]).toBeCloseTo(wanted, 5);
  });

  test('samples new weights at each call, one set for all rows', () => {
    const net = tf.sequential({ layers: [bayes(1, 5), tf.layers.reLU(), bayes(5, 1)] });
    const [first, second] = [0, 1].map(() => numbers(forward(net, tf.ones([70, 1])))) as [number[], number[]];
    expect(new Set(first).size).toBe(1);
    expect(first[0]).not.toBe(second[0]);
  });

  test('lets other layers work as in training only where it is asked to', () => {
    const drop = tf.sequential({ layers: [tf.layers.dropout({ rate: 0.5, seed: 1, inputShape: [1000] })] });
    const x = tf.ones([1, 1000]);
    expect(new Set(numbers(forward(drop, x)))).toEqual(new Set([1]));
    expect(new Set(numbers(forward(drop, x, { training: true })))).toEqual(new Set([0, 2]));
  });

  test('lets gradients through: a line is learnt', () => {
    const layer = new BayesLinear({ units: 1, inputDim: 1, initialSigma: 1e-4 });
    const x = tf.tensor2d([[-1], [0], [1]]);
    const y = tf.tensor2d([[-3], [-1], [1]]); // 2 x - 1
    const optimizer = adam(0.1);
    const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const loss = () => tf.losses.meanSquaredError<tf.Tensor, tf.Scalar>(y, forward(layer, x));
    for (let step = 0; step < 200; step++) optimizer.minimize(loss, false, variables);
    const [weight, , bias] = layer.getWeights().map(numbers) as [number[], number[], number[]];
    expect(weight[0]).toBeCloseTo(2, 1);
    expect(bias[0]).toBeCloseTo(-1, 1);
  });

  test('refuses what is no model or no tensor, and a model of two outputs', () => {
    const model = tf.sequential({ layers: [bayes(1, 1)] });
    expect(() => forward({} as tf.LayersModel, tf.ones([1, 1]))).toThrow(
      new TypeError('Cannot run the model: model must be a tf.LayersModel or a tf.layers.Layer, got Object'),
    );
    expect(() => forward(model, [[1]] as unknown as tf.Tensor)).toThrow(
      new TypeError('Cannot run the model: x must be a tensor, got Array'),
    );
    expect(() => forward(model, undefined as unknown as tf.Tensor)).toThrow(/got undefined/);
    const input = tf.input({ shape: [1] });
    const outputs = [bayes(1, 1).apply(input), bayes(1, 2).apply(input)] as tf.SymbolicTensor[];
    const two = tf.model({ inputs: input, outputs });
    const x = tf.ones([1, 1]);
    const before = tf.memory().numTensors;
    expect(() => forward(two, x)).toThrow(
      new TypeError('Cannot run the model: it must have one output, got Array'),
    );
    expect(tf.memory().numTensors).toBe(before);
  });
});
