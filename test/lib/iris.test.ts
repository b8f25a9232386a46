import { loadIris, setSeed, trainTestSplit } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import oracles from '../oracles.json';

const { iris: oracle } = oracles;

describe('loadIris()', () => {
  const { x, y, featureNames, targetNames } = loadIris();

  test("is scikit-learn's edition: 150 rows, its column means, its rows 34 and 37", () => {
    expect(x).toHaveLength(150);
    expect(featureNames).toHaveLength(4);
    oracle.column_means.forEach((mean, j) => {
      expect(x.reduce((sum, row) => sum + row[j]!, 0) / 150).toBeCloseTo(mean, 6);
    });
    expect([x[34], x[37]]).toEqual([oracle.row_34, oracle.row_37]);
    expect([0, 1, 2].map((k) => y.filter((label) => label === k).length)).toEqual([50, 50, 50]);
    expect(targetNames).toEqual(['setosa', 'versicolor', 'virginica']);
  });

  test('gives a new copy at each call', () => {
    loadIris().x[0]![0] = 99;
    expect(loadIris().x[0]![0]).toBe(5.1);
  });
});

describe('trainTestSplit()', () => {
  const { x, y } = loadIris();
  const split = oracle.train_test_split_random_state_42;

  test("gives scikit-learn's rows for random_state 42", () => {
    const { xTrain, xTest, yTrain, yTest } = trainTestSplit(x, y, { testSize: 0.25, randomState: 42 });
    expect([xTrain.length, xTest.length, yTrain.length, yTest.length]).toEqual([112, 38, 112, 38]);
    expect(yTest.join('')).toBe(split['y_test_0.25']);
    expect(xTest[0]).toEqual(split.X_test_first_row);
    const rows = Array.from({ length: 150 }, (_, i) => i);
    expect(trainTestSplit(rows, rows, { randomState: 42 }).xTest.slice(0, 10)).toEqual(
      split.permutation_starts,
    );
  });

  test('is a partition: every row once, features with their label, whatever the size and the seed', () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), share, fc.nat(), (n, testSize, randomState) => {
        const tests = Math.ceil(n * testSize); // scikit-learn rounds up, too
        fc.pre(tests < n);
        const rows = Array.from({ length: n }, (_, i) => i);
        const labels = rows.map((i) => `label ${i}`);
        const { xTrain, xTest, yTrain, yTest } = trainTestSplit(rows, labels, { testSize, randomState });
        expect(xTest).toHaveLength(tests);
        expect([...xTrain, ...xTest].sort((a, b) => a - b)).toEqual(rows);
        expect([...yTrain, ...yTest]).toEqual([...xTrain, ...xTest].map((i) => `label ${i}`));
      }),
      { seed: 1 },
    );
  });

  test("without a seed of its own it draws from the library's stream", () => {
    const draw = () => trainTestSplit(x, y).yTest.join('');
    setSeed(5);
    const first = draw();
    expect(draw()).not.toBe(first);
    setSeed(5);
    expect(draw()).toBe(first);
  });

  test('rejects unequal lengths, bad sizes and seeds', () => {
    expect(() => trainTestSplit([1, 2], [1])).toThrow(
      new TypeError('Cannot split the rows: x and y must be arrays of one length, got 2 rows and 1 rows'),
    );
    expect(() => trainTestSplit(x, undefined as unknown as number[])).toThrow(TypeError);
    for (const testSize of [0, 1, -0.1, Number.NaN, 0.999])
      expect(() => trainTestSplit(x, y, { testSize })).toThrow(RangeError);
    expect(() => trainTestSplit([], [])).toThrow(RangeError);
    expect(() => trainTestSplit(x, y, { randomState: -1 })).toThrow(RangeError);
  });
});
