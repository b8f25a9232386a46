import { dropoutLogLikelihood, withDropout } from './dropout.mjs';
import { gap, gapFunction, gapLogLikelihood, gapNetwork, gapPoints } from './gap-network.mjs';
import { inOwnUnit, withGaussianPrior } from './gaussian-prior.mjs';
import { hmc } from './hmc.mjs';
import { diagonalSpread, fullSpread, gaussNewtonPrecision } from './laplace.mjs';
import { mapFit } from './map-fit.mjs';
import { drawFrom, meanField } from './mean-field.mjs';
import { linearisedPredictions, predictionsOf } from './predictions.mjs';
import { randomStream } from './random-stream.mjs';

/** @typedef {import('./predictions.mjs').Predictions} Predictions */

/**
 * What a road starts from.
 * @typedef {object} Start
 * @property {number} seed of the data and of all that is drawn
 * @property {Float64Array} x the places to predict at: [n]
 * @property {(count: number) => Float64Array[]} fits so many sets of most probable parameters, the same ones each time:
 *   [count][151]
 * @property {import('./random-stream.mjs').RandomStream} random the road's own
 * @property {(words: () => string) => void} say how far it is
 */

/** Of each chain. Together enough for a standard deviation that is right to some 4 %. */
const chainSettings = { chains: 4, burnIn: 60, draws: 100 };

/** How many functions are drawn where a draw costs next to nothing. */
const drawCount = 1000;

/** The first fit's stream of random numbers; the next have the next. */
const fitStream = 20;

/** The roads to the posterior of the gap's network, and the stream of random numbers that each draws from. */
export const roads = {
  hmc: { stream: 1, predict: byHmc }, // and the streams of its other chains, up to 4
  laplace: { stream: 6, predict: (/** @type {Start} */ start) => byLaplace(start, fullSpread) },
  'laplace-diagonal': {
    stream: 7,
    predict: (/** @type {Start} */ start) => byLaplace(start, diagonalSpread),
  },
  'mean-field': { stream: 8, predict: byMeanField },
  'dropout-100': { stream: 9, predict: (/** @type {Start} */ start) => byDropout(start, 100) },
  'dropout-1000': { stream: 10, predict: (/** @type {Start} */ start) => byDropout(start, 1000) },
  ensemble: { stream: 11, predict: byEnsemble },
};

/**
 * The most probable parameters from several starts, each with a stream of its own.
 *
 * @param {number} seed
 * @param {Start['say']} say
 * @returns {Start['fits']}
 */
export function fitsOf(seed, say) {
  const logLikelihood = gapLogLikelihood(gapPoints(seed));
  /** @type {Float64Array[]} */
  const known = [];
  return (count) => {
    while (known.length < count) {
      say(() => `fit ${known.length + 1} of ${count}`);
      known.push(mapFit(logLikelihood, randomStream(seed, fitStream + known.length)));
    }
    return known.slice(0, count);
  };
}

/**
 * Hamiltonian Monte Carlo from the first fits.
 * @param {Start} start
 * @returns {Predictions & { chains: Float64Array[][] }} with the drawn functions of each chain: [4][100][n]
 */
function byHmc({ seed, x, fits, say }) {
  const { chains: count, burnIn, draws } = chainSettings;
  const logDensity = withGaussianPrior(gapLogLikelihood(gapPoints(seed)), gap.priorSigma);
  const chains = fits(count).map((fit, k) => {
    const start = fit.map((value) => value / gap.priorSigma);
    const options = {
      draws,
      burnIn,
      random: randomStream(seed, roads.hmc.stream + k),
      firstStepSize: 0.003,
    };
    const functions = [];
    for (const { index, position } of hmc(logDensity, start, options)) {
      say(() => `chain ${k + 1} of ${count}, transition ${index + burnIn + 1} of ${burnIn + draws}`);
      if (index >= 0) functions.push(gapFunction(inOwnUnit(position, gap.priorSigma), x));
    }
    return functions;
  });
  return { ...predictionsOf(chains.flat()), chains };
}

/**
 * Laplace's approximation around the first fit.
 * @param {Start} start
 * @param {typeof fullSpread} spreadOf
 */
function byLaplace({ seed, x, fits, random }, spreadOf) {
  const [fit = new Float64Array()] = fits(1);
  const network = gapNetwork();
  const jacobianAt = (/** @type {Float64Array} */ places) =>
    Array.from(places, (place) => {
      const slopes = new Float64Array(gap.parameters);
      network.forward(fit, place);
      network.addGradient(fit, 1, slopes);
      return slopes;
    });
  const precision = gaussNewtonPrecision(jacobianAt(gapPoints(seed).x), gap);
  return linearisedPredictions(gapFunction(fit, x), spreadOf(precision, jacobianAt(x)), random);
}

/**
 * Bayes by Backprop as BayesLinear does it: the means of a layer with n inputs begin uniform in +-1/sqrt(n).
 * @param {Start} start
 */
function byMeanField({ seed, x, random }) {
  const [first, second] = [1, 1 / Math.sqrt(gap.hidden)];
  const means = new Float64Array(gap.parameters).map(
    (_, i) => (i < 2 * gap.hidden ? first : second) * (2 * random.uniform() - 1),
  );
  const start = { means, sds: means.map(() => 0.1) };
  const settings = { steps: 5000, rates: /** @type {const} */ ([0.01, 0.001]), random };
  const fitted = meanField(gapLogLikelihood(gapPoints(seed)), gap.priorSigma, start, settings);
  return predictionsOf(Array.from({ length: drawCount }, () => gapFunction(drawFrom(fitted, random), x)));
}

/**
 * @param {Start} start
 * @param {number} count of the data
 */
function byDropout({ seed, x, random }, count) {
  const fit = mapFit(dropoutLogLikelihood(gapPoints(seed, count), random), random);
  return predictionsOf(Array.from({ length: drawCount }, () => gapFunction(withDropout(fit, random), x)));
}

/** @param {Start} start */
function byEnsemble({ x, fits }) {
  return predictionsOf(fits(10).map((fit) => gapFunction(fit, x)));
}
