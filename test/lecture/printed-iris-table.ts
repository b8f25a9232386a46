import { expect } from 'vitest';
import oracles from '../oracles.json';
import type { PrintedRow } from './printed-output';
import { irisElboWeight } from './stated/network-numbers';
import { prints, printsWithin } from './stated/printed';
import { runClaims } from './stated/run-claims';

const split = oracles.lecture_runs.iris_75_25_split_42_38_test_flowers;
const { iris: exact, by_test_reference: reference } = oracles.posterior_reference;
const claims = runClaims.iris;

/** Asserts that each row of the irises' trainings has the settings it is of, and what the text says of it. */
export function expectIrisTable(rows: PrintedRow[]): void {
  const elbo = Number(irisElboWeight().toFixed(2));
  const settings = rows.map(({ values }) => values.slice(0, 3));
  const none = Number.NaN;
  expect(settings).toEqual([
    [0.01, 0.1, 50], // centimetres
    [0.01, 0.1, 50],
    [elbo, 0.1, 500],
    [none, 0.1, none], // exact
    [elbo, 1, 500],
    [elbo, 1, 4000],
    [none, 1, none],
  ]);
  const results = rows.map(
    ({ values: [, , , accuracy = none, nll = none, maxP = none, epistemic = none] }) => ({
      accuracy,
      nll,
      maxP,
      epistemic,
    }),
  );
  const [centimetres, cold, tight, exactTight, early, late, exactWide] = results as [
    Result,
    Result,
    Result,
    Result,
    Result,
    Result,
    Result,
  ];

  const [, , least = none, most = none] = split.bayesian_50_steps_unscaled_mean_softmax_of_100_draws;
  expect(centimetres.accuracy).toBeGreaterThanOrEqual(least - 5e-4); // printed to a tenth of a percent
  expect(centimetres.accuracy).toBeLessThanOrEqual(most + 5e-4);
  expect(centimetres.nll).toBeGreaterThan(3 * cold.nll); // "far behind"
  expect(cold.accuracy).toBeGreaterThanOrEqual(36 / 38 - 5e-4);
  expect(prints(cold.nll, claims.coldNllAt50)).toBe(true);
  expect(printsWithin(cold.epistemic, claims.coldEpistemicAt50)).toBe(true);

  expect(Math.abs(tight.nll - Number(claims.tightNllAt500))).toBeLessThan(0.033); // statistics.full.test.ts
  expect(tight.nll).toBeLessThan(Math.log(3));
  expect(printsWithin(early.accuracy, claims.accuracyAt500)).toBe(true);
  expect(early.nll).toBeGreaterThan(cold.nll); // "looks worse than the cold one"
  expect(late.accuracy).toBeGreaterThanOrEqual(37 / 38 - 5e-4); // "or miss a single flower"
  expect(printsWithin(late.nll, claims.nllAt4000)).toBe(true);

  expectExact(exactTight, exact['exact_prior_0.1'], reference['iris_prior_0.1'].epistemic);
  expectExact(exactWide, exact.exact_prior_1, reference.iris_prior_1.epistemic);
}

interface Result {
  accuracy: number;
  nll: number;
  maxP: number;
  epistemic: number;
}

/** The row of an exact posterior is a constant of the cell: it is the oracle's, as printed to three digits. */
function expectExact(
  row: Result,
  oracle: { test_accuracy: number[]; test_nll: number[]; mean_max_p: number[] },
  epistemic: number[],
): void {
  const within = (value: number, ends: number[]) => {
    expect(value).toBeGreaterThanOrEqual(Math.min(...ends) - 0.0005 - 1e-9);
    expect(value).toBeLessThanOrEqual(Math.max(...ends) + 0.0005 + 1e-9);
  };
  within(row.accuracy, oracle.test_accuracy);
  within(row.nll, oracle.test_nll);
  within(row.maxP, oracle.mean_max_p);
  within(row.epistemic, epistemic);
}
