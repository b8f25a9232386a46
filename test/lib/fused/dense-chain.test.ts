import { BayesLinear, predictWith, sampleWeights, setSeed, tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distance, scattered } from './agreement';

type Between = 'nothing' | 'relu' | 'activation' | 'relu twice';

/** The layers behind a BayesLinear. */
const behind: Record<Between, () => tf.layers.Layer[]> = {
  nothing: () => [],
  relu: () => [tf.layers.reLU()],
  activation: () => [tf.layers.activation({ activation: 'relu' })],
  'relu twice': () => [tf.layers.reLU(), tf.layers.reLU()],
};

function netOf(sizes: number[], between: Between[]): tf.Sequential {
  const layers = sizes
    .slice(1)
    .flatMap((units, i) => [
      new BayesLinear({ units, inputDim: sizes[i]!, priorSigma: 0.5 }),
      ...behind[between[i] ?? 'nothing'](),
    ]);
  return tf.sequential({ layers });
}

/** x W1 + b1, relu where there is one, and so on, as the formula has it. */
function plain(weights: tf.Tensor[], between: Between[], x: tf.Tensor): tf.Tensor {
  let y = x;
  for (let i = 0; i < weights.length / 2; i++) {
    y = tf.add(tf.matMul(y, weights[2 * i]!), weights[2 * i + 1]!);
    if ((between[i] ?? 'nothing') !== 'nothing') y = tf.relu(y);
  }
  return y;
}

function agrees(batch: number, sizes: number[], between: Between[], seed: number): void {
  tf.tidy(() => {
    setSeed(seed);
    const model = netOf(sizes, between);
    const weights = sampleWeights(model);
    const x = scattered([batch, sizes[0]!], 4, seed + 1);
    expect(distance(predictWith(model, weights, x), plain(weights, between, x))).toBeLessThan(1e-5);
  });
}

describe('a net of Bayesian layers at concrete weights', () => {
  test.each([
    [700, [1, 100, 1], ['relu']],
    [112, [4, 100, 3], ['relu']],
    [1, [1, 1], []],
    [0, [3, 5, 2], ['relu']],
    [9, [2, 5000, 2], ['relu']], // wider than what is worked on at once
    [43, [3, 17, 9, 11, 6], ['relu', 'nothing', 'activation', 'relu']],
    [5, [2, 7, 1], ['relu twice', 'relu']],
  ] as [number, number[], Between[]][])('with batch %i and sizes %j is what its formula says', (...net) =>
    agrees(...net, 1),
  );

  test('is what its formula says in every shape', () => {
    const size = fc.integer({ min: 1, max: 37 });
    const layer = fc.tuple(size, fc.constantFrom<Between>('nothing', 'relu', 'activation', 'relu twice'));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 70 }),
        size,
        fc.array(layer, { minLength: 1, maxLength: 4 }),
        fc.nat({ max: 1000 }),
        (batch, inputs, layers, seed) =>
          agrees(
            batch,
            [inputs, ...layers.map(([units]) => units)],
            layers.map(([, after]) => after),
            seed,
          ),
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  test('keeps a NaN, as the operations do', () => {
    const model = netOf([2, 5, 3], ['relu', 'relu']);
    const output = predictWith(model, sampleWeights(model), tf.tensor2d([[Number.NaN, 1]]));
    expect(Array.from(output.dataSync())).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  test.each([
    ['a relu with an upper limit', () => tf.layers.reLU({ maxValue: 0.01 })],
    ['another activation', () => tf.layers.activation({ activation: 'tanh' })],
    ['a dense layer', () => tf.layers.dense({ units: 10 })],
    ['a net', () => tf.sequential({ layers: [tf.layers.reLU({ inputShape: [10] })] })],
    [
      'a subclass',
      () =>
        new (class extends BayesLinear {
          override call(x: tf.Tensor | tf.Tensor[]): tf.Tensor {
            return tf.mul(super.call(x), 2);
          }
        })({ units: 10, inputDim: 10 }),
    ],
  ] as [string, () => tf.layers.Layer][])('with %s in it is computed layer by layer', (_, between) => {
    const layers = [new BayesLinear({ units: 10, inputDim: 3 }), between(), new BayesLinear({ units: 2 })];
    const model = tf.sequential({ layers });
    const x = scattered([6, 3], 4, 1);
    const weights = sampleWeights(model);
    for (const layer of layers) if (layer instanceof BayesLinear) layer.freeze();
    const draws = layers.flatMap((layer) => (layer instanceof BayesLinear ? layer.sample() : []));
    expect(distance(predictWith(model, draws, x), model.apply(x) as tf.Tensor)).toBeLessThan(1e-5);
    expect(weights.map(({ shape }) => shape)).toEqual(draws.map(({ shape }) => shape));
  });

  test('has gradients by the input and by the weights', () => {
    const between: Between[] = ['relu'];
    const model = netOf([3, 20, 2], between);
    const weights = sampleWeights(model);
    const x = scattered([7, 3], 4, 2);
    const slopes = (output: (weights: tf.Tensor[], x: tf.Tensor) => tf.Tensor) =>
      tf.grads((...inputs: tf.Tensor[]) => tf.sum(tf.square(output(inputs.slice(1), inputs[0]!))))([
        x,
        ...weights,
      ]);
    const expected = slopes((inner, input) => plain(inner, between, input));
    slopes((inner, input) => predictWith(model, inner, input)).forEach((slope, i) =>
      expect(distance(slope, expected[i]!)).toBeLessThan(1e-5),
    );
  });

  test('takes weights that are integers', () => {
    const model = netOf([2, 4, 1], ['relu']);
    const whole = sampleWeights(model).map((weight) => tf.cast(tf.ceil(tf.mul(weight, 3)), 'int32'));
    const float = whole.map((weight) => tf.cast(weight, 'float32'));
    const x = scattered([3, 2], 4, 1);
    expect(distance(predictWith(model, whole, x), plain(float, ['relu'], x))).toBeLessThan(1e-5);
  });

  test('keeps no tensor but its output', () => {
    const model = netOf([3, 4, 2], ['relu']);
    const x = scattered([5, 3], 2, 5);
    const use = () => tf.dispose([predictWith(model, sampleWeights(model), x)]);
    const before = tf.memory();
    for (let i = 0; i < 10; i++) tf.tidy(use);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });
});
