import { addScaled, dot } from './vector.mjs';

/**
 * The logarithm of a density, up to a constant: returns it, and writes its gradient into the second argument.
 * @typedef {(position: Float64Array, gradient: Float64Array) => number} LogDensity
 */

/**
 * A place in phase space, with what the log density says there.
 * @typedef {object} Phase
 * @property {Float64Array} position [d]
 * @property {Float64Array} momentum [d]
 * @property {Float64Array} gradient of the log density at the position: [d]
 * @property {number} value the log density at the position
 */

/**
 * @param {LogDensity} logDensity
 * @param {Float64Array} position [d]; kept, not copied
 * @returns {Phase} at rest
 */
export function phaseAt(logDensity, position) {
  const [momentum, gradient] = [new Float64Array(position.length), new Float64Array(position.length)];
  return { position, momentum, gradient, value: logDensity(position, gradient) };
}

/**
 * Follows Hamilton's equations for unit masses by the leapfrog scheme, which can be walked backwards and keeps volumes
 * (Neal, "MCMC using Hamiltonian dynamics", arXiv 1206.1901, section 2.3); its energy is wrong by O(stepSize^2).
 *
 * @param {LogDensity} logDensity
 * @param {Phase} from left as it is
 * @param {number} stepSize
 * @param {number} steps
 * @returns {Phase} where it leads
 */
export function leapfrog(logDensity, from, stepSize, steps) {
  const position = from.position.slice();
  const momentum = from.momentum.slice();
  const gradient = from.gradient.slice();
  let { value } = from;
  for (let step = 0; step < steps; step++) {
    addScaled(momentum, stepSize / 2, gradient);
    addScaled(position, stepSize, momentum);
    value = logDensity(position, gradient);
    addScaled(momentum, stepSize / 2, gradient);
  }
  return { position, momentum, gradient, value };
}

/**
 * @param {Phase} phase
 * @returns {number} the Hamiltonian: kinetic energy minus log density
 */
export const energy = ({ momentum, value }) => dot(momentum, momentum) / 2 - value;
