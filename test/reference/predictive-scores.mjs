import { at, meanOf } from './vector.mjs';

/** @typedef {import('./predictions.mjs').Predictions} Predictions */

/** Within how many standard deviations of its mean a normal number lies with this probability. */
const halfWidths = /** @type {const} */ ({ 0.5: 0.6744897501960817, 0.9: 1.6448536269514722 });

/**
 * The mean log predictive density of observations: mean_n log (1/S) sum_s N(y_n | f_s(x_n), noiseSd^2).
 *
 * @param {Float64Array[]} draws of the function where the observations are: [S][n]
 * @param {Float64Array} y [n]
 * @param {number} noiseSd
 * @returns {number} in nats
 */
export function logScore(draws, y, noiseSd) {
  const constant = Math.log(noiseSd * Math.sqrt(2 * Math.PI));
  return meanOf(
    y.map((value, n) => {
      const exponents = draws.map((f) => -(((value - at(f, n)) / noiseSd) ** 2) / 2);
      const most = Math.max(...exponents); // taken out, lest all densities be 0 where the observation is far away
      return most + Math.log(meanOf(exponents.map((exponent) => Math.exp(exponent - most)))) - constant;
    }),
  );
}

/**
 * @param {Pick<Predictions, 'mean' | 'sd'>} predictions where the observations are: [n]
 * @param {Float64Array} y [n]
 * @param {number} noiseSd
 * @param {keyof typeof halfWidths} level
 * @returns {number} the share of the observations in the central interval of this probability, the predictive
 *   distribution taken for normal: its variance is that of the function plus that of the noise
 */
export function coverage({ mean, sd }, y, noiseSd, level) {
  const inside = y.map((value, n) => {
    const predictiveSd = Math.hypot(at(sd, n), noiseSd);
    return Number(Math.abs(value - at(mean, n)) <= halfWidths[level] * predictiveSd);
  });
  return meanOf(inside);
}
