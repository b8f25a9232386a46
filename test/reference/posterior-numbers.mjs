import { inOwnUnit, withGaussianPrior } from './gaussian-prior.mjs';
import { hmc } from './hmc.mjs';
import { randomStream } from './random-stream.mjs';
import { addScaled, meanOf } from './vector.mjs';

/**
 * A network with its data, and what is to be known of its posterior.
 * @typedef {object} Posterior
 * @property {number} parameters how many
 * @property {number} priorSigma of each of them
 * @property {import('./leapfrog.mjs').LogDensity} logLikelihood of the parameters
 * @property {(parameters: Float64Array) => Float64Array} statisticsOf one draw
 * @property {(means: Float64Array) => Record<string, number>} numbersOf the statistics' means over draws
 */

/**
 * @typedef {object} Settings
 * @property {number} draws of each chain after its burn-in; even
 * @property {number} burnIn draws before these, in which the step size is adapted
 * @property {number} chains
 * @property {number} seed of the chains
 * @property {(transition: import('./hmc.mjs').Transition, chain: number) => void} [onTransition]
 */

/**
 * One number of a posterior, as the chains say it.
 * @typedef {object} Estimate
 * @property {number} value from all draws
 * @property {number} error its standard error, from how much the halves differ
 * @property {number[]} halves the value from each half of each chain: [2 * chains]
 */

/**
 * Draws from a posterior by chains that begin at draws from the prior, and says each of its numbers.
 *
 * @param {Posterior} posterior
 * @param {Settings} settings
 * @returns {{ numbers: Record<string, Estimate>, acceptance: number, stepSizes: number[] }} the mean probability to
 *   accept, and each chain's step size in units of the prior's standard deviation
 */
export function posteriorNumbers(posterior, settings) {
  const chains = Array.from({ length: settings.chains }, (_, k) => runChain(posterior, settings, k));
  const halves = chains.flatMap((chain) => chain.halves);
  const means = new Float64Array(halves[0]?.length ?? 0);
  for (const half of halves) addScaled(means, 1 / halves.length, half);

  const numbersOfHalves = halves.map(posterior.numbersOf);
  const numbers = Object.entries(posterior.numbersOf(means)).map(([name, value]) => {
    const ofHalves = numbersOfHalves.map((half) => half[name] ?? Number.NaN);
    return [name, { value, error: standardError(ofHalves), halves: ofHalves }];
  });
  return {
    numbers: Object.fromEntries(numbers),
    acceptance: meanOf(chains.map((chain) => chain.acceptance)),
    stepSizes: chains.map((chain) => chain.stepSize),
  };
}

/**
 * @param {Posterior} posterior
 * @param {Settings} settings
 * @param {number} k the chain's number, from 0
 */
function runChain(posterior, { draws, burnIn, seed, onTransition }, k) {
  const { parameters, priorSigma, logLikelihood, statisticsOf } = posterior;
  const random = randomStream(seed, k + 1); // stream 0 is the data's
  const start = new Float64Array(parameters).map(random.normal);
  const first = statisticsOf(inOwnUnit(start, priorSigma)).fill(0);
  const second = first.slice();
  const probabilities = [];
  let stepSize = 0;
  for (const transition of hmc(withGaussianPrior(logLikelihood, priorSigma), start, {
    draws,
    burnIn,
    random,
  })) {
    onTransition?.(transition, k);
    const { index, position, probability } = transition;
    if (index < 0) continue;
    addScaled(index < draws / 2 ? first : second, 2 / draws, statisticsOf(inOwnUnit(position, priorSigma)));
    probabilities.push(probability);
    stepSize = transition.stepSize;
  }
  return { halves: [first, second], acceptance: meanOf(probabilities), stepSize };
}

/**
 * @param {number[]} values at least two
 * @returns {number} the standard error of their mean
 */
export function standardError(values) {
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance / values.length);
}
