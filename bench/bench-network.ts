import { adam, BayesLinear, predictWith, sampleWeights, setSeed, tf } from '../lib';
import { RandomState } from '../lib/random-state';

/** A network of the bench, trained as the lecture trains its own: a model of layers, a loss, `optimizer.minimize`. */
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
  /** Ten passes of the model itself, which draw anew each, read out. */
  apply(): void;
}

export interface NetworkSize {
  name: string;
  sizes: number[];
  batch: number;
  classes: boolean;
}

export const SINE: NetworkSize = { name: 'sine', sizes: [1, 100, 1], batch: 500, classes: false };
export const IRIS: NetworkSize = { name: 'iris', sizes: [4, 100, 3], batch: 112, classes: true };
export const PREDICTIONS: NetworkSize = {
  name: 'predictions',
  sizes: [1, 100, 1],
  batch: 700,
  classes: false,
};
export const LARGE: NetworkSize = { name: 'large', sizes: [784, 512, 512, 10], batch: 256, classes: true };

export const KL_WEIGHT = 0.01;
const PRIOR_SIGMA = 0.1;

export function network({ name, sizes, batch, classes }: NetworkSize): BenchNetwork {
  setSeed(1);
  const layers = sizes
    .slice(1)
    .map((units, i) => new BayesLinear({ units, inputDim: sizes[i] as number, priorSigma: PRIOR_SIGMA }));
  const model = tf.sequential();
  layers.forEach((layer, i) => {
    if (i > 0) model.add(tf.layers.reLU());
    model.add(layer);
  });
  const parameters = model.countParams() / 2;
  const inputs = sizes[0] as number;
  const random = new RandomState(3);
  const x =
    inputs === 1
      ? (tf.linspace(-3, 3, batch).expandDims(1) as tf.Tensor2D)
      : tf.tensor2d(random.normals(batch * inputs), [batch, inputs]);
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
    const output = model.apply(x) as tf.Tensor;
    return classes
      ? tf.losses.softmaxCrossEntropy(y, output)
      : tf.losses.meanSquaredError(y, output.squeeze([1]));
  };
  const loss = () => dataLoss().add(kl().mul(KL_WEIGHT)).asScalar();
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
    apply: () => readTen(() => tf.tidy(() => model.apply(x) as tf.Tensor)),
  };
}
