import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { RandomState } from '../../../lib/random-state';

/** Noisy observations and what is to be believed after them. */
export interface PosteriorFunctions {
  /** Where functions are known, in rising order. */
  grid: number[];
  data: { x: number; y: number }[];
  mean: number[];
  /** The standard deviation of the function's value, without noise. */
  sd: number[];
  /** Whole functions from the posterior. */
  samples: number[][];
}

const noise = 0.1;
const lengthScale = 0.85;
const end = 4.2;

/**
 * The exact posterior of a Gaussian process around noisy samples of a sine that are missing in the middle (Rasmussen and
 * Williams, "Gaussian Processes for Machine Learning", 2006, equations 2.23 and 2.24).
 *
 * @param points of the grid
 * @param count how many functions are drawn
 */
export function posteriorFunctions(points: number, count: number): PosteriorFunctions {
  const random = new RandomState(42);
  const grid = Array.from({ length: points }, (_, i) => -end + (2 * end * i) / (points - 1));
  const side = Array.from({ length: 15 }, (_, i) => 1.25 + (1.85 * i) / 14);
  const x = [...side.map((at) => -at).reverse(), ...side];
  const y = [...random.normals(x.length)].map((normal, i) => Math.sin(x[i]!) + noise * normal);

  const ofData = new CholeskyDecomposition(
    Matrix.add(kernel(x, x), Matrix.eye(x.length, x.length, noise ** 2)),
  );
  const across = kernel(grid, x); //                                               [points, data]
  const mean = across.mmul(ofData.solve(Matrix.columnVector(y))); //               [points, 1]
  const rounded = Matrix.sub(kernel(grid, grid), across.mmul(ofData.solve(across.transpose())));
  const covariance = Matrix.add(rounded, rounded.transpose()).mul(0.5); // rounding has set its two sides apart
  const root = new CholeskyDecomposition(
    Matrix.add(covariance, Matrix.eye(points, points, 1e-6)), // and else makes it indefinite
  ).lowerTriangularMatrix;
  const draw = () => Matrix.add(mean, root.mmul(Matrix.columnVector([...random.normals(points)])));
  return {
    grid,
    data: x.map((at, i) => ({ x: at, y: y[i]! })),
    mean: mean.to1DArray(),
    sd: covariance.diagonal().map((variance) => Math.sqrt(Math.max(variance, 0))),
    samples: Array.from({ length: count }, () => draw().to1DArray()),
  };
}

/** The covariance of a function's values at two lists of places: smooth functions of about the size 1. */
function kernel(a: number[], b: number[]): Matrix {
  return new Matrix(a.map((x) => b.map((y) => Math.exp(-((x - y) ** 2) / (2 * lengthScale ** 2)))));
}
