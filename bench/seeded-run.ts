import {
  adam,
  BayesLinear,
  entropyDecomposition,
  forward,
  loadIris,
  meanWeights,
  predictive,
  predictWith,
  randomNormal,
  setSeed,
  tf,
  trainTestSplit,
} from '../lib';

/** How a net is trained and looked at. */
export interface Training {
  sizes: readonly [inputs: number, hidden: number, outputs: number];
  priorSigma: number;
  learningRate: number;
  steps: number;
  /** Times the mean KL; `falling` is 1 / (step + 1), as the lecture has it. */
  klWeight: number | 'falling';
  /** Functions that are sampled from the trained net. */
  draws: number;
}

/** The lecture's two nets with their data: what both sides are given. */
export interface Trainings {
  sine: Training & { x: number[][]; y: number[]; truth: number[] };
  iris: Training & { xTrain: number[][]; xTest: number[][]; yTrain: number[]; yTest: number[] };
}

/** What a seed has come to, by what it is. */
export type RunNumbers = Record<string, number>;

/** The lecture's data, with noise that is the same for every seed, and its settings. */
export function trainings(): Trainings {
  const both = { priorSigma: 0.1, learningRate: 0.01, draws: 100 };
  const split = { randomState: 42 };
  const iris = loadIris();
  return tf.tidy(() => {
    setSeed(0);
    const x = tf.linspace(-3, 3, 500);
    const truth = tf.sin(x);
    return {
      sine: {
        ...both,
        sizes: [1, 100, 1] as const,
        steps: 1000,
        klWeight: 'falling' as const,
        x: x.expandDims<tf.Tensor2D>(1).arraySync(),
        y: truth.add<tf.Tensor1D>(randomNormal([500]).mul(0.1)).arraySync(),
        truth: truth.arraySync() as number[],
      },
      iris: {
        ...both,
        sizes: [4, 100, 3] as const,
        steps: 500,
        klWeight: 0.01,
        ...trainTestSplit(iris.x, iris.y, split),
      },
    };
  });
}

/** Trains both nets anew from a seed. */
export function seededRun({ sine, iris }: Trainings, seed: number): RunNumbers {
  setSeed(seed);
  return { ...sineNumbers(sine), ...irisNumbers(iris) };
}

function sineNumbers(given: Trainings['sine']): RunNumbers {
  return trained(given, given.x, (model, x, meanKl) => {
    const [y, truth] = [tf.tensor1d(given.y), tf.tensor1d(given.truth)];
    const error = () => tf.losses.meanSquaredError(y, forward(model, x).squeeze([1])).asScalar();
    const look = () => {
      const draws = predictive(model, x, { numSamples: given.draws }).squeeze([2]); // [draws, 500]
      const { mean, variance } = tf.moments(draws, 0);
      const sd = variance.sqrt();
      const ofMeans = predictWith(model, meanWeights(model), x).squeeze([1]);
      const rmse = (outputs: tf.Tensor) => outputs.sub(truth).square().mean(-1).sqrt();
      return {
        'sine: RMSE to sin(x) of the mean function': rmse(mean),
        'sine: RMSE to sin(x) of one function': rmse(draws).mean(),
        'sine: RMSE to sin(x) of the net of means': rmse(ofMeans),
        'sine: sd of the functions': sd.mean(),
        'sine: share of the data within 3 sd': y.sub(mean).abs().lessEqual(sd.mul(3)).toFloat().mean(),
        'sine: mean KL': meanKl(),
      };
    };
    return { error, look };
  });
}

function irisNumbers(given: Trainings['iris']): RunNumbers {
  return trained(given, given.xTrain, (model, x, meanKl) => {
    const oneHot = (labels: number[]) => tf.oneHot(tf.tensor1d(labels, 'int32'), 3).toFloat();
    const [y, yTest, xTest] = [oneHot(given.yTrain), oneHot(given.yTest), tf.tensor2d(given.xTest)];
    const error = () => tf.losses.softmaxCrossEntropy(y, forward(model, x)).asScalar();
    const look = () => {
      const draws = tf.softmax(predictive(model, xTest, { numSamples: given.draws })); // [draws, 38, 3]
      const mean = draws.mean(0);
      return {
        'iris: accuracy': mean.argMax(1).equal(yTest.argMax(1)).toFloat().mean(),
        'iris: negative log-likelihood': mean.mul(yTest).sum(1).log().mean().neg(),
        'iris: epistemic entropy': entropyDecomposition(draws).epistemic.mean(),
        'iris: mean KL': meanKl(),
      };
    };
    return { error, look };
  });
}

/** Trains a new net by what `prepare` makes of it, and gives what is seen then. */
function trained(
  { sizes: [inputs, hidden, outputs], priorSigma, learningRate, steps, klWeight }: Training,
  rows: number[][],
  prepare: (
    model: tf.Sequential,
    x: tf.Tensor2D,
    meanKl: () => tf.Scalar,
  ) => { error: () => tf.Scalar; look: () => Record<string, tf.Tensor> },
): RunNumbers {
  const layers = [
    new BayesLinear({ units: hidden, inputDim: inputs, priorSigma }),
    new BayesLinear({ units: outputs, inputDim: hidden, priorSigma }),
  ] as const;
  const model = tf.sequential({ layers: [layers[0], tf.layers.reLU(), layers[1]] });
  const parameters = model.countParams() / 2;
  const meanKl = () => layers[0].klLoss().add(layers[1].klLoss()).div<tf.Scalar>(parameters);
  const optimizer = adam(learningRate);
  const numbers = tf.tidy(() => {
    const { error, look } = prepare(model, tf.tensor2d(rows), meanKl);
    for (let step = 0; step < steps; step++) {
      const weight = klWeight === 'falling' ? 1 / (step + 1) : klWeight;
      optimizer.minimize(() => error().add<tf.Scalar>(meanKl().mul(weight)));
    }
    return Object.entries(look()).map(([name, value]) => [name, value.dataSync()[0] as number] as const);
  });
  model.dispose();
  optimizer.dispose();
  return Object.fromEntries(numbers);
}
