import { expect } from 'vitest';
import { type Notebook, textOf } from '../../wire/notebook';
import oracles from '../oracles.json';

const iris = oracles.lecture_runs.iris_75_25_split_42_38_test_flowers;
const sine = oracles.lecture_runs.sine_1000_steps_kl_weight_1_over_step_plus_1;

/** The numbers that a cell printed, line by line; percentages as shares. */
export function printedNumbers(notebook: Notebook, id: string): number[][] {
  const outputs = notebook.cells.find((cell) => cell.id === id)?.outputs ?? [];
  const text = outputs.map((output) => (output.output_type === 'stream' ? textOf(output.text) : '')).join('');
  return text
    .split('\n')
    .map((line) =>
      [...line.matchAll(/-?\d+(?:\.\d+)?(%?)/g)].map(
        (match) => Number.parseFloat(match[0]) / (match[1] ? 100 : 1),
      ),
    )
    .filter((numbers) => numbers.length > 0);
}

/** Mean and standard deviation of 40 independent runs: four standard deviations hold every run of ours. */
const nearRuns = (value: number | undefined, [mean = 0, sd = 0]: number[]): void => {
  expect(Math.abs((value ?? Number.NaN) - mean)).toBeLessThanOrEqual(4 * sd);
};
const between = (value: number | undefined, [, , least = 0, most = 0]: number[]): void => {
  expect(value).toBeGreaterThanOrEqual(least - 5e-4); // printed to a tenth of a percent
  expect(value).toBeLessThanOrEqual(most + 5e-4);
};

/** Asserts that what a solved run printed lies where 40 runs of an independent implementation lay. */
export function expectLectureRuns(notebook: Notebook): void {
  const printed = (id: string) => printedNumbers(notebook, id);
  between(printed('regular-fit').at(-1)?.[0], iris.regular_5_steps_standardised);
  const [five, fifty] = printed('centimetres-shown');
  between(five?.at(-1), iris.regular_5_steps_unscaled);
  between(fifty?.at(-1), iris.regular_50_steps_unscaled);
  expect(printed('bayesian-fit')).toHaveLength(50);
  between(printed('bayesian-fit').at(-1)?.at(-1), iris.bayesian_50_steps_standardised_one_draw);
  expect(printed('posterior-predictive-shown')[0]?.[1]).toBeGreaterThanOrEqual(36);
  const [standardised, centimetres] = printed('iris-elbo-table').slice(-5);
  expect(standardised?.[4]).toBeGreaterThanOrEqual(36 / 38 - 5e-4);
  between(centimetres?.[4], iris.bayesian_50_steps_unscaled_mean_softmax_of_100_draws);

  between(printed('lucky-draws')[1]?.at(-1), sine.rmse_to_sin_mean_of_10_outputs);
  nearRuns(printed('extrapolation-shown')[0]?.[2], sine.mean_predictive_sd_2000_draws);
  expect(printed('extrapolation-shown')[0]?.at(-1)).toBeGreaterThanOrEqual(0.95); // sin inside the band of 200 draws
  nearRuns(printed('ensemble').at(-1)?.at(-1), sine.mean_predictive_sd_10_draws);
  const [ten, thousand] = printed('comparison');
  nearRuns(ten?.at(-1), sine.rmse_between_the_two_curves_10_draws);
  nearRuns(thousand?.at(-1), sine.rmse_between_the_two_curves_1000_draws);
}

/** Asserts what exact mathematics says about the cells that train nothing. */
export function expectExactNumbers(notebook: Notebook): void {
  const exact = oracles.exact_linear_regression;
  const [mean, sd, meanFieldSd, correlation, ...spreads] = printedNumbers(notebook, 'exact-posterior-shown');
  const close = (found: number[] | undefined, wanted: number[]) =>
    wanted.forEach((value, index) => {
      expect(found?.[index]).toBeCloseTo(value, 4);
    });
  close(mean, exact.posterior_mean);
  close(sd, exact.posterior_sd);
  close(meanFieldSd, exact.optimal_mean_field_sd);
  close(correlation, [exact.correlation]);
  close(spreads[0], [3, ...exact.f_sd_exact_vs_mean_field['3']]);
  close(spreads[1], [-3, ...exact.f_sd_exact_vs_mean_field['-3']]);

  // 100,000 draws of a ReLU whose sd is below 1: four standard errors are below 0.013.
  for (const [index, row] of printedNumbers(notebook, 'jensen-shown').entries()) {
    const [, , wanted, ofMean] = oracles.mean_of_function_vs_function_of_mean.rows[index] as [
      string,
      string,
      number,
      number,
    ];
    const [meanOfFunction = 0, functionOfMean = 0] = row.slice(-2);
    expect(Math.abs(meanOfFunction - wanted)).toBeLessThan(0.013);
    expect(Math.abs(functionOfMean - ofMean)).toBeLessThan(0.013);
  }

  const [kept, drawn, thereAndBack] = printedNumbers(notebook, 'ensemble').map((row) => row.at(-1));
  expect([kept, thereAndBack]).toEqual([0, 0]);
  expect(drawn).toBeGreaterThan(0);
  expect(printedNumbers(notebook, 'permutation')[0]).toEqual([0]);
  expect(printedNumbers(notebook, 'bayes-linear-calls').at(-1)?.at(-1)).toBeCloseTo(13.3069, 3);
}
