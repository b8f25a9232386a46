import { setSeed, tf } from '../lib';
import { RandomState } from '../lib/random-state';
import { type BenchNetwork, KL_WEIGHT } from './bench-network';
import type { Peer } from './peer-process';

const SEED = 5;
const LIMIT = 1e-5;

const encoded = (values: Float32Array, shape: number[]) => ({
  shape,
  data: Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64'),
});
const tensor = (t: tf.Tensor) => encoded(t.dataSync<'float32'>(), t.shape);

/** Gives the peer the network as it stands: data, weights and the noise of its next draw after `setSeed(SEED)`. */
export async function sendNetwork(own: BenchNetwork, peer: Peer): Promise<void> {
  const stream = new RandomState(SEED);
  await peer.ask({
    do: 'load',
    network: own.name,
    weights: own.layers.map((layer) => layer.getWeights().map(tensor)),
    noise: own.layers.map((layer) =>
      [0, 2].map((i) => {
        const weight = layer.getWeights()[i] as tf.Tensor;
        return encoded(stream.normals(weight.size), weight.shape);
      }),
    ),
    x: tensor(own.x),
    y: tensor(own.y),
    classes: own.classes,
    klWeight: KL_WEIGHT,
  });
}

/**
 * Makes sure that both sides compute the same thing, before their times are compared.
 *
 * @returns the largest relative distance of loss, KL, the prediction's and the gradients' norms
 * @throws {Error} where it is above 1e-5
 */
export async function checkAgreement(own: BenchNetwork, peer: Peer): Promise<number> {
  const theirs = (await peer.ask({ do: 'check', network: own.name })) as {
    loss: number;
    kl: number;
    prediction: number;
    norms: number[];
  };
  const { loss, kl, prediction, norms } = tf.tidy(() => {
    setSeed(SEED);
    const { value, grads } = tf.variableGrads(own.loss);
    const variables = own.layers.flatMap((layer) => layer.trainableWeights);
    const norm = (t: tf.Tensor) =>
      Math.sqrt(t.dataSync<'float32'>().reduce((sum, value) => sum + value ** 2, 0));
    setSeed(SEED);
    return {
      loss: value.arraySync(),
      kl: own.kl().arraySync(),
      prediction: norm(own.prediction()),
      norms: variables.map((v) => norm(grads[(v.read() as tf.Variable).name] as tf.Tensor)),
    };
  });
  const pairs = [
    ['the loss', loss, theirs.loss],
    ['the KL', kl, theirs.kl],
    ['the prediction', prediction, theirs.prediction],
    ...norms.map((norm, i) => [`gradient ${i + 1}`, norm, theirs.norms[i]]),
  ] as [string, number, number][];
  const distances = pairs.map(([, a, b]) => Math.abs(a - b) / Math.abs(b));
  const worst = distances.findIndex((distance) => !(distance <= LIMIT));
  if (worst >= 0) {
    const [what, a, b] = pairs[worst] as [string, number, number];
    throw new Error(`Cannot compare ${own.name}: ${what} differs, ${a} here and ${b} in PyTorch`);
  }
  return Math.max(...distances);
}
