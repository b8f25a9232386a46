import { gap } from './gap-network.mjs';

/**
 * New observations to judge a road by, spread evenly: 200 where the data are, over [-2.99, -1.01] and [1.01, 2.99], and
 * 200 in the gap, over [-0.99, 0.99].
 *
 * @param {import('./random-stream.mjs').RandomStream} random of the noise
 * @returns {import('./regression-network.mjs').Points} [400], those in the gap last
 */
export function gapObservations({ normal }) {
  const x = Float64Array.from([
    ...evenly(-2.99, -1.01, 100),
    ...evenly(1.01, 2.99, 100),
    ...evenly(-0.99, 0.99, 200),
  ]);
  return { x, y: x.map((value) => Math.sin(value) + gap.noiseSd * normal()) };
}

/** How many of the observations lie where the data are. */
export const observationsInData = 200;

/**
 * @param {number} from
 * @param {number} to
 * @param {number} count
 */
const evenly = (from, to, count) =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
