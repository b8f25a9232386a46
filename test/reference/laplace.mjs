import { cholesky, solveLower } from './cholesky.mjs';
import { addScaled, at } from './vector.mjs';

/**
 * Laplace's approximation of a posterior around its mode by the Gauss-Newton matrix, which takes the function for linear
 * in the parameters there (MacKay, Neural Computation 4(3), 1992; linearised predictions: Immer et al., AISTATS 2021).
 *
 * A spread of the function at n places is a matrix [n][d]: it times a z of N(0, I) is a draw of the function's deviation
 * from the mode's, and the length of a row is the standard deviation at its place.
 */

/**
 * @param {Float64Array[]} jacobian the function's gradients in the parameters at the data: [N][d]
 * @param {{ noiseSd: number, priorSigma: number }} model
 * @returns {Float64Array[]} J^T J / noiseSd^2 + I / priorSigma^2: [d][d]
 */
export function gaussNewtonPrecision(jacobian, { noiseSd, priorSigma }) {
  const d = jacobian[0]?.length ?? 0;
  const rows = Array.from({ length: d }, (_, i) => new Float64Array(d).fill(0).with(i, priorSigma ** -2));
  for (const slopes of jacobian)
    rows.forEach((row, i) => addScaled(row, at(slopes, i) / noiseSd ** 2, slopes));
  return rows;
}

/**
 * @param {Float64Array[]} precision [d][d]
 * @param {Float64Array[]} jacobian at the places that are asked for: [n][d]
 * @returns {Float64Array[]} the spread there under N(mode, precision^-1): [n][d]
 */
export function fullSpread(precision, jacobian) {
  const lower = cholesky(precision);
  return jacobian.map((slopes) => solveLower(lower, slopes));
}

/**
 * @param {Float64Array[]} precision [d][d]
 * @param {Float64Array[]} jacobian [n][d]
 * @returns {Float64Array[]} the same where all but the diagonal of the precision is thrown away: [n][d]
 */
export function diagonalSpread(precision, jacobian) {
  const sd = Float64Array.from(precision, (row, i) => 1 / Math.sqrt(at(row, i)));
  return jacobian.map((slopes) => slopes.map((slope, i) => slope * at(sd, i)));
}
