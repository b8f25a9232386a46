import { readFileSync } from 'node:fs';
import { meanOf } from './vector.mjs';

/**
 * The 38 flowers that scikit-learn's `train_test_split` with `random_state=42` holds out of 150:
 * `numpy.random.RandomState(42).permutation(150)[:38]`.
 */
const testRows = [
  73, 18, 118, 78, 76, 31, 64, 141, 68, 82, 110, 12, 36, 9, 19, 56, 104, 69, 55, 132, 29, 127, 26, 128, 131,
  145, 108, 143, 45, 30, 22, 15, 65, 11, 42, 146, 51, 27,
];

/** @typedef {{ features: Float64Array, species: number }} Flower its four lengths, scaled, and 0, 1 or 2 */

/**
 * The lecture's irises, scaled by the training flowers' mean and population standard deviation. The numbers are read
 * from the text of the library's table: its code would have to be compiled first.
 *
 * @returns {{ train: Flower[], test: Flower[] }} 112 and 38 flowers
 * @throws {RangeError} where the table does not hold 150 rows of four
 */
export function irisFlowers() {
  const table = readFileSync(new URL('../../lib/iris-data.ts', import.meta.url), 'utf8');
  const rows = [...table.matchAll(/^ *'([\d.,]+)',$/gm)].map(([, row = '']) => row.split(',').map(Number));
  if (rows.length !== 150 || rows.some((row) => row.length !== 4)) {
    throw new RangeError(
      `Cannot read lib/iris-data.ts: it must hold 150 rows of four, got ${rows.length} rows`,
    );
  }
  const trainRows = rows.map((_, i) => i).filter((i) => !testRows.includes(i));
  const scales = [0, 1, 2, 3].map((k) => {
    const column = trainRows.map((i) => rows[i]?.[k] ?? Number.NaN);
    const mean = meanOf(column);
    return { mean, sd: Math.sqrt(meanOf(column.map((value) => (value - mean) ** 2))) };
  });
  const flower = (/** @type {number} */ i) => ({
    features: Float64Array.from(scales, ({ mean, sd }, k) => ((rows[i]?.[k] ?? Number.NaN) - mean) / sd),
    species: Math.floor(i / 50),
  });
  return { train: trainRows.map(flower), test: testRows.map(flower) };
}
