import type { Matrix } from 'ml-matrix';
import { checkFloats } from './float-tensor';
import { linearAlgebra } from './platform';
import { randomNormal } from './random';
import * as tf from './tensorflow';

const action = 'sample the Gaussian';

/** How many vectors are drawn. */
export interface SampleGaussianOptions {
  /** Vectors to draw, an integer of at least 1; 100 by default. */
  numSamples?: number;
}

/**
 * Draws from N(0, precision^-1), where the precision, the inverse of the covariance, is what one knows: in the Laplace
 * approximation it is minus the Hessian of the log posterior at its mode (MacKay, "A Practical Bayesian Framework for
 * Backpropagation Networks", 1992, section 2.2), or its Gauss-Newton form. With the covariance L L^T, a draw is L times a
 * vector from N(0, I). The decomposition is done in float64, and takes a tenth of a second for some hundred parameters.
 *
 * @param precision [P, P], symmetric and positive definite, float32
 * @param options how many vectors are drawn
 * @returns [numSamples, P], from the library's seeded stream
 * @throws {TypeError} where `precision` is no float32 tensor [P, P], or is disposed
 * @throws {RangeError} where it is not finite, not symmetric to one in ten thousand of its largest entry, or not positive
 *   definite, or numSamples is no integer of at least 1
 * @example
 * const precision = tf.tensor2d([[4, 0], [0, 1]]); // standard deviations 0.5 and 1
 * sampleGaussian(precision, { numSamples: 1000 }); // [1000, 2]
 */
export function sampleGaussian(
  precision: tf.Tensor,
  { numSamples = 100 }: SampleGaussianOptions = {},
): tf.Tensor2D {
  checkFloats(action, 'precision', precision, [['P', 'P']]);
  checkFloats(action, 'precision', precision, [['P', `${precision.shape[0]}`]]);
  if (!Number.isInteger(numSamples) || numSamples < 1)
    throw new RangeError(`Cannot ${action}: numSamples must be an integer of at least 1, got ${numSamples}`);
  const root = rootOfInverse(precision.arraySync() as number[][]);
  return tf.tidy(() => {
    const standard = randomNormal<tf.Rank.R2>([numSamples, root.rows]);
    return tf.matMul<tf.Tensor2D>(standard, tf.tensor2d(root.to2DArray()), false, true);
  });
}

/** L of the covariance L L^T. */
function rootOfInverse(rows: number[][]): Matrix {
  const { CholeskyDecomposition, Matrix } = linearAlgebra();
  // Both sides of a diagonal exactly equal: rounding has set them apart.
  const symmetric = (matrix: Matrix) => Matrix.add(matrix, matrix.transpose()).mul(0.5);
  const precision = new Matrix(rows);
  const largest = precision.to1DArray().reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!Number.isFinite(largest))
    throw new RangeError(`Cannot ${action}: precision must be finite, got ${largest}`);
  const apart = Matrix.sub(precision, precision.transpose()).max();
  if (apart > 1e-4 * largest)
    throw new RangeError(`Cannot ${action}: precision must be symmetric, got entries ${apart} apart`);
  const cholesky = new CholeskyDecomposition(symmetric(precision));
  if (!cholesky.isPositiveDefinite())
    throw new RangeError(`Cannot ${action}: precision must be positive definite, got one that is not`);
  const covariance = cholesky.solve(Matrix.eye(precision.rows));
  return new CholeskyDecomposition(symmetric(covariance)).lowerTriangularMatrix;
}
