import { predictive, randomNormal, tf } from 'bayes-notebooks';
import { lectureNetwork, trainUntil } from './lecture-network';
import { sineElboWeight } from './stated/network-numbers';

/** Steps between two records. */
export const recordEvery = 250;

/** The two weights of the lecture before the mean KL. */
export const elboWeightAt = (): number => sineElboWeight();
export const fallingWeightAt = (step: number): number => 1 / (step + 1);

/** 500 points of a sine on [-3, 3] with noise of standard deviation 0.1. */
export function sineData() {
  const x = tf.linspace(-3, 3, 500).expandDims<tf.Tensor2D>(1); // [500, 1]
  const truth = tf.sin(x).squeeze<tf.Tensor1D>([1]); // [500]
  return { x, truth, y: truth.add(randomNormal([500]).mul(0.1)) };
}
export type SineData = ReturnType<typeof sineData>;

/** What 100 functions say: their mean standard deviation, their mean's RMSE, the predictive band's coverage. */
export interface SineRecord {
  sd: number;
  rmse: number;
  coverage: number;
  /** The share of the sine inside three standard deviations. */
  sineInBand: number;
}

/** Trains a new net; `enough` sees the record of every 250th step. */
export function trainSine(
  { x, y, truth }: SineData,
  weightAt: (step: number) => number,
  enough: (records: SineRecord[]) => boolean,
): { model: tf.LayersModel; records: SineRecord[] } {
  const model = lectureNetwork(1, 1);
  const records: SineRecord[] = [];
  trainUntil(
    model,
    () => tf.losses.meanSquaredError(y, (model.apply(x) as tf.Tensor).squeeze([1])),
    weightAt,
    (steps) => {
      if (steps % recordEvery !== 0) return false;
      records.push(recordOf(model, x, y, truth));
      return enough(records);
    },
  );
  return { model, records };
}

function recordOf(model: tf.LayersModel, x: tf.Tensor, y: tf.Tensor, truth: tf.Tensor): SineRecord {
  return tf.tidy(() => {
    const { mean, variance } = tf.moments(predictive(model, x, { numSamples: 100 }).squeeze([2]), 0); // [500]
    const sd = tf.sqrt(variance); // [500]
    const within = (values: tf.Tensor, half: tf.Tensor) =>
      scalarOf(values.sub(mean).abs().lessEqual(half).toFloat().mean());
    return {
      sd: scalarOf(sd.mean()),
      rmse: Math.sqrt(scalarOf(mean.squaredDifference(truth).mean())),
      coverage: within(y, tf.sqrt(variance.add(0.1 ** 2)).mul(1.96)),
      sineInBand: within(truth, sd.mul(3)),
    };
  });
}

const scalarOf = (value: tf.Tensor): number => value.asScalar().arraySync();
