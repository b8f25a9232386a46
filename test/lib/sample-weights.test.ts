import { BayesLinear, predictWith, sampleWeights, setSeed, tf } from 'bayes-notebooks';
import { beforeEach, describe, expect, test } from 'vitest';

const numbers = (t: tf.Tensor) => Array.from(t.dataSync());
const bayes = (inputDim: number, units: number) => new BayesLinear({ units, inputDim, priorSigma: 0.5 });
const sine = () => tf.sequential({ layers: [bayes(1, 10), tf.layers.reLU(), bayes(10, 1)] });
const column = (n: number) => tf.linspace(-3, 3, n).expandDims(1) as tf.Tensor2D;

beforeEach(() => setSeed(4));

describe('sampleWeights()', () => {
  test('samples [W1, b1, W2, b2], other ones at every call', () => {
    const model = sine();
    const [first, second] = [sampleWeights(model), sampleWeights(model)];
    expect(first.map((w) => w.shape)).toEqual([[1, 10], [10], [10, 1], [1]]);
    for (const [i, weight] of first.entries()) expect(numbers(weight)).not.toEqual(numbers(second[i]!));
  });

  test('samples from N(mu, sigma^2)', () => {
    const layer = bayes(1, 1);
    layer.setWeights([
      tf.tensor2d([[2]]),
      tf.tensor2d([[Math.log(0.25)]]),
      tf.tensor1d([-1]),
      tf.tensor1d([Math.log(3)]),
    ]);
    const model = tf.sequential({ layers: [layer] });
    const n = 4000;
    const draws = Array.from({ length: n }, () =>
      tf.tidy(() => sampleWeights(model).map((w) => numbers(w)[0]!)),
    );
    [
      [2, 0.25],
      [-1, 3],
    ].forEach(([mu, sigma], i) => {
      const values = draws.map((draw) => draw[i]!);
      const mean = values.reduce((a, b) => a + b) / n;
      const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1));
      expect(Math.abs(mean - mu!)).toBeLessThan((5 * sigma!) / Math.sqrt(n));
      expect(Math.abs(sd - sigma!)).toBeLessThan((5 * sigma!) / Math.sqrt(2 * n)); // the standard error of an sd
    });
  });

  test('takes layers in the order of model.layers, nested ones depth first, a shared one once, no other kinds', () => {
    const shared = bayes(4, 4);
    const inner = tf.sequential({
      layers: [bayes(4, 2), tf.sequential({ layers: [bayes(2, 7)] }), tf.layers.dense({ units: 4 })],
    });
    const input = tf.input({ shape: [4] });
    const body = shared.apply(inner.apply(shared.apply(input))) as tf.SymbolicTensor;
    const model = tf.model({ inputs: input, outputs: bayes(4, 5).apply(body) as tf.SymbolicTensor });
    expect(
      sampleWeights(model)
        .filter((_, i) => i % 2 === 0)
        .map((w) => w.shape),
    ).toEqual([
      [4, 4],
      [4, 2],
      [2, 7],
      [4, 5],
    ]);
  });

  test('gives the weights of the noise that a frozen layer keeps', () => {
    const model = sine();
    for (const layer of model.layers) if (layer instanceof BayesLinear) layer.freeze();
    expect(sampleWeights(model).map(numbers)).toEqual(sampleWeights(model).map(numbers));
  });

  test('rejects a model without BayesLinear layers and what is no model', () => {
    const dense = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
    expect(() => sampleWeights(dense)).toThrow(
      new RangeError('Cannot sample weights: the model must have a BayesLinear layer, got Dense'),
    );
    expect(() => sampleWeights(tf.sequential())).toThrow(/got no layers/);
    expect(() => sampleWeights([] as unknown as tf.LayersModel)).toThrow(
      new TypeError('Cannot sample weights: model must be a tf.LayersModel, got Array'),
    );
    expect(() => sampleWeights(null as unknown as tf.LayersModel)).toThrow(/got null/);
  });
});

describe('predictWith()', () => {
  test('is the net at those weights, computed by hand', () => {
    const model = sine();
    const weights = sampleWeights(model);
    const [w1, b1, w2, b2] = weights.map(numbers) as [number[], number[], number[], number[]];
    const byHand = (x: number) =>
      b2[0]! + w2.reduce((sum, w, j) => sum + w * Math.max(0, w1[j]! * x + b1[j]!), 0);
    const output = numbers(predictWith(model, weights, column(7)));
    output.forEach((value, i) => expect(value).toBeCloseTo(byHand(-3 + i), 4));
  });

  test('uses one function for all rows and repeats itself', () => {
    const model = sine();
    const weights = sampleWeights(model);
    const rows = numbers(predictWith(model, weights, tf.fill([500, 1], 0.7)));
    expect(new Set(rows).size).toBe(1);
    expect(numbers(predictWith(model, weights, tf.fill([500, 1], 0.7)))).toEqual(rows);
  });

  test('other layers work as in inference', () => {
    const model = tf.sequential({ layers: [bayes(1, 50), tf.layers.dropout({ rate: 0.9 }), bayes(50, 1)] });
    const weights = sampleWeights(model);
    const x = column(3);
    expect(numbers(predictWith(model, weights, x))).toEqual(numbers(predictWith(model, weights, x)));
  });

  test('gives the model back its distributions, also after an error, and leaks nothing', () => {
    const model = sine();
    const weights = sampleWeights(model);
    const x = column(5);
    const before = tf.memory().numTensors;
    predictWith(model, weights, x).dispose();
    expect(() => predictWith(model, weights, tf.zeros([2, 3]))).toThrow();
    expect(tf.memory().numTensors).toBe(before + 1); // the zeros
    expect(numbers(model.apply(x) as tf.Tensor)).not.toEqual(numbers(model.apply(x) as tf.Tensor));
  });

  test('rejects an input that does not fit', () => {
    const model = sine();
    const weights = sampleWeights(model);
    const gone = column(2);
    gone.dispose();
    expect(() => predictWith(model, weights, gone)).toThrow(/must not be disposed/);
    expect(() => predictWith(model, weights, tf.zeros([2, 3]))).toThrow(/must have the shape \[batch, 1\]/);
    expect(() => predictWith(model, weights, undefined as unknown as tf.Tensor)).toThrow(
      new TypeError('Cannot predict: x must be a tensor of the shape [batch, inputs], got undefined'),
    );
  });

  test('rejects weights that do not fit', () => {
    const model = sine();
    const weights = sampleWeights(model);
    expect(() => predictWith(model, weights.slice(1), column(2))).toThrow(
      new TypeError(
        'Cannot predict: weights must be 4 tensors, a weight and a bias for each BayesLinear layer, got 3',
      ),
    );
    expect(() => predictWith(model, [weights[2]!, ...weights.slice(1)], column(2))).toThrow(
      /Cannot predict: weights\[0\] of \S+ must be a tensor of the shape \[1,10\], got \[10,1\]/,
    );
    expect(() => predictWith(model, undefined as unknown as tf.Tensor[], column(2))).toThrow(/got undefined/);
    expect(() => predictWith(model, [1 as unknown as tf.Tensor, ...weights.slice(1)], column(2))).toThrow(
      /weights\[0\] of \S+ must be .* got number/,
    );
    weights[3]!.dispose();
    expect(() => predictWith(model, weights, column(2))).toThrow(
      /weights\[3\] of \S+ must be .* got a disposed one/,
    );
  });
});
