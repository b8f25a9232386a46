import { expect } from 'vitest';
import type { Notebook } from '../../wire/notebook';
import oracles from '../oracles.json';
import { expectIrisTable } from './printed-iris-table';
import { printedNumbers, printedTable } from './printed-output';
import { expectSineTable } from './printed-sine-table';
import { printsWithin } from './stated/printed';
import { runClaims } from './stated/run-claims';

const iris = oracles.lecture_runs.iris_75_25_split_42_38_test_flowers;
const sine = oracles.lecture_runs.sine_1000_steps_kl_weight_1_over_step_plus_1;

/** Mean and standard deviation of 40 independent runs: four standard deviations hold every run of ours. */
const nearRuns = (value: number | undefined, [mean = 0, sd = 0]: number[]): void => {
  expect(Math.abs((value ?? Number.NaN) - mean)).toBeLessThanOrEqual(4 * sd);
};
const between = (value: number | undefined, [, , least = 0, most = 0]: number[]): void => {
  expect(value).toBeGreaterThanOrEqual(least - 5e-4); // printed to a tenth of a percent
  expect(value).toBeLessThanOrEqual(most + 5e-4);
};

/** Asserts that what a solved run printed lies where runs of independent implementations lay. */
export function expectLectureRuns(notebook: Notebook): void {
  const printed = (id: string) => printedNumbers(notebook, id);
  const [, , , , fifth, after = []] = printed('regular-fit'); // five steps, then "after 5 steps: 32 of 38 | …"
  between(fifth?.[0], iris.regular_5_steps_standardised);
  expect(after.slice(0, 3)).toEqual([5, Math.round(38 * (fifth?.[0] ?? Number.NaN)), 38]);
  const [five, fifty] = printed('centimetres-shown'); // "… after 5 steps: 26 of 38 | …"
  between((five?.[1] ?? Number.NaN) / 38, iris.regular_5_steps_unscaled);
  between((fifty?.[1] ?? Number.NaN) / 38, iris.regular_50_steps_unscaled);
  expect(printed('bayesian-fit')).toHaveLength(50);
  between(printed('bayesian-fit').at(-1)?.at(-1), iris.bayesian_50_steps_standardised_one_draw);
  expect(printed('posterior-predictive-shown')[0]?.[1]).toBeGreaterThanOrEqual(36);
  const [total = 0, aleatoric = 0, epistemic = 0] = printedTable(notebook, 'posterior-predictive-shown').map(
    ({ values: [entropy] }) => entropy,
  );
  expect(Math.abs(total - aleatoric - epistemic)).toBeLessThanOrEqual(0.0015 + 1e-9); // three digits each
  expect(printsWithin(epistemic, runClaims.iris.coldEpistemicAt50)).toBe(true);
  const disputed = printedTable(notebook, 'uncertain-flowers-shown');
  expect(disputed.map(({ name }) => name).filter((name) => !/^v(?:ersicolor|irginica)$/.test(name))).toEqual(
    [],
  );
  const disputes = disputed.map(({ values }) => values.at(-1) ?? Number.NaN);
  expect(disputes).toEqual([...disputes].sort((one, other) => other - one));
  expectIrisTable(printedTable(notebook, 'iris-elbo-table'));

  between(printed('lucky-draws')[1]?.at(-1), sine.rmse_to_sin_mean_of_10_outputs);
  const [left, inside, right] = printedTable(notebook, 'extrapolation-shown').map(({ values }) => values);
  nearRuns(inside?.[0], sine.mean_predictive_sd_2000_draws);
  expect(inside?.at(-1)).toBeGreaterThanOrEqual(0.95); // sin inside the band of 200 draws
  for (const outside of [left, right]) expect(outside?.[0]).toBeGreaterThan(inside?.[0] ?? Number.NaN);
  expectSineTable(printed('sine-elbo-training'), printedTable(notebook, 'sine-elbo-table'));
  nearRuns(printed('ensemble').at(-1)?.at(-1), sine.mean_predictive_sd_10_draws);
  const [one, ten, , thousand] = printedTable(notebook, 'comparison').map(({ values }) => values);
  expect(one?.[0]).toBe(one?.[1]);
  expect(one?.[2]).toBe(0);
  nearRuns(ten?.at(-1), sine.rmse_between_the_two_curves_10_draws);
  nearRuns(thousand?.at(-1), sine.rmse_between_the_two_curves_1000_draws);
}

/** Asserts what exact mathematics says about the cells that train nothing. */
export function expectExactNumbers(notebook: Notebook): void {
  const linear = oracles.exact_linear_regression;
  const [exact, meanField] = printedTable(notebook, 'exact-posterior-shown').map(({ values }) => values);
  const close = (found: number[] | undefined, wanted: number[]) => {
    expect(found).toHaveLength(wanted.length);
    wanted.forEach((value, index) => {
      // printed to three digits
      expect(Math.abs((found?.[index] ?? Number.NaN) - value)).toBeLessThanOrEqual(5e-4 + 1e-9);
    });
  };
  const spreads = (column: 0 | 1) =>
    (['3', '-3'] as const).map((x) => linear.f_sd_exact_vs_mean_field[x][column] ?? Number.NaN);
  close(exact, [...linear.posterior_mean, ...linear.posterior_sd, linear.correlation, ...spreads(0)]);
  close(meanField, [...linear.posterior_mean, ...linear.optimal_mean_field_sd, 0, ...spreads(1)]);

  // A million draws print these digits with a probability of 0.9998: statistics.test.ts derives it.
  const relu = oracles.mean_of_function_vs_function_of_mean.rows.slice(0, 2);
  expect(printedNumbers(notebook, 'jensen-shown').map((row) => row.slice(-2))).toEqual(
    relu.map((row) => [row[2], row[3]].map((value) => Number(Number(value).toFixed(2)))),
  );

  const [classes = [], flowers = []] = printedTable(notebook, 'softmax-axis-shown').map(({ cells }) => cells);
  expect(classes[0]).toBe('1.000 … 1.000');
  expect(flowers[0]).not.toContain('1.000');
  const probabilities = (classes[1] ?? '').split(' ').map((log) => Math.exp(Number(log)));
  expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 2);
  expect(flowers[1]).toBe('0.000 0.000 0.000');
  const [kept, drawn, thereAndBack] = printedNumbers(notebook, 'ensemble').map((row) => row.at(-1));
  expect([kept, thereAndBack]).toEqual([0, 0]);
  expect(drawn).toBeGreaterThan(0);
  expect(printedTable(notebook, 'permutation')[1]?.values).toEqual([0]);
  expect(printedNumbers(notebook, 'bayes-linear-calls').at(-1)?.at(-1)).toBeCloseTo(13.3069, 3);
}
