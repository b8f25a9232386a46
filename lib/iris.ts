import { irisRows } from './iris-data';

/** Fisher's iris data. */
export interface Iris {
  /** Sepal length, sepal width, petal length and petal width in cm: [150][4]. */
  x: number[][];
  /** The species, an index into `targetNames`: [150], fifty of each in order. */
  y: number[];
  /** What the columns of `x` are: [4], with their unit. */
  featureNames: string[];
  /** The species: [3]. */
  targetNames: string[];
}

/**
 * Loads Fisher's irises ("The Use of Multiple Measurements in Taxonomic Problems", 1936), the same numbers in the same
 * order as scikit-learn's `load_iris`.
 *
 * @returns a new copy at each call
 * @example
 * const { x, y, targetNames } = loadIris(); // 150 flowers of 4 features, their species, the 3 names
 * y.map((species) => targetNames[species]); // 'setosa' 50 times, then 'versicolor', then 'virginica'
 */
export function loadIris(): Iris {
  return {
    x: irisRows.map((row) => row.split(',').map(Number)),
    y: irisRows.map((_, i) => Math.floor(i / 50)),
    featureNames: ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)'],
    targetNames: ['setosa', 'versicolor', 'virginica'],
  };
}
