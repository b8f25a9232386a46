import {
  BayesLinear,
  loadIris,
  predictWith,
  randomNormal,
  sampleWeights,
  setSeed,
  tf,
  trainTestSplit,
} from 'bayes-notebooks';
import { beforeAll, describe, expect, test } from 'vitest';
import { klLoss } from '../../solutions/exercise-1';

beforeAll(() => tf.ready());

const net = (inputs: number, outputs: number) =>
  tf.sequential({
    layers: [
      new BayesLinear({ units: 100, inputDim: inputs }),
      tf.layers.reLU(),
      new BayesLinear({ units: outputs, inputDim: 100 }),
    ],
  });

/** The lecture's training: Adam 0.01, a loss on the data plus a weight times the mean KL. */
function train(
  model: tf.LayersModel,
  steps: number,
  data: () => tf.Tensor,
  weightAt: (step: number) => number,
): void {
  const optimizer = tf.train.adam(0.01);
  for (let step = 0; step < steps; step++) {
    optimizer.minimize(() =>
      data()
        .add(klLoss(model).mul(weightAt(step)))
        .asScalar(),
    );
  }
}

const draws = (model: tf.LayersModel, x: tf.Tensor, numSamples: number) =>
  tf.stack(Array.from({ length: numSamples }, () => predictWith(model, sampleWeights(model), x)));

describe("the lecture's settings, over several seeds", () => {
  test.each([1, 2, 3])(
    'are right for at least 36 of 38 irises after 50 steps, 100 draws averaged, seed %i',
    (seed) => {
      setSeed(seed);
      const iris = loadIris();
      const split = trainTestSplit(iris.x, iris.y, { testSize: 0.25, randomState: 42 });
      const right = tf.tidy(() => {
        const { mean, variance } = tf.moments(tf.tensor2d(split.xTrain), 0);
        const scaled = (rows: number[][]) => tf.tensor2d(rows).sub(mean).div(tf.sqrt(variance));
        const [xTrain, xTest] = [scaled(split.xTrain), scaled(split.xTest)];
        const labels = tf.oneHot(tf.tensor1d(split.yTrain, 'int32'), 3);
        const model = net(4, 3);
        train(
          model,
          50,
          () => tf.losses.softmaxCrossEntropy(labels, model.apply(xTrain) as tf.Tensor),
          () => 0.01,
        );
        const averaged = tf.softmax(draws(model, xTest, 100)).mean(0); // [38, 3]
        return averaged.argMax(1).equal(tf.tensor1d(split.yTest, 'int32')).sum().asScalar().arraySync();
      });
      expect(right).toBeGreaterThanOrEqual(36);
    },
  );

  test.each([1, 2])('cover sin(x) by the band of 200 draws on at least 0.95 of [-3, 3], seed %i', (seed) => {
    setSeed(seed);
    const covered = tf.tidy(() => {
      const x = tf.linspace(-3, 3, 500).expandDims(1); // [500, 1]
      const y = tf.sin(x).add(randomNormal([500, 1]).mul(0.1));
      const model = net(1, 1);
      train(
        model,
        1000,
        () => tf.losses.meanSquaredError(y, model.apply(x) as tf.Tensor),
        (step) => 1 / (step + 1),
      );
      const { mean, variance } = tf.moments(draws(model, x, 200), 0); // [500, 1]
      return tf
        .sin(x)
        .sub(mean)
        .abs()
        .lessEqual(tf.sqrt(variance).mul(3))
        .toFloat()
        .mean()
        .asScalar()
        .arraySync();
    });
    expect(covered).toBeGreaterThanOrEqual(0.95);
  });
});
