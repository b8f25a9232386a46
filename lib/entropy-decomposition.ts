import { checkProbabilities } from './probabilities';
import * as tf from './tensorflow';
import type { Uncertainty } from './uncertainty';

/**
 * Splits the uncertainty of a classification by entropy, in nats. With p_s the class probabilities of draw s:
 *
 *   total      H[ (1/S) sum over s of p_s ]      the entropy of the posterior predictive distribution
 *   aleatoric  (1/S) sum over s of H[ p_s ]      the entropy that the draws have on average
 *   epistemic  total - aleatoric                 the mutual information between label and weights
 *
 * (Houlsby et al., "Bayesian Active Learning for Classification and Preference Learning", 2011, equation 2; Depeweg et
 * al., "Decomposition of Uncertainty in Bayesian Deep Learning for Efficient and Risk-sensitive Learning", 2018.)
 * Each part is between 0 and log C. In float32 the parts are right to about 1e-6; an epistemic part that rounding
 * made negative is 0.
 *
 * @param draws class probabilities [S, N, C], S draws for N inputs and C classes, float32; of logits, take `tf.softmax`
 * @returns total, aleatoric and epistemic entropy, each [N], in nats
 * @throws {TypeError} where draws are no float32 tensor of rank 3, or are disposed
 * @throws {RangeError} where an axis is empty, a number is below 0, or the C numbers do not sum to 1
 * @example
 * const agree = tf.tensor3d([[[0.5, 0.5]], [[0.5, 0.5]]]); // both draws say: a coin
 * entropyDecomposition(agree).epistemic.print(); // [0]: all of log 2 is aleatoric
 * const disagree = tf.tensor3d([[[1, 0]], [[0, 1]]]); // each is sure of something else
 * entropyDecomposition(disagree).epistemic.print(); // [0.6931472]: all of it
 */
export function entropyDecomposition(draws: tf.Tensor): Uncertainty {
  checkProbabilities('decompose the entropy', 'draws', draws, ['S', 'N', 'C']);
  return tf.tidy(() => {
    const total = entropy(draws.mean(0)).as1D(); // [N, C] -> [N]
    const aleatoric = entropy(draws).mean(0).as1D(); // [S, N] -> [N]
    const epistemic = total.sub(aleatoric).relu<tf.Tensor1D>(); // [N]
    return { total, aleatoric, epistemic };
  });
}

/** -sum of p log p along the last axis; 0 log 0 is 0, whose logarithm is that of the least normal float32. */
const entropy = (p: tf.Tensor): tf.Tensor =>
  p
    .mul(tf.log(tf.maximum(p, 1.2e-38)))
    .sum(-1)
    .neg();
