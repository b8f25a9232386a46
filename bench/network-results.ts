import type { tf } from '../lib';
import type { BenchNetwork, Library } from './bench-network';
import type { Results } from './results';

/** The seed of the draw that is looked at. */
export const checkSeed = 5;

/** What the network computes as it stands, for the first draw after `setSeed(checkSeed)`; of tensors the norm. */
export function networkResults({ setSeed, tf }: Library, own: BenchNetwork): Results {
  const norm = (t: tf.Tensor) =>
    Math.sqrt(t.dataSync<'float32'>().reduce((sum, value) => sum + value ** 2, 0));
  return tf.tidy(() => {
    setSeed(checkSeed);
    const { value, grads } = tf.variableGrads(own.loss);
    const variables = own.layers.flatMap((layer) => layer.trainableWeights);
    setSeed(checkSeed);
    return asResults({
      loss: value.arraySync(),
      kl: own.kl().arraySync(),
      prediction: norm(own.prediction()),
      norms: variables.map((v) => norm(grads[(v.read() as tf.Variable).name] as tf.Tensor)),
    });
  });
}

/** The numbers by which two sides are told to do the same work. */
export interface NetworkNumbers {
  loss: number;
  kl: number;
  prediction: number;
  norms: number[]; // of the gradients, variable by variable
}

/** The same by their names in a sentence. */
export function asResults({ loss, kl, prediction, norms }: NetworkNumbers): Results {
  return {
    'the loss': loss,
    'the KL': kl,
    'the prediction': prediction,
    ...Object.fromEntries(norms.map((norm, i) => [`gradient ${i + 1}`, norm])),
  };
}
