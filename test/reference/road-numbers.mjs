import { gap } from './gap-network.mjs';
import { gapObservations, observationsInData } from './gap-observations.mjs';
import { fitsOf, roads } from './gap-roads.mjs';
import { coverage, logScore } from './predictive-scores.mjs';
import { randomStream } from './random-stream.mjs';
import { splitRhat } from './split-r-hat.mjs';
import { at } from './vector.mjs';

/** @typedef {keyof typeof roads} RoadName */

/** @typedef {{ seed: number, roads: Partial<Record<RoadName, Record<string, number>>> }} Run of one seed */

/** Where the function's mean and spread are told: in the data and in the middle of the gap. */
const places = [-2, 0];

/** The stream that the new observations' noise is drawn from; those of the roads stand in gap-roads.mjs. */
const observationStream = 5;

/**
 * Walks roads to the posterior of the gap's network, and says of each how wide it is and how well it predicts.
 *
 * @param {number} seed of the data and of all that is drawn
 * @param {RoadName[]} names
 * @param {(words: () => string) => void} [say] how far it is
 * @returns {Run}
 */
export function roadNumbers(seed, names, say = () => {}) {
  const observations = gapObservations(randomStream(seed, observationStream));
  const x = Float64Array.from([...places, ...observations.x]);
  const fits = fitsOf(seed, (words) => say(() => `seed ${seed}, ${words()}`));

  const numbers = names.map((name) => {
    const sayOfRoad = (/** @type {() => string} */ words) => say(() => `seed ${seed}, ${name}, ${words()}`);
    const { stream, predict } = roads[name];
    const predictions = predict({ seed, x, fits, random: randomStream(seed, stream), say: sayOfRoad });
    return [name, numbersOf(predictions, observations)];
  });
  return { seed, roads: Object.fromEntries(numbers) };
}

/**
 * @param {import('./predictions.mjs').Predictions & { chains?: Float64Array[][] }} predictions at the places, then at the
 *   observations
 * @param {import('./regression-network.mjs').Points} observations
 * @returns {Record<string, number>}
 */
function numbersOf({ mean, sd, draws, chains }, { y }) {
  const scoresIn = (/** @type {string} */ part, /** @type {number} */ from, /** @type {number} */ to) => {
    const [own, there] = [
      y.subarray(from, to),
      /** @type {const} */ ([places.length + from, places.length + to]),
    ];
    const band = { mean: mean.subarray(...there), sd: sd.subarray(...there) };
    const functions = draws.map((f) => f.subarray(...there));
    return {
      [`log score in the ${part}`]: logScore(functions, own, gap.noiseSd),
      [`coverage of 0.5 in the ${part}`]: coverage(band, own, gap.noiseSd, 0.5),
      [`coverage of 0.9 in the ${part}`]: coverage(band, own, gap.noiseSd, 0.9),
    };
  };
  return {
    'sd at -2': at(sd, 0),
    'sd at 0': at(sd, 1),
    'mean at 0': at(mean, 1),
    ...scoresIn('data', 0, observationsInData),
    ...scoresIn('gap', observationsInData, y.length),
    ...(chains && { 'R-hat of f(0)': splitRhat(chains.map((functions) => functions.map((f) => at(f, 1)))) }),
  };
}
