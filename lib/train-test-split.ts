import { libraryStream } from './random';
import { RandomState } from './random-state';

/** The options of `trainTestSplit`. */
export interface SplitOptions {
  /** The part of the rows that is held out for the test, between 0 and 1. Default 0.25. */
  testSize?: number;
  /** Seed of the shuffle, 0 to 2^32 - 1. Default: the library's stream, see `setSeed`. */
  randomState?: number;
}

/** Rows for training and rows held out. */
export interface Split<X, Y> {
  /** The training rows of `x`. */
  xTrain: X[];
  /** The rows of `x` that are held out. */
  xTest: X[];
  /** The entries of `y` that belong to `xTrain`. */
  yTrain: Y[];
  /** The entries of `y` that belong to `xTest`. */
  yTest: Y[];
}

/**
 * Shuffles rows and splits them: the same rows, in the same order, as scikit-learn's `train_test_split` with the
 * same `random_state`.
 *
 * @param x one entry a row
 * @param y as many entries
 * @param options how many rows to hold out, and the seed
 * @returns the rows in shuffled order; each row of `x` stays with its entry of `y`
 * @throws {TypeError} where x and y are not arrays of one length
 * @throws {RangeError} where testSize is not between 0 and 1, or leaves a side without rows
 * @example
 * const { x, y } = loadIris();
 * const { xTrain, xTest } = trainTestSplit(x, y, { randomState: 42 }); // 112 and 38 rows
 */
export function trainTestSplit<X, Y>(x: X[], y: Y[], options: SplitOptions = {}): Split<X, Y> {
  const { testSize = 0.25, randomState } = options;
  if (!Array.isArray(x) || !Array.isArray(y) || x.length !== y.length) {
    const lengths = [x, y]
      .map((rows) => (Array.isArray(rows) ? `${rows.length} rows` : typeof rows))
      .join(' and ');
    throw new TypeError(`Cannot split the rows: x and y must be arrays of one length, got ${lengths}`);
  }
  const tests = Math.ceil(x.length * testSize);
  if (!(testSize > 0 && testSize < 1) || tests >= x.length) {
    throw new RangeError(
      `Cannot split ${x.length} rows: testSize must be between 0 and 1 and leave rows on both sides, got ${testSize}`,
    );
  }
  const stream = randomState === undefined ? libraryStream() : new RandomState(randomState);
  const order = stream.permutation(x.length);
  const take = <T>(rows: T[], from: number, to?: number) => order.slice(from, to).map((i) => rows[i]!);
  return {
    xTrain: take(x, tests),
    xTest: take(x, 0, tests),
    yTrain: take(y, tests),
    yTest: take(y, 0, tests),
  };
}
