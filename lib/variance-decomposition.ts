import { checkFloats } from './float-tensor';
import * as tf from './tensorflow';
import type { Uncertainty } from './uncertainty';

const action = 'decompose the variance';

/**
 * Splits the uncertainty of a regression by the law of total variance. With draw s saying y ~ N(f_s, noise_s^2):
 *
 *   Var[y] = (1/S) sum over s of noise_s^2 + Var over s of f_s
 *   total  = aleatoric                     + epistemic
 *
 * (Depeweg et al., "Decomposition of Uncertainty in Bayesian Deep Learning for Efficient and Risk-sensitive Learning",
 * 2018; Kendall and Gal, "What Uncertainties Do We Need in Bayesian Deep Learning for Computer Vision?",
 * 2017, equation 9.) The variance over draws is divided by S, as that of the mixture of the S distributions. Parts are
 * VARIANCES: their roots are the standard deviations, and only variances add up.
 *
 * @param draws the draws' means f_s, [S, N] or [S, N, 1] as `predictive` gives them, float32
 * @param noiseSd STANDARD DEVIATION of the noise, at least 0: a number, a scalar or [N], or of the shape of `draws` where
 *   each draw has its own
 * @returns total, aleatoric and epistemic variance, each [N], in the square of y's unit
 * @throws {TypeError} where draws or noiseSd are of another kind or shape, or are disposed
 * @throws {RangeError} where there are no draws, or noiseSd is below 0 or not finite
 * @example
 * const draws = tf.tensor2d([[1, 5], [3, 5]]); // two draws for two inputs
 * varianceDecomposition(draws, 0.5).epistemic.print(); // [1, 0]
 * varianceDecomposition(draws, 0.5).total.print(); // [1.25, 0.25]
 */
export function varianceDecomposition(draws: tf.Tensor, noiseSd: number | tf.Tensor): Uncertainty {
  checkFloats(action, 'draws', draws, [
    ['S', 'N'],
    ['S', 'N', '1'],
  ]);
  const [S, N] = draws.shape as [number, number];
  checkNoise(noiseSd, draws.shape);
  return tf.tidy(() => {
    const perDraw = typeof noiseSd !== 'number' && noiseSd.rank > 1;
    const noise = perDraw ? noiseSd.square().reshape([S, N]).mean(0) : tf.square(noiseSd);
    const aleatoric = tf.broadcastTo<tf.Rank.R1>(noise, [N]); // [N]
    // A variance does not change with a shift: by the first draw, it is 0 exactly where all draws agree.
    const shifted = draws.sub(draws.slice([0], [1])).reshape([S, N]);
    const epistemic = tf.moments(shifted, 0).variance.as1D(); // [N]
    return { total: tf.add<tf.Tensor1D>(aleatoric, epistemic), aleatoric, epistemic };
  });
}

function checkNoise(noiseSd: number | tf.Tensor, shape: number[]): void {
  if (typeof noiseSd !== 'number') {
    const perDraw = shape.map(String);
    checkFloats(action, 'noiseSd', noiseSd, [[], [`${shape[1]}`], perDraw]);
  }
  const values = typeof noiseSd === 'number' ? [noiseSd] : Array.from(noiseSd.dataSync());
  const wrong = values.find((value) => !(value >= 0 && Number.isFinite(value)));
  if (wrong !== undefined)
    throw new RangeError(`Cannot ${action}: noiseSd must be at least 0 and finite, got ${wrong}`);
}
