import type { tf } from '../lib';
import type { BenchNetwork, Library } from './bench-network';

/** The seed of the draw that is checked. */
export const checkSeed = 5;
const tolerance = 1e-5;

/** What a network computes for one draw: the numbers by which two sides are told to do the same work. */
export interface NetworkCheck {
  loss: number;
  kl: number;
  prediction: number; // its norm
  norms: number[]; // of the gradients, variable by variable
}

/** What the network computes as it stands, for the first draw after `setSeed(checkSeed)`. */
export function checkNetwork({ setSeed, tf }: Library, own: BenchNetwork): NetworkCheck {
  return tf.tidy(() => {
    setSeed(checkSeed);
    const { value, grads } = tf.variableGrads(own.loss);
    const variables = own.layers.flatMap((layer) => layer.trainableWeights);
    const norm = (t: tf.Tensor) =>
      Math.sqrt(t.dataSync<'float32'>().reduce((sum, value) => sum + value ** 2, 0));
    setSeed(checkSeed);
    return {
      loss: value.arraySync(),
      kl: own.kl().arraySync(),
      prediction: norm(own.prediction()),
      norms: variables.map((v) => norm(grads[(v.read() as tf.Variable).name] as tf.Tensor)),
    };
  });
}

/**
 * Makes sure that both sides compute the same thing, before their times are compared.
 *
 * @param network its name
 * @param here what this side has computed
 * @param other what the other side has
 * @param where the other side is, as in `in PyTorch`
 * @returns the largest relative distance of loss, KL, the prediction's and the gradients' norms
 * @throws {Error} where it is above 1e-5
 */
export function checkDistance(
  network: string,
  here: NetworkCheck,
  other: NetworkCheck,
  where: string,
): number {
  const pairs = [
    ['the loss', here.loss, other.loss],
    ['the KL', here.kl, other.kl],
    ['the prediction', here.prediction, other.prediction],
    ...here.norms.map((norm, i) => [`gradient ${i + 1}`, norm, other.norms[i]]),
  ] as [string, number, number][];
  const distances = pairs.map(([, a, b]) => Math.abs(a - b) / Math.abs(b));
  const worst = distances.findIndex((distance) => !(distance <= tolerance));
  if (worst >= 0) {
    const [what, a, b] = pairs[worst] as [string, number, number];
    throw new Error(`Cannot compare ${network}: ${what} differs, ${a} here and ${b} ${where}`);
  }
  return Math.max(...distances);
}
