import { loadIris, predictive, tf, trainTestSplit } from 'bayes-notebooks';
import { lectureNetwork, trainUntil } from './lecture-network';

/** How a net for the irises is trained; its features are standardised unless `centimetres`. */
export interface IrisTraining {
  klWeight: number;
  priorSigma: number;
  /** After how many steps the test flowers are predicted, the last one ends the training. */
  steps: number[];
  centimetres?: boolean;
}

/** What the mean softmax of 100 draws says of the 38 test flowers. */
export interface IrisPrediction {
  right: number;
  nll: number;
  /** Mean epistemic uncertainty in nats, of all test flowers and of each species. */
  epistemic: number;
  bySpecies: number[];
}

/** Trains a new net with the lecture's split and predicts; the caller seeds the draws. */
export function trainIris({ klWeight, priorSigma, steps, centimetres }: IrisTraining): IrisPrediction[] {
  const { x, y } = loadIris();
  const split = trainTestSplit(x, y, { testSize: 0.25, randomState: 42 });
  const [trainCm, testCm] = [tf.tensor2d(split.xTrain), tf.tensor2d(split.xTest)]; // [112, 4], [38, 4]
  const { mean, variance } = tf.moments(trainCm, 0); // [4]
  const scaled = (rows: tf.Tensor) => (centimetres ? rows : rows.sub(mean).div(tf.sqrt(variance)));
  const [train, test] = [scaled(trainCm), scaled(testCm)];
  const labels = tf.oneHot(tf.tensor1d(split.yTrain, 'int32'), 3); // [112, 3]

  const model = lectureNetwork(4, 3, priorSigma);
  const predictions: IrisPrediction[] = [];
  trainUntil(
    model,
    () => tf.losses.softmaxCrossEntropy(labels, model.apply(train) as tf.Tensor),
    () => klWeight,
    (done) => {
      if (steps.includes(done)) predictions.push(predictionOf(model, test, split.yTest));
      return done === Math.max(...steps);
    },
  );
  return predictions;
}

/** Computed from the draws in float64, flower by flower. */
function predictionOf(model: tf.LayersModel, x: tf.Tensor, labels: number[]): IrisPrediction {
  const draws = tf.tidy(() =>
    tf.softmax(predictive(model, x, { numSamples: 100 })).arraySync(),
  ) as number[][][];
  const flowers = labels.map((label, row) => {
    const each = draws.map((draw) => draw[row] ?? []); // [100][3]
    const mean = [0, 1, 2].map((k) => average(each.map((p) => p[k] ?? 0)));
    return {
      label,
      right: mean.indexOf(Math.max(...mean)) === label,
      nll: -Math.log(mean[label] ?? 0),
      epistemic: entropy(mean) - average(each.map(entropy)),
    };
  });
  const epistemicOf = (some: typeof flowers) => average(some.map(({ epistemic }) => epistemic));
  return {
    right: flowers.filter(({ right }) => right).length,
    nll: average(flowers.map(({ nll }) => nll)),
    epistemic: epistemicOf(flowers),
    bySpecies: [0, 1, 2].map((species) => epistemicOf(flowers.filter(({ label }) => label === species))),
  };
}

const average = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const entropy = (p: number[]): number =>
  -p.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0);
