import { gap, gapLogLikelihood, gapNetwork } from './gap-network.mjs';

/** The probability with which a hidden unit is left out. */
const rate = 0.1;

/**
 * What a hidden unit is multiplied by: 0 where it is left out, else what keeps the mean of its output (Srivastava et al.,
 * JMLR 15, 2014, section 10).
 * @param {import('./random-stream.mjs').RandomStream} random
 */
export const unitFactor = ({ uniform }) => (uniform() < rate ? 0 : 1 / (1 - rate));

/**
 * @param {import('./regression-network.mjs').Points} points
 * @param {import('./random-stream.mjs').RandomStream} random
 * @returns {import('./leapfrog.mjs').LogDensity} the log likelihood with other hidden units left out for each point, and
 *   at each call
 */
export const dropoutLogLikelihood = (points, random) =>
  gapLogLikelihood(
    points,
    gapNetwork(() => unitFactor(random)),
  );

/**
 * Leaves hidden units out of a trained network, for all places alike, so that what is left is one function (Gal and
 * Ghahramani, ICML 2016).
 *
 * @param {Float64Array} parameters [151]
 * @param {import('./random-stream.mjs').RandomStream} random
 * @returns {Float64Array} the parameters of the function: [151]
 */
export function withDropout(parameters, random) {
  const { hidden } = gap;
  const [from, to] = [2 * hidden, 3 * hidden]; // of the output weights
  return parameters.map((value, i) => (i >= from && i < to ? value * unitFactor(random) : value));
}
