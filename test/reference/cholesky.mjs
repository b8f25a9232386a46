import { at, dot } from './vector.mjs';

/**
 * The lower triangle L with L L^T = A (Golub and Van Loan, "Matrix Computations", section 4.2).
 *
 * @param {Float64Array[]} matrix A, symmetric and positive definite: its rows [d][d], of which the lower half is read
 * @returns {Float64Array[]} row i of L up to its diagonal: [i + 1]
 */
export function cholesky(matrix) {
  /** @type {Float64Array[]} */
  const lower = [];
  matrix.forEach((row, i) => {
    const own = new Float64Array(i + 1);
    lower.forEach((other, j) => {
      own[j] = (at(row, j) - dot(other.subarray(0, j), own)) / at(other, j);
    });
    own[i] = Math.sqrt(at(row, i) - dot(own, own));
    lower.push(own);
  });
  return lower;
}

/**
 * @param {Float64Array[]} lower L, from `cholesky`
 * @param {Float64Array} vector b: [d]
 * @returns {Float64Array} x with L x = b: [d]
 */
export function solveLower(lower, vector) {
  const x = new Float64Array(vector.length);
  lower.forEach((row, i) => {
    x[i] = (at(vector, i) - dot(row.subarray(0, i), x)) / at(row, i);
  });
  return x;
}
