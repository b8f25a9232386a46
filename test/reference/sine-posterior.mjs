import {
  regression,
  regressionFunction,
  regressionLogLikelihood,
  sinePoints,
} from './regression-network.mjs';
import { at, meanOf } from './vector.mjs';

/** Where the spread is told by itself: in the data, which end at 3, at their edge and beyond. */
const places = [-4, -3.4, -2, 0, 2, 3.4, 4, 6];

/**
 * The posterior of the lecture's regression network on the sine.
 * @param {number} seed of the data's noise
 * @returns {import('./posterior-numbers.mjs').Posterior}
 */
export function sinePosterior(seed) {
  const points = sinePoints(seed);
  const x = Float64Array.from([...points.x, ...places]); // [508]
  return {
    parameters: regression.parameters,
    priorSigma: regression.priorSigma,
    logLikelihood: regressionLogLikelihood(points),
    statisticsOf(parameters) {
      const f = regressionFunction(parameters, x);
      return Float64Array.from([...f, ...f.map((value) => value * value)]); // [1016]
    },
    numbersOf: (means) => numbersOf(points, means),
  };
}

/**
 * @param {import('./regression-network.mjs').Points} points
 * @param {Float64Array} means over draws, of the function [508] and its square [508]
 */
function numbersOf({ x, y }, means) {
  const mean = means.subarray(0, x.length + places.length);
  const squares = means.subarray(mean.length);
  const sd = squares.map((square, i) => Math.sqrt(Math.max(0, square - at(mean, i) ** 2)));
  const predictiveSd = sd.map((epistemic) => Math.hypot(epistemic, regression.noiseSd));
  const sine = x.map(Math.sin);
  const shareInside = (/** @type {Float64Array} */ values, /** @type {number} */ width, band = sd) =>
    meanOf(values.map((value, i) => Number(Math.abs(value - at(mean, i)) <= width * at(band, i))));

  return {
    'mean sd in the data': meanOf(sd.subarray(0, x.length)),
    ...Object.fromEntries(places.map((place, k) => [`sd at ${place}`, at(sd, x.length + k)])),
    'RMSE to the sine': Math.sqrt(meanOf(sine.map((value, i) => (value - at(mean, i)) ** 2))),
    'sine inside 3 sd': shareInside(sine, 3),
    'observations inside 3 sd': shareInside(y, 3),
    'observations inside the predictive 95 %': shareInside(y, 1.96, predictiveSd),
  };
}
