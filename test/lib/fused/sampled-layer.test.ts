import { adam, BayesLinear, setSeed, tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distance, scattered } from './agreement';

/** A frozen layer whose means and log sigmas are scattered, so that no two slopes are equal by chance. */
function layerOf(inputs: number, units: number, seed: number): BayesLinear {
  setSeed(seed);
  const layer = new BayesLinear({ units, inputDim: inputs });
  layer.setWeights(
    layer.getWeights().map((weight, i) => {
      const values = scattered(weight.shape, 2, seed + i);
      return i % 2 === 0 ? values : tf.sub(values, 1);
    }),
  );
  layer.freeze();
  return layer;
}

/** The layer as its definition has it, in plain operations: x W + b with the weights that it keeps. */
function plain(layer: BayesLinear, x: tf.Tensor): tf.Tensor {
  const [weight, bias] = layer.sample();
  return tf.add(tf.matMul(x, weight), bias);
}

const variables = (layer: BayesLinear) =>
  layer.trainableWeights.map((weight) => weight.read() as tf.Variable);

function gradients(f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor, layer: BayesLinear) {
  const { grads } = tf.variableGrads(() => f(x) as tf.Scalar, variables(layer));
  return [tf.grad(f)(x), ...variables(layer).map(({ name }) => grads[name]!)];
}

/** TensorFlow.js 4.22 leaves sums over no rows unwritten on its WebAssembly backend; the fused kernels do not. */
const emptySumIsGarbage = process.env.BAYES_BACKEND === 'wasm' && process.env.BAYES_FUSED === '0';

const shape = fc.tuple(
  fc.integer({ min: 0, max: 70 }),
  fc.integer({ min: 1, max: 37 }),
  fc.integer({ min: 1, max: 37 }),
);

