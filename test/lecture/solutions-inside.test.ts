import { setSeed, tf } from 'bayes-notebooks';
import { beforeEach, describe, expect, test } from 'vitest';
import { klLoss, klLossWeighted, klLossWithStack } from '../../solutions/exercise-1';
import { Block, type Cell, cases, numbers } from '../lib/layers-inside';

beforeEach(async () => {
  await tf.ready();
  setSeed(6);
});

/** Every weight, those of the classes above among them, which do not show theirs. */
const allWeights = (model: tf.LayersModel) =>
  model.layers.flatMap((layer) => {
    const parts = layer instanceof Block ? [layer.first, ...layer.rest] : [cellOf(layer)?.inner ?? layer];
    return parts.flatMap((part) => part.getWeights());
  });
const cellOf = (layer: tf.layers.Layer) => (layer as { cell?: Cell }).cell;

describe('the reference answers of exercise 1', () => {
  // What a student can be asked to look into: fields, in which tf.layers.bidirectional keeps a layer that it never runs; and
  // nets whose other weights the count below can tell apart, which it cannot of gruCell's.
  const seen = Object.entries(cases).filter(
    ([where]) =>
      !/weights alone|in (both directions of )?tf\.layers\.bidirectional|stackedRNNCells/.test(where),
  );
  test.each(seen)('count BayesLinear layers %s', (_where, make) => {
    const { model, shapes } = make();
    const count = shapes.reduce((sum, shape) => sum + tf.util.sizeFromShape(shape), 0);
    // Sigma is the prior's, 0.5, so the KL of a parameter is mu^2 / (2 * 0.5^2); the weights of model.weights go in pairs,
    // mu and log sigma, and other layers' have no log sigma of log 0.5.
    const isSpread = (w: tf.Tensor) => numbers(w).every((value) => Math.abs(value - Math.log(0.5)) < 1e-6);
    const means = allWeights(model).filter((_, i, all) => all[i + 1] && isSpread(all[i + 1]!));
    const sum = means.reduce((total, mu) => total + tf.sum(tf.square(mu)).dataSync()[0]! / 0.5, 0);
    for (const answer of [klLoss, klLossWithStack, klLossWeighted]) {
      expect(answer(model).dataSync()[0]! / (sum / count)).toBeCloseTo(1, 5);
    }
  });
});
