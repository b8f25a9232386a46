import { expect } from 'vitest';
import oracles from '../../oracles.json';
import {
  amountOf,
  type Claim,
  formula,
  near,
  noClaim,
  number,
  range,
  setting,
  settingFormula,
} from './claim';
import { integral, logNormal } from './integral';
import { firstStepBelowElbo, parametersOf, priorFunctionSd, sineElboWeight } from './network-numbers';
import { runClaims } from './run-claims';
import { shiftOfSteadyFall } from './settled-width';

const { sine: exact, mean_field_sine: meanField, by_test_reference } = oracles.posterior_reference;
const sds = meanField.mean_sd_by_steps;
const fit = 'regression-fit';
const prior = (text: string) =>
  setting(
    text,
    'regression-network',
    'new BayesLinear({ units: 100, inputDim: 1, priorMu: 0, priorSigma: 0.1 })',
  );
const step = (text: string) => setting(text, fit, 'const numSteps = 1000;');
const fallingWeight = settingFormula(String.raw`1/(\text{}+1)`, fit, 'kl.mul(1 / (step + 1))');
const claims = runClaims.sine;

/** What the sections on the sine state, cell by cell, in the order of the text. */
export const sineClaims: Record<string, Claim[]> = {
  'regression-model': [
    setting('1', 'regression-network', 'units: 100, inputDim: 1,'),
    setting('100', 'regression-network', 'units: 100, inputDim: 1,'),
    setting('1', 'regression-network', 'units: 1, inputDim: 100,'),
    number('301', 'parameters of 1-100-1', () => parametersOf(1, 1)),
    prior('0.1'),
  ],
  'prior-functions': [
    prior('0.1'),
    noClaim('formula', String.raw`x = \pi/2`, 'where the sine is largest'),
    number('0.17', "the prior's standard deviation of the function there", () =>
      priorFunctionSd(Math.PI / 2),
    ),
  ],
  'regression-data-text': [
    setting('500', 'regression-data', 'const xReg = tf.linspace(-3, 3, 500);'),
    settingFormula('[-3, 3]', 'regression-data', 'tf.linspace(-3, 3, 500)'),
    setting('0.1', 'regression-data', 'randomNormal([500]).mul(0.1)'),
    number('0.01', 'the variance of that noise', () => 0.1 ** 2),
  ],
  'plot-predictions-text': [
    formula(String.raw`\sqrt{\sigma_{\text{}}^2 + 0.1^2}`, 'the spread of a sum of independent parts', () => {
      // P(|f + noise| < 1.96 sd) for f ~ N(0, 0.05²), the noise averaged by quadrature, is that of one normal
      const sd = Math.sqrt(0.05 ** 2 + 0.1 ** 2);
      const within = (f: number) =>
        integral((y) => Math.exp(logNormal(y, f, 0.1)), -1.96 * sd, 1.96 * sd, 400);
      const share = integral((f) => within(f) * Math.exp(logNormal(f, 0, 0.05)), -0.4, 0.4, 400);
      expect(share).toBeCloseTo(0.95, 3);
    }),
  ],
  'regression-training': [
    step('1000'),
    setting('0.01', fit, 'adam(0.01)'),
    fallingWeight,
    ...['0', '250', '500', '750'].map((text) =>
      number(text, 'a step whose figure stays: each multiple of 250 below 1000', () => {
        expect(amountOf(text)).toBeLessThan(1000);
        return 250 * Math.round(amountOf(text) / 250);
      }),
    ),
    setting('500', 'regression-data', 'tf.linspace(-3, 3, 500)'),
    setting('112', 'data', "const yTrain = tf.tensor1d(split.yTrain, 'int32'); // [112]"),
    noClaim('number', '900', 'a step; how much smaller its weight is stands in words'),
    noClaim('number', '0', 'the step where the weight is 1'),
  ],
  'lucky-draws-text': [step('1000')],
  extrapolation: [
    settingFormula('|x| = 3', 'regression-data', 'tf.linspace(-3, 3, 500)'),
    setting('200', 'extrapolation-shown', 'functionsOf(model, x.expandDims(1), 200)'),
  ],
  'sine-elbo': [
    formula(
      String.raw`(y - f)^2 / 2\sigma_\varepsilon^2`,
      'minus the log-likelihood, up to a constant',
      () => {
        const lost = (y: number) => -logNormal(y, 0.4, 0.1);
        expect(lost(0.7) - lost(0.4)).toBeCloseTo((0.7 - 0.4) ** 2 / (2 * 0.1 ** 2), 9);
      },
    ),
    formula(String.raw`2\sigma_\varepsilon^2`, 'what makes that a squared error', () => {
      const lost = (y: number) => -logNormal(y, 0.4, 0.1);
      expect(2 * 0.1 ** 2 * (lost(0.7) - lost(0.4))).toBeCloseTo((0.7 - 0.4) ** 2, 9);
    }),
    formula(
      String.raw`\mathbb{E}_{q(\theta)}[\mathrm{MSE}] + 2\sigma_\varepsilon^2 \frac{P}{N} \cdot \text{}, \qquad 2 \cdot 0.1^2 \cdot \frac{301}{500} = 0.012.`,
      "the ELBO's weight with a mean squared error",
      () => {
        expect(parametersOf(1, 1)).toBe(301);
        expect(sineElboWeight()).toBeCloseTo(0.012, 3);
        expect(oracles.lecture_runs.elbo_weight_on_the_mean_kl.sine_mse).toBe(0.012);
      },
    ),
    fallingWeight,
    number('83', 'the first step whose weight is below that', firstStepBelowElbo),
    step('1000'),
    number('0.001', 'the weight after as many steps', () => 1 / 1000),
    setting('250', 'sine-elbo-records', 'const recordEvery = 250;'),
    setting('100', 'sine-elbo-records', 'functionsOf(model, xColumn, 100)'),
    setting('2500', 'sine-elbo-training', 'if ((step + 1) % 2500 === 0)'),
    number('2.5', 'the shift of two windows over their spread', shiftOfSteadyFall),
  ],
  'sine-elbo-read': [
    number('95%', 'what a normal holds within 1.96 standard deviations', () =>
      integral((z) => Math.exp(logNormal(z, 0, 1)), -1.96, 1.96),
    ),
    formula(
      String.raw`\pm 1.96\sqrt{\sigma_{\text{}}^2 + 0.1^2}`,
      'the band whose coverage the table shows',
      (cells) => {
        settingFormula('', 'sine-elbo-records', 'predictiveSd.mul(1.96)').check(cells);
        settingFormula('', 'sine-elbo-records', 'tf.sqrt(variance.add(0.1 ** 2))').check(cells);
      },
    ),
    noClaim('number', claims.bothFallUntil, 'steps; statistics.full.test.ts trains anew'),
    step('1000'),
    near(claims.sdAt1000, 'both mean sd', [...sds.elbo['1000'], ...sds.falling['1000']], 0.007),
    number('0.013', 'the exact mean sd', () => exact.exact_mean_sd_in_data),
    near(
      claims.settledSd,
      "mean sd at the ELBO's weight",
      [...sds.elbo['10000'], ...sds.elbo['15000']],
      0.004,
    ),
    noClaim('number', '10000', 'the steps of which the next number speaks'),
    near(claims.fallingSdAt10000, 'mean sd at the falling weight', sds.falling['10000'], 0),
    ...range(claims.settledRmse, "RMSE at the ELBO's weight", [meanField.at_convergence.elbo.rmse], 0.041),
    ...range(
      claims.fallingRmse,
      'RMSE at the falling weight',
      [meanField.at_convergence.falling.rmse],
      0.045, // it scatters, and at 5,000 steps it is still above what it comes to
    ),
    prior('0.1'),
    near('0.047', "the exact posterior's RMSE", exact.exact_rmse_to_sin, 0.001),
    near('93%', "the exact posterior's coverage", by_test_reference.sine.predictive_95_coverage, 0.01),
    near('30%', 'observations in its three sd', by_test_reference.sine.observations_in_3_sd, 0.045),
  ],
  corrections: [
    number('750', 'the last multiple of 250 below 1000 steps', () => 250 * Math.floor((1000 - 1) / 250)),
    setting('0.01', 'bayesian-fit', 'const klWeight = 0.01;'),
    fallingWeight,
  ],
};
