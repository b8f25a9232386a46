import { IRIS_ROWS } from './iris-data';

/** Fisher's iris data. */
export interface Iris {
  /** Sepal length, sepal width, petal length and petal width in cm: [150][4]. */
  x: number[][];
  /** The species, an index into `targetNames`: [150], fifty of each in order. */
  y: number[];
  featureNames: string[];
  targetNames: string[];
}

/** Loads Fisher's irises, the same numbers in the same order as scikit-learn's `load_iris`; a new copy at each call. */
export function loadIris(): Iris {
  return {
    x: IRIS_ROWS.map((row) => row.split(',').map(Number)),
    y: IRIS_ROWS.map((_, i) => Math.floor(i / 50)),
    featureNames: ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)'],
    targetNames: ['setosa', 'versicolor', 'virginica'],
  };
}
