/** What the samplers and the networks do with vectors of float64; written in place, for it is done a million times. */

/**
 * @param {Float64Array} vector
 * @param {number} index
 * @returns {number} the entry; NaN where there is none, which then shows in every result
 */
export const at = (vector, index) => vector[index] ?? Number.NaN;

/**
 * target += factor * vector
 * @param {Float64Array} target [n], written
 * @param {number} factor
 * @param {Float64Array} vector [n]
 */
export function addScaled(target, factor, vector) {
  for (let i = 0; i < target.length; i++) target[i] = at(target, i) + factor * at(vector, i);
}

/**
 * @param {Float64Array} a [n]
 * @param {Float64Array} b [n]
 * @returns {number} the sum of a * b
 */
export function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += at(a, i) * at(b, i);
  return sum;
}

/**
 * @param {Iterable<number>} values
 * @returns {number} their mean
 */
export function meanOf(values) {
  let [sum, count] = [0, 0];
  for (const value of values) [sum, count] = [sum + value, count + 1];
  return sum / count;
}

/**
 * @param {Float64Array} vector [parts * n]
 * @param {number} n
 * @returns {Float64Array[]} its parts of n entries each, not copied
 */
export const partsOf = (vector, n) =>
  Array.from({ length: vector.length / n }, (_, k) => vector.subarray(k * n, (k + 1) * n));
