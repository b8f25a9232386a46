import { gap, gapFunction, gapLogLikelihood, gapPoints } from './gap-network.mjs';
import { at, meanOf } from './vector.mjs';

/** Where mean and spread are told by themselves: beyond the data, in them, at their edges and in the gap. */
const places = [-4, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 4];

/**
 * The posterior of the second lecture's network on the sine with a gap.
 * @param {number} seed of the data's noise
 * @returns {import('./posterior-numbers.mjs').Posterior}
 */
export function gapPosterior(seed) {
  const points = gapPoints(seed);
  const x = Float64Array.from([...points.x, ...places]); // [111]
  return {
    parameters: gap.parameters,
    priorSigma: gap.priorSigma,
    logLikelihood: gapLogLikelihood(points),
    statisticsOf(parameters) {
      const f = gapFunction(parameters, x);
      return Float64Array.from([...f, ...f.map((value) => value * value)]); // [222]
    },
    numbersOf: (means) => numbersOf(points.x.length, means),
  };
}

/**
 * @param {number} count of the data
 * @param {Float64Array} means over draws, of the function in the data and the places [111] and its square [111]
 */
function numbersOf(count, means) {
  const mean = means.subarray(0, count + places.length);
  const squares = means.subarray(mean.length);
  const sd = squares.map((square, i) => Math.sqrt(Math.max(0, square - at(mean, i) ** 2)));
  const atPlaces = (/** @type {string} */ what, /** @type {Float64Array} */ values) =>
    Object.fromEntries(places.map((place, k) => [`${what} at ${place}`, at(values, count + k)]));

  return {
    'mean sd in the data': meanOf(sd.subarray(0, count)),
    ...atPlaces('sd', sd),
    ...atPlaces('mean', mean),
  };
}
