import { at } from './vector.mjs';

/** The paper's own settings. */
const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

/** The share of the steps that is taken at the first rate, to arrive; the rest, at the second, is to come to rest. */
const firstShare = 0.7;

/**
 * Climbs a log density by Adam (Kingma and Ba, ICLR 2015, algorithm 1).
 *
 * @param {import('./leapfrog.mjs').LogDensity} logDensity may be another one at each step, as a noisy estimate is
 * @param {Float64Array} start [d], left as it is
 * @param {{ steps: number, rates: readonly [first: number, last: number] }} settings how long a step is: the first in 70 %
 *   of the steps, then the last
 * @returns {Float64Array} where it comes to: [d]
 */
export function adam(logDensity, start, { steps, rates: [first, last] }) {
  const position = start.slice();
  const [gradient, mean, square] = [start.slice(), start.slice().fill(0), start.slice().fill(0)];
  for (let step = 1; step <= steps; step++) {
    logDensity(position, gradient);
    const rate = step <= firstShare * steps ? first : last;
    const [meanShare, squareShare] = [1 - beta1 ** step, 1 - beta2 ** step]; // of the averages that is not yet their 0
    for (let i = 0; i < position.length; i++) {
      const slope = at(gradient, i);
      mean[i] = beta1 * at(mean, i) + (1 - beta1) * slope;
      square[i] = beta2 * at(square, i) + (1 - beta2) * slope * slope;
      const root = Math.sqrt(at(square, i) / squareShare);
      position[i] = at(position, i) + (rate * at(mean, i)) / meanShare / (root + epsilon);
    }
  }
  return position;
}
