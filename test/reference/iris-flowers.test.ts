import { loadIris, trainTestSplit } from 'bayes-notebooks';
import { expect, test } from 'vitest';
import { type Flower, irisFlowers } from './iris-flowers.mjs';

test("irisFlowers() are the library's flowers in scikit-learn's split, scaled by the training rows", () => {
  const { x, y } = loadIris();
  const split = trainTestSplit(x, y, { testSize: 0.25, randomState: 42 });
  const means = x[0]!.map((_, k) => split.xTrain.reduce((sum, row) => sum + row[k]!, 0) / 112);
  const sds = means.map((mean, k) =>
    Math.sqrt(split.xTrain.reduce((sum, row) => sum + (row[k]! - mean) ** 2, 0) / 112),
  );
  const rows = (features: number[][], species: number[]) =>
    features.map((row, i) =>
      [...row.map((value, k) => ((value - means[k]!) / sds[k]!).toFixed(9)), species[i]].join(' '),
    );
  const ownRows = (flowers: Flower[]) =>
    flowers.map((flower) =>
      [...Array.from(flower.features, (value) => value.toFixed(9)), flower.species].join(' '),
    );

  const { train, test: held } = irisFlowers();
  expect(ownRows(held)).toEqual(rows(split.xTest, split.yTest));
  expect(ownRows(train).sort()).toEqual(rows(split.xTrain, split.yTrain).sort());
});
