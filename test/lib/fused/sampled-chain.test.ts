import { adam, BayesLinear, forward, setSeed, tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { distance, scattered } from './agreement';

type Between = 'nothing' | 'relu' | 'activation';

const behind: Record<Between, () => tf.layers.Layer[]> = {
  nothing: () => [],
  relu: () => [tf.layers.reLU()],
  activation: () => [tf.layers.activation({ activation: 'relu' })],
};

/** A net of frozen layers whose means and log sigmas are scattered. */
function netOf(sizes: number[], between: Between[], seed: number) {
  setSeed(seed);
  const layers = sizes.slice(1).map((units, i) => {
    const layer = new BayesLinear({ units, inputDim: sizes[i]! });
    layer.setWeights(
      layer.getWeights().map((weight, k) => {
        const values = scattered(weight.shape, 2, seed + 4 * i + k);
        return k % 2 === 0 ? values : tf.sub(values, 1);
      }),
    );
    layer.freeze();
    return layer;
  });
  const stack = layers.flatMap((layer, i) => [layer, ...behind[between[i] ?? 'nothing']()]);
  return { layers, net: tf.sequential({ layers: stack }) };
}

/** The net by its definition, in plain operations with the weights that its layers keep. */
function plain(layers: BayesLinear[], between: Between[], x: tf.Tensor): tf.Tensor {
  return layers.reduce((input, layer, i) => {
    const [weight, bias] = layer.sample();
    const y = tf.add(tf.matMul(input, weight), bias);
    return (between[i] ?? 'nothing') === 'nothing' ? y : tf.relu(y);
  }, x);
}

const variables = (layers: BayesLinear[]) =>
  layers.flatMap((layer) => layer.trainableWeights.map((weight) => weight.read() as tf.Variable));

/** The slopes of a scalar function of the input by the input and by all variables. */
function gradients(f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor, layers: BayesLinear[]) {
  const own = variables(layers);
  const { grads } = tf.variableGrads(() => f(x) as tf.Scalar, own);
  return [tf.grad(f)(x), ...own.map(({ name }) => grads[name]!)];
}

function agrees(batch: number, sizes: number[], between: Between[], seed: number): void {
  tf.tidy(() => {
    const { net, layers } = netOf(sizes, between, seed);
    const x = scattered([batch, sizes[0]!], 4, seed + 7);
    const scale = scattered([batch, sizes.at(-1)!], 2, seed + 8); // so that dy differs from row to row
    expect(distance(forward(net, x), plain(layers, between, x))).toBeLessThan(1e-5);
    const fused = gradients((input) => tf.sum(tf.mul(forward(net, input), scale)), x, layers);
    const expected = gradients((input) => tf.sum(tf.mul(plain(layers, between, input), scale)), x, layers);
    fused.forEach((gradient, i) => expect(distance(gradient, expected[i]!)).toBeLessThan(2e-5));
  });
}

describe('forward() through a net of Bayesian layers', () => {
  test.each([
    [500, [1, 100, 1], ['relu']],
    [112, [4, 100, 3], ['relu']],
    [1, [1, 1, 1], []],
    [9, [2, 300, 2], ['activation']],
    [43, [3, 17, 9, 11, 6], ['relu', 'nothing', 'activation']],
    [5, [2, 7, 3], ['relu', 'relu']],
    [65, [130, 67, 5], ['nothing']],
  ] as [number, number[], Between[]][])(
    'with batch %i, sizes %j and %j between them is what its formula says, and so are its gradients',
    (batch, sizes, between) => agrees(batch, sizes, between, 1),
  );

  test('in every shape', () => {
    const size = fc.integer({ min: 1, max: 37 });
    const kinds = fc.array(fc.constantFrom<Between>('nothing', 'relu', 'activation'), { maxLength: 4 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 70 }),
        fc.array(size, { minLength: 2, maxLength: 5 }),
        kinds,
        fc.nat({ max: 1000 }),
        agrees,
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  test('draws the noise that model.apply would draw', () => {
    const { net, layers } = netOf([3, 8, 2], ['relu'], 4);
    for (const layer of layers) layer.unfreeze();
    const x = scattered([6, 3], 2, 5);
    setSeed(9);
    const first = [forward(net, x), forward(net, x)];
    setSeed(9);
    first.forEach((y) => expect(distance(y, net.apply(x) as tf.Tensor)).toBeLessThan(1e-6));
  });

  test('has second derivatives by input and weights, under nested tapes', () => {
    const between: Between[] = ['relu', 'nothing'];
    const { net, layers } = netOf([3, 6, 4, 2], between, 2);
    const x = scattered([5, 3], 2, 5);
    const own = variables(layers);
    const second = (use: (x: tf.Tensor) => tf.Tensor) => {
      const slopes = (input: tf.Tensor) => {
        const { grads } = tf.variableGrads(() => tf.sum(tf.square(use(input))) as tf.Scalar, own);
        return tf.addN(own.map(({ name }) => tf.sum(tf.square(grads[name]!))));
      };
      const slope = tf.grad((input: tf.Tensor) => tf.sum(tf.square(tf.square(use(input)))));
      return [
        ...gradients((input) => tf.sum(tf.square(slope(input))), x, layers),
        // TensorFlow.js 4.22 has no second derivative of exp, so the plain operations' slopes by a log sigma are wrong.
        ...gradients((input) => slopes(input), x, layers).filter((_, i) => i === 0 || i % 2 === 1),
      ];
    };
    const fused = second((input) => forward(net, input));
    const expected = second((input) => plain(layers, between, input));
    fused.forEach((gradient, i) => expect(distance(gradient, expected[i]!)).toBeLessThan(2e-5));
  });

  test('passes gradients through layers that do not train to those before the net', () => {
    const { net, layers } = netOf([3, 6, 2], ['relu'], 3);
    for (const layer of layers) layer.trainable = false;
    const before = tf.variable(scattered([4, 3], 2, 1));
    const x = scattered([5, 4], 2, 5);
    const slope = (use: (x: tf.Tensor) => tf.Tensor) =>
      adam(0.1).computeGradients(() => tf.sum(tf.square(use(tf.matMul(x, before)))) as tf.Scalar, [before]);
    const fused = slope((input) => forward(net, input)).grads;
    const expected = slope((input) => plain(layers, ['relu'], input)).grads;
    expect(distance(fused[before.name]!, expected[before.name]!)).toBeLessThan(1e-5);
    before.dispose();
  });

  test('keeps no tensor beyond its output and its gradients', () => {
    const { net } = netOf([3, 6, 2], ['relu'], 3);
    const x = scattered([5, 3], 2, 5);
    const optimizer = adam(0.1);
    const use = () => {
      const { value, grads } = tf.variableGrads(() => tf.sum(forward(net, x)) as tf.Scalar);
      tf.dispose([value, grads]);
      optimizer.minimize(() => tf.sum(tf.square(forward(net, x))) as tf.Scalar);
      forward(net, x).dispose();
    };
    use(); // the optimizer's moments are there from here on
    const before = tf.memory();
    for (let i = 0; i < 10; i++) use();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  test('calls the layers one by one where somebody has changed what one of them does', () => {
    const x = scattered([5, 3], 2, 5);
    const { net, layers } = netOf([3, 6, 2], ['relu'], 3);
    const y = forward(net, x);
    const call = vi.spyOn(layers[1]!, 'call');
    expect(distance(forward(net, x), y)).toBeLessThan(1e-6);
    expect(call).toHaveBeenCalledTimes(1);
    call.mockRestore();

    class Doubled extends BayesLinear {
      override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
        return tf.mul(2, super.call(inputs));
      }
    }
    const doubled = new Doubled({ units: 2, inputDim: 6 });
    doubled.setWeights(layers[1]!.getWeights());
    const other = tf.sequential({ layers: [doubled] });
    doubled.freeze();
    const [weight, bias] = doubled.sample();
    const hidden = scattered([5, 6], 2, 1);
    const twice = tf.mul(2, tf.add(tf.matMul(hidden, weight), bias));
    expect(distance(forward(other, hidden), twice)).toBeLessThan(1e-6);
  });

  test('refuses an input that does not fit, as the layers do', () => {
    const { net } = netOf([3, 6, 2], ['relu'], 3);
    const disposed = tf.ones([5, 3]);
    disposed.dispose();
    expect(() => forward(net, tf.ones([5, 4]))).toThrow(/expected axis -1|input/);
    expect(() => forward(net, disposed)).toThrow(/disposed/);
    expect(forward(net, tf.ones([5, 3], 'int32')).shape).toEqual([5, 2]);
  });
});