describe('a sampled layer', () => {
  test.each([
    [1, 1, 1],
    [0, 3, 5],
    [500, 1, 100],
    [500, 100, 1],
    [112, 4, 100],
    [112, 100, 3],
    [65, 130, 67],
  ])(
    'with batch %i, %i inputs and %i units agrees with plain operations, and so do its gradients',
    (...sizes) => agrees(sizes, 1),
  );

  test('agrees in every shape', () => {
    fc.assert(
      fc.property(shape, fc.nat({ max: 1000 }), (sizes, seed) => agrees(sizes, seed)),
      { seed: 1, numRuns: 60 },
    );
  });

  function agrees([batch, inputs, units]: [number, number, number], seed: number): void {
    tf.tidy(() => {
      const layer = layerOf(inputs, units, seed);
      const x = scattered([batch, inputs], 4, seed + 7);
      const weights = scattered([batch, units], 2, seed + 8); // so that dy differs from row to row
      expect(distance(layer.apply(x) as tf.Tensor, plain(layer, x))).toBeLessThan(1e-5);
      const fused = gradients((input) => tf.sum(tf.mul(layer.apply(input) as tf.Tensor, weights)), x, layer);
      const expected = gradients((input) => tf.sum(tf.mul(plain(layer, input), weights)), x, layer);
      fused.forEach((gradient, i) => {
        const right = batch === 0 ? tf.zerosLike(gradient) : expected[i]!;
        if (batch > 0 || !emptySumIsGarbage) expect(distance(gradient, right)).toBeLessThan(1e-5);
      });
    });
  }

  test('has the gradients of central differences in float64', () => {
    const [batch, inputs, units] = [5, 3, 2];
    const layer = layerOf(inputs, units, 4);
    const x = scattered([batch, inputs], 4, 1);
    const numbers = (tensor: tf.Tensor) => Array.from(tensor.dataSync());
    const start = layer.getWeights().map(numbers);
    const [weight, bias] = layer.sample().map(numbers) as [number[], number[]];
    const noise = [weight, bias].map((values, k) =>
      values.map((value, i) => (value - start[2 * k]![i]!) / Math.exp(start[2 * k + 1]![i]!)),
    );
    const rows = (x as tf.Tensor2D).arraySync();
    const loss = (state: number[][]) => {
      const draw = (k: number) =>
        state[2 * k]!.map((mu, i) => mu + Math.exp(state[2 * k + 1]![i]!) * noise[k]![i]!);
      const [w, b] = [draw(0), draw(1)];
      const outputs = rows.flatMap((row) =>
        b.map((start, unit) => row.reduce((sum, value, i) => sum + value * w[i * units + unit]!, start)),
      );
      return outputs.reduce((sum, y) => sum + y * y, 0);
    };
    const { grads } = tf.variableGrads(
      () => tf.sum(tf.square(layer.apply(x) as tf.Tensor)) as tf.Scalar,
      variables(layer),
    );
    variables(layer).forEach(({ name }, k) => {
      const slopes = start[k]!.map((_, i) => {
        const moved = (by: number) =>
          loss(start.map((v, l) => v.map((n, j) => (l === k && j === i ? n + by : n))));
        return (moved(1e-5) - moved(-1e-5)) / 2e-5;
      });
      const got = grads[name]!;
      expect(distance(got, tf.tensor(slopes, got.shape))).toBeLessThan(1e-4); // the noise is known to float32 only
    });
  });

  test('used twice in one graph gets the gradients of both uses', () => {
    const layer = layerOf(6, 6, 3);
    const x = scattered([9, 6], 2, 5);
    const fused = gradients(
      (input) => tf.sum(tf.square(layer.apply(layer.apply(input)) as tf.Tensor)),
      x,
      layer,
    );
    const expected = gradients((input) => tf.sum(tf.square(plain(layer, plain(layer, input)))), x, layer);
    fused.forEach((gradient, i) => expect(distance(gradient, expected[i]!)).toBeLessThan(1e-5));
  });

  test('samples anew at each use where it is not frozen, and each use keeps its own noise for its gradient', () => {
    const layer = layerOf(4, 3, 3);
    layer.unfreeze();
    const x = scattered([8, 4], 2, 5);
    const loss = (use: (x: tf.Tensor) => tf.Tensor) => () => {
      setSeed(9);
      return tf.sum(tf.mul(use(x), use(x))) as tf.Scalar;
    };
    const fused = tf.variableGrads(
      loss((input) => layer.apply(input) as tf.Tensor),
      variables(layer),
    );
    const expected = tf.variableGrads(
      loss((input) => plain(layer, input)),
      variables(layer),
    );
    for (const { name } of variables(layer)) {
      expect(distance(fused.grads[name]!, expected.grads[name]!)).toBeLessThan(1e-5);
    }
  });

  test('has second derivatives, under nested tapes', () => {
    const layer = layerOf(3, 4, 2);
    const x = scattered([5, 3], 2, 5);
    const second = (use: (x: tf.Tensor) => tf.Tensor) => {
      const slope = tf.grad((input: tf.Tensor) => tf.sum(tf.square(tf.square(use(input)))));
      return gradients((input) => tf.sum(tf.square(slope(input))), x, layer);
    };
    const fused = second((input) => layer.apply(input) as tf.Tensor);
    const expected = second((input) => plain(layer, input));
    fused.forEach((gradient, i) => expect(distance(gradient, expected[i]!)).toBeLessThan(1e-5));
  });

  test('leaves an untrainable layer alone and still passes gradients to the layer before it', () => {
    const [first, last] = [layerOf(3, 5, 1), layerOf(5, 2, 2)];
    last.trainable = false;
    const x = scattered([7, 3], 2, 5);
    const loss = (a: (x: tf.Tensor) => tf.Tensor, b: (x: tf.Tensor) => tf.Tensor) => () =>
      tf.sum(tf.square(b(a(x)))) as tf.Scalar;
    const fused = tf.variableGrads(
      loss(
        (t) => first.apply(t) as tf.Tensor,
        (t) => last.apply(t) as tf.Tensor,
      ),
      variables(first),
    );
    const expected = tf.variableGrads(
      loss(
        (t) => plain(first, t),
        (t) => plain(last, t),
      ),
      variables(first),
    );
    expect(Object.keys(fused.grads)).toEqual(Object.keys(expected.grads));
    for (const { name } of variables(first)) {
      expect(distance(fused.grads[name]!, expected.grads[name]!)).toBeLessThan(1e-5);
    }
  });

  test('says so where the loss itself changes the weights, unless its gradient is that of the weights it used', () => {
    const layer = layerOf(3, 4, 1);
    const x = scattered([5, 3], 2, 5);
    const before = layer.getWeights().map((weight) => tf.clone(weight));
    const loss = () =>
      tf.tidy(() => {
        const value = tf.sum(tf.square(layer.apply(x) as tf.Tensor)) as tf.Scalar;
        adam(0.1).minimize(() => layer.klLoss(), false, variables(layer));
        return value;
      });
    const expected = () =>
      tf.variableGrads(() => tf.sum(tf.square(plain(layer, x))) as tf.Scalar, variables(layer)).grads;
    const right = Object.values(expected());
    let got: tf.Tensor[] = [];
    try {
      got = Object.values(tf.variableGrads(loss, variables(layer)).grads);
    } catch (error) {
      expect((error as Error).message).toMatch('its weights must not change within the loss function');
      return;
    } finally {
      layer.setWeights(before);
    }
    got.forEach((gradient, i) => expect(distance(gradient, right[i]!)).toBeLessThan(1e-5));
  });

  test('keeps no tensor beyond its output and its gradients', () => {
    const layer = layerOf(3, 4, 1);
    const x = scattered([5, 3], 2, 5);
    const use = () => {
      const { value, grads } = tf.variableGrads(() => tf.sum(layer.apply(x) as tf.Tensor) as tf.Scalar);
      tf.dispose([value, grads]);
      (layer.apply(x) as tf.Tensor).dispose();
    };
    use();
    const before = tf.memory();
    for (let i = 0; i < 10; i++) use();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });
});
