import { meanOf } from './vector.mjs';

/**
 * Whether chains tell the same: the root of the variance over all draws by that within the halves of the chains, 1 where
 * they have converged (Gelman et al., "Bayesian Data Analysis", third edition, 2013, section 11.4).
 *
 * @param {number[][]} chains the draws of one quantity: [chains][n], n even
 * @returns {number}
 */
export function splitRhat(chains) {
  const halves = chains.flatMap((chain) => [chain.slice(0, chain.length / 2), chain.slice(chain.length / 2)]);
  const n = halves[0]?.length ?? 0;
  const within = meanOf(halves.map(variance));
  const between = variance(halves.map(meanOf));
  return Math.sqrt((n - 1) / n + between / within);
}

/**
 * @param {number[]} values
 * @returns {number} the unbiased estimate
 */
function variance(values) {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
