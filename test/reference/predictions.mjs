import { addScaled, at, dot } from './vector.mjs';

/** How many drawn functions a log score is computed from. */
const keptDraws = 200;

/**
 * What a posterior says of the function at n places.
 * @typedef {object} Predictions
 * @property {Float64Array} mean [n]
 * @property {Float64Array} sd of the function, without the noise: [n]
 * @property {Float64Array[]} draws of the function: [200][n], or fewer where there are no more
 */

/**
 * @param {Float64Array[]} functions drawn: [S][n]
 * @returns {Predictions} mean and standard deviation of all of them, that of the mixture: divided by S
 */
export function predictionsOf(functions) {
  const mean = new Float64Array(functions[0]?.length ?? 0);
  for (const f of functions) addScaled(mean, 1 / functions.length, f);
  const sd = mean.map((center, i) => {
    const squares = functions.reduce((sum, f) => sum + (at(f, i) - center) ** 2, 0);
    return Math.sqrt(squares / functions.length);
  });
  const every = functions.length / Math.min(keptDraws, functions.length);
  return { mean, sd, draws: functions.filter((_, i) => Math.floor((i + 1) / every) > Math.floor(i / every)) };
}

/**
 * @param {Float64Array} mean what the mode's function says: [n]
 * @param {Float64Array[]} spread of a function linear in normal parameters, see laplace.mjs: [n][d]
 * @param {import('./random-stream.mjs').RandomStream} random
 * @returns {Predictions} mean and standard deviation in closed form
 */
export function linearisedPredictions(mean, spread, { normal }) {
  const draws = Array.from({ length: keptDraws }, () => {
    const z = new Float64Array(spread[0]?.length ?? 0).map(normal);
    return mean.map((center, i) => center + dot(z, spread[i] ?? z.subarray(0, 0)));
  });
  return { mean, sd: Float64Array.from(spread, (row) => Math.sqrt(dot(row, row))), draws };
}
