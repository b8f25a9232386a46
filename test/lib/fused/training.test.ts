import {
  adam,
  BayesLinear,
  gaussianKl,
  loadIris,
  predictWith,
  randomNormal,
  sampleWeights,
  setSeed,
  tf,
  trainTestSplit,
} from 'bayes-notebooks';
import { describe, expect, test } from 'vitest';
import oracles from '../../oracles.json';
import { relativeError } from '../relative-error';
import { distance } from './agreement';

const priorSigma = 0.1;
const layerOf = (inputDim: number, units: number) =>
  new BayesLinear({ units, inputDim, priorSigma: priorSigma });

/** A net of the lecture, and its loss twice: as the lecture writes it, and in plain operations alone. */
class Training {
  readonly layers: [BayesLinear, BayesLinear];
  readonly model: tf.Sequential;
  readonly #optimizer = adam(0.01);
  readonly #parameters: number;
  readonly #x: tf.Tensor;
  readonly #fit: (output: tf.Tensor) => tf.Tensor;
  readonly #plainFit: (output: tf.Tensor) => tf.Tensor;

  constructor(
    sizes: [number, number, number],
    x: tf.Tensor,
    fit: (output: tf.Tensor) => tf.Tensor,
    plainFit: (output: tf.Tensor) => tf.Tensor,
  ) {
    this.#x = x;
    this.#fit = fit;
    this.#plainFit = plainFit;
    this.layers = [layerOf(sizes[0], sizes[1]), layerOf(sizes[1], sizes[2])];
    this.model = tf.sequential({ layers: [this.layers[0], tf.layers.reLU(), this.layers[1]] });
    this.#parameters = this.model.countParams() / 2;
  }

  step(klWeight: number): void {
    this.#optimizer.minimize(() => this.#loss(klWeight));
  }

  #loss(klWeight: number): tf.Scalar {
    const kl = tf.addN(this.layers.map((layer) => layer.klLoss()));
    return tf.add(this.#fit(this.model.apply(this.#x) as tf.Tensor), tf.mul(kl, klWeight / this.#parameters));
  }

  #plainLoss(klWeight: number): tf.Scalar {
    const [first, second] = this.layers;
    const through = (layer: BayesLinear, x: tf.Tensor) => {
      const [weight, bias] = layer.sample(); // under a tape in plain operations
      return tf.add(tf.matMul(x, weight), bias);
    };
    const output = through(second, tf.maximum(through(first, this.#x), 0));
    const kl = tf.addN(
      this.layers.flatMap((layer) => {
        const [weightMu, weightLogSigma, biasMu, biasLogSigma] = layer.trainableWeights.map((w) => w.read());
        const prior = [0, Math.log(priorSigma)] as const;
        return [
          gaussianKl(weightMu!, weightLogSigma!, ...prior),
          gaussianKl(biasMu!, biasLogSigma!, ...prior),
        ];
      }),
    );
    return tf.add(this.#plainFit(output), tf.mul(kl, klWeight / this.#parameters));
  }

  /** From the state that it stands at and one draw of the noise: both losses and all their gradients. */
  check(klWeight: number): void {
    for (const layer of this.layers) layer.freeze();
    tf.tidy(() => {
      this.#loss(klWeight); // draws the noise that both keep
      const { value, grads } = this.#optimizer.computeGradients(() => this.#loss(klWeight));
      const expected = tf.variableGrads(() => this.#plainLoss(klWeight));
      expect(relativeError(value.arraySync(), expected.value.arraySync())).toBeLessThan(1e-5);
      const variables = this.layers.flatMap((layer) =>
        layer.trainableWeights.map((w) => w.read() as tf.Variable),
      );
      for (const { name } of variables)
        expect(distance(grads[name]!, expected.grads[name]!)).toBeLessThan(1e-5);
    });
    for (const layer of this.layers) layer.unfreeze();
  }
}

/** The mean of some runs is within four standard errors of that of the oracle's forty: [mean, sd, ...]. */
function expectMean(values: number[], [mean, sd]: number[]): void {
  const distance = Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length - mean!);
  expect(distance).toBeLessThan(4 * sd! * Math.sqrt(1 / values.length + 1 / 40));
}

describe('along 1,000 steps each step agrees with plain operations from equal states, and the whole with lecture_runs:', () => {
  test('the sine net, from two seeds', () => {
    const x = tf.linspace(-3, 3, 500).expandDims(1);
    const sine = tf.sin(x);
    const trained = [1, 2].map((seed) => {
      setSeed(seed);
      const y = tf.add(sine, tf.mul(0.1, randomNormal([500, 1])));
      const training = new Training(
        [1, 100, 1],
        x,
        (output) => tf.losses.meanSquaredError(y, output),
        (output) => tf.mean(tf.square(tf.sub(output, y))),
      );
      for (let step = 0; step < 1000; step++) {
        if (seed === 1 && step % 50 === 0) training.check(1 / (step + 1));
        training.step(1 / (step + 1));
      }
      const { model } = training;
      const drawn = (count: number) =>
        tf.stack(Array.from({ length: count }, () => predictWith(model, sampleWeights(model), x)));
      return tf.tidy(() => ({
        rmse: tf
          .sqrt(tf.mean(tf.square(tf.sub(drawn(10).mean(0), sine))))
          .asScalar()
          .arraySync(),
        sd: tf
          .sqrt(tf.moments(drawn(500), 0).variance)
          .mean()
          .asScalar()
          .arraySync(),
      }));
    });
    const runs = oracles.lecture_runs.sine_1000_steps_kl_weight_1_over_step_plus_1;
    expectMean(
      trained.map(({ rmse }) => rmse),
      runs.rmse_to_sin_mean_of_10_outputs,
    );
    expectMean(
      trained.map(({ sd }) => sd),
      runs.mean_predictive_sd_2000_draws,
    );
  });

  test('the iris net', () => {
    setSeed(5);
    const iris = loadIris();
    const split = trainTestSplit(iris.x, iris.y, { testSize: 0.25, randomState: 42 });
    const train = tf.tensor2d(split.xTrain);
    const { mean, variance } = tf.moments(train, 0);
    const standardised = (rows: tf.Tensor) => tf.div(tf.sub(rows, mean), tf.sqrt(variance));
    const labels = tf.cast(tf.oneHot(tf.tensor1d(split.yTrain, 'int32'), 3), 'float32');
    const training = new Training(
      [4, 100, 3],
      standardised(train),
      (output) => tf.losses.softmaxCrossEntropy(labels, output),
      (output) => tf.neg(tf.mean(tf.sum(tf.mul(labels, tf.logSoftmax(output)), 1))),
    );
    const { model } = training;
    const test = standardised(tf.tensor2d(split.xTest));
    const accuracy = () =>
      tf.tidy(() => {
        const softmaxes = Array.from({ length: 100 }, () =>
          tf.softmax(predictWith(model, sampleWeights(model), test)),
        );
        const species = tf.argMax(tf.mean(tf.stack(softmaxes), 0), 1);
        return tf
          .mean(tf.cast(tf.equal(species, tf.tensor1d(split.yTest, 'int32')), 'float32'))
          .asScalar()
          .arraySync();
      });
    for (let step = 0; step < 1000; step++) {
      if (step % 50 === 0) training.check(0.01);
      training.step(0.01);
      if (step !== 49) continue;
      const runs = oracles.lecture_runs.iris_75_25_split_42_38_test_flowers;
      expect(accuracy()).toBeGreaterThanOrEqual(runs.bayesian_50_steps_standardised_100_draws[2]! - 1e-3);
    }
  });
});
