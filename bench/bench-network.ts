import type { BayesLinear, tf } from '../lib';

/** The package as its door gives it, this clone's or another's: a network of the bench is built with nothing else. */
export type Library = typeof import('../lib');

/** A network of the bench, trained as the README trains its own: a model of layers, a loss, `optimizer.minimize`. */
export interface BenchNetwork {
  name: string;
  model: tf.Sequential;
  layers: BayesLinear[];
  x: tf.Tensor2D; // [N, inputs]
  y: tf.Tensor; // [N] numbers, or [N, classes] one-hot
  classes: boolean;
  loss(): tf.Scalar;
  kl(): tf.Scalar;
  /** One training step. */
  step(): void;
  /** One sampled prediction, as the lecture makes it. */
  prediction(): tf.Tensor;
  /** Ten of them, read out. */
  predict(): void;
  /** Ten passes by forward(), which draw anew each, read out. */
  apply(): void;
  dispose(): void;
}

export interface NetworkSize {
  name: string;
  sizes: number[];
  batch: number;
  classes: boolean;
}

export const sineSize: NetworkSize = { name: 'sine', sizes: [1, 100, 1], batch: 500, classes: false };
export const irisSize: NetworkSize = { name: 'iris', sizes: [4, 100, 3], batch: 112, classes: true };
export const predictionsSize: NetworkSize = {
  name: 'predictions',
  sizes: [1, 100, 1],
  batch: 700,
  classes: false,
};
export const largeSize: NetworkSize = {
  name: 'large',
  sizes: [784, 512, 512, 10],
  batch: 256,
  classes: true,
};

export const klWeight = 0.01;
const priorSigma = 0.1;

/**
 * Builds a network.
 *
 * @param library what it is built with
 * @param size of its layers and its data
 * @returns the network, the same for every library that draws the same numbers from a seed
 */
export function network(library: Library, { name, sizes, batch, classes }: NetworkSize): BenchNetwork {
  const { adam, BayesLinear, forward, predictWith, randomNormal, sampleWeights, setSeed, tf } = library;
  const inputs = sizes[0] as number;
  setSeed(3);
  const x =
    inputs === 1
      ? (tf.linspace(-3, 3, batch).expandDims(1) as tf.Tensor2D)
      : (randomNormal([batch, inputs]) as tf.Tensor2D);
  setSeed(1);
  const layers = sizes
    .slice(1)
    .map((units, i) => new BayesLinear({ units, inputDim: sizes[i] as number, priorSigma }));
  const model = tf.sequential();
  layers.forEach((layer, i) => {
    if (i > 0) model.add(tf.layers.reLU());
    model.add(layer);
  });
  const parameters = model.countParams() / 2;
  const labels = Int32Array.from({ length: batch }, (_, i) => i % (sizes.at(-1) as number));
  const y = classes
    ? tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), sizes.at(-1) as number).toFloat())
    : tf.sin(x.squeeze([1]));
  const kl = () =>
    tf.tidy(() =>
      tf
        .addN(layers.map((layer) => layer.klLoss()))
        .div(parameters)
        .asScalar(),
    );
  const dataLoss = () => {
    const output = forward(model, x);
    return classes
      ? tf.losses.softmaxCrossEntropy(y, output)
      : tf.losses.meanSquaredError(y, output.squeeze([1]));
  };
  const loss = () => dataLoss().add(kl().mul(klWeight)).asScalar();
  const prediction = () => tf.tidy(() => predictWith(model, sampleWeights(model), x));
  const readTen = (output: () => tf.Tensor) => {
    for (let draw = 0; draw < 10; draw++) {
      const drawn = output();
      drawn.dataSync();
      drawn.dispose();
    }
  };
  const optimizer = adam(0.01);
  return {
    name,
    model,
    layers,
    x,
    y,
    classes,
    loss,
    kl,
    step() {
      const value = optimizer.minimize(loss, true) as tf.Scalar;
      value.arraySync(); // until it is there; native TensorFlow answers before it has computed
      value.dispose();
    },
    prediction,
    predict: () => readTen(prediction),
    apply: () => readTen(() => tf.tidy(() => forward(model, x))),
    dispose() {
      model.dispose();
      tf.dispose([x, y]);
    },
  };
}
