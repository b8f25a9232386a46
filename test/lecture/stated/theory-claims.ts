import { BayesLinear, setSeed, tf } from 'bayes-notebooks';
import { expect } from 'vitest';
import oracles from '../../oracles.json';
import { type Claim, formula, noClaim, number, setting, settingFormula } from './claim';
import { logNormal, normalMean } from './integral';

const split = oracles.iris.train_test_split_random_state_42;
const relu = (w: number) => Math.max(0, w);
const linear = oracles.exact_linear_regression;

/** By how much -log N(theta; 0, sd²) changes from one theta to another: what a penalty may differ by is a constant. */
const penaltyChange = (one: number, other: number, sd: number) =>
  logNormal(one, 0, sd) - logNormal(other, 0, sd);

/** How many rows `model.predict` hands to a layer at once. */
function rowsPerPortion(): number {
  setSeed(1);
  const layer = new BayesLinear({ units: 1, inputDim: 1 });
  const model = tf.sequential({ layers: [layer] });
  return tf.tidy(() => {
    const answers = (model.predict(tf.ones([100, 1])) as tf.Tensor).dataSync();
    return answers.findIndex((answer) => answer !== answers[0]); // the first row with other weights
  });
}

/** The standard deviations that bring a mean field nearest to the exact posterior, by search over a grid of 1e-4. */
function bestMeanFieldSd(precision: number): number {
  // KL(q ‖ p) = -log sd + precision sd² / 2 + what does not depend on sd
  const distance = (sd: number) => -Math.log(sd) + (precision * sd ** 2) / 2;
  const grid = Array.from({ length: 10_000 }, (_, index) => (index + 1) / 10_000);
  return grid.reduce((best, sd) => (distance(sd) < distance(best) ? sd : best));
}

const atMean = (text: string) =>
  settingFormula(text, 'jensen-shown', text.includes('0.5') ? 'of [0, 0.5]' : 'of [0,');
const reluMean = (row: 0 | 1) => Number(oracles.mean_of_function_vs_function_of_mean.rows[row]?.[2]);

/** E[ReLU(w)] for the two normal w, and ReLU of their means. */
export const reluClaims = (conclusions: boolean): Claim[] => {
  const standard = atMean(String.raw`w \sim \mathcal{N}(0, 1)`);
  const shifted = atMean(String.raw`w \sim \mathcal{N}(0.5, 1)`);
  const zero = number('0', 'ReLU of the mean 0', () => relu(0));
  const both = [
    number('0.70', 'E[ReLU(w)] for the mean 0.5', () => {
      expect(normalMean(relu, 0.5, 1)).toBeCloseTo(reluMean(1), 6);
      return reluMean(1);
    }),
    number('0.50', 'ReLU of the mean 0.5', () => relu(0.5)),
  ];
  if (conclusions) {
    const mean = number('0.40', 'E[ReLU(w)] for the mean 0', () => reluMean(0));
    return [mean, zero, standard, ...both, shifted];
  }
  const mean = formula(String.raw`1/\sqrt{2\pi} \approx 0.40`, 'E[ReLU(w)] for the mean 0', () => {
    expect(normalMean(relu, 0, 1)).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 6);
    expect(reluMean(0)).toBeCloseTo(0.4, 2);
  });
  return [standard, mean, zero, shifted, ...both];
};

/** What the sections without a network of their own state, cell by cell, in the order of the text. */
export const theoryClaims: Record<string, Claim[]> = {
  title: [
    noClaim('number', '90', 'minutes of a lesson'),
    noClaim('number', '30', 'minutes of the two exercises'),
  ],
  notation: [
    noClaim('formula', String.raw`n = 1, \dots, N`, 'indices'),
    ...['112', '4'].map((text) =>
      setting(text, 'data', 'const trainCm = tf.tensor2d(split.xTrain); // [112, 4]'),
    ),
  ],
  'point-estimates': [
    formula(
      String.raw`-\log \mathcal{N}(\theta, 0, \sigma_0^2 I) = \lVert\theta\rVert^2 / 2\sigma_0^2 + \text{}`,
      'minus the logarithm of the density, up to a constant',
      () => expect(-penaltyChange(0.7, 0.2, 0.1)).toBeCloseTo((0.7 ** 2 - 0.2 ** 2) / (2 * 0.1 ** 2), 9),
    ),
  ],
  posterior: [
    noClaim(
      'formula',
      String.raw`p(y \mid x, \mathcal{D}) = \int p(y \mid x, \theta)\, p(\theta \mid \mathcal{D})\, d\theta \,\approx\, \frac1S \sum_{s=1}^{S} p(y \mid x, \theta_s), \qquad \theta_s \sim p(\theta \mid \mathcal{D}).`,
      'a mean of S terms',
    ),
  ],
  recipe: [noClaim('formula', String.raw`\varepsilon_i \sim \mathcal{N}(0, 1)`, 'the noise, by definition')],
  'posterior-predictive': [
    settingFormula('S = 100', 'posterior-predictive-shown', 'numSamples: 100'),
    formula(
      String.raw`\underbrace{\mathrm{H}\Big[\tfrac1S \sum_s p_s\Big]}_{\text{}} = \underbrace{\tfrac1S \sum_s \mathrm{H}[p_s]}_{\text{}} + \underbrace{\mathrm{I}}_{\text{}}`,
      'the mutual information from its definition',
      () => expect(mutualInformation()).toBeCloseTo(oracles.uncertainty_decomposition.mutual_information, 9),
    ),
    number('32', 'rows in a portion of model.predict', rowsPerPortion),
  ],
  'exact-posterior': [
    setting('0.5', 'exact-posterior-shown', 'noiseVariance: 0.5 ** 2'),
    settingFormula(String.raw`\mathcal{N}(0, 1)`, 'exact-posterior-shown', 'const ww = 1 + overNoise('),
    noClaim('formula', '(x_n, 1)', 'a row of the matrix'),
    formula(String.raw`1/\sqrt{\Lambda_{ii}}`, 'the best standard deviations, found by search', () => {
      const precisions = [linear.x.map((x) => x * x), linear.x.map(() => 1)].map(
        (terms) => 1 + terms.reduce((sum, term) => sum + term, 0) / 0.5 ** 2,
      );
      precisions.forEach((precision, index) => {
        expect(1 / Math.sqrt(precision)).toBeCloseTo(linear.optimal_mean_field_sd[index] ?? 0, 9);
        expect(Math.abs(bestMeanFieldSd(precision) - 1 / Math.sqrt(precision))).toBeLessThanOrEqual(1e-4);
      });
    }),
    settingFormula('x = 3', 'exact-posterior-shown', 'exactSd(3)'),
    settingFormula('x = -3', 'exact-posterior-shown', 'exactSd(-3)'),
  ],
  jensen: reluClaims(false),
  answers: [
    noClaim('formula', String.raw`\mathcal{N}(0, \sigma_0^2)`, 'its variance is the next formula'),
    formula(String.raw`\sigma_0^2 = 1/2\lambda`, 'minus the logarithm of that prior is the penalty', () => {
      for (const lambda of [0.5, 2, 50])
        expect(-penaltyChange(0.7, 0.2, Math.sqrt(1 / (2 * lambda)))).toBeCloseTo(
          lambda * (0.7 ** 2 - 0.2 ** 2),
          9,
        );
    }),
    number('32', 'rows in a portion of model.predict', rowsPerPortion),
    formula(String.raw`\mathrm{Cov}(w, b) < 0`, "the oracle's exact posterior", () => {
      const { correlation, posterior_sd, f_sd_exact_vs_mean_field: sds } = linear;
      expect(correlation).toBeLessThan(0);
      const [sdW = 0, sdB = 0] = posterior_sd;
      const independent = Math.sqrt((3 * sdW) ** 2 + sdB ** 2);
      expect(sds['3'][0]).toBeLessThan(independent); // the deviations partly cancel at x = 3
      expect(sds['3'][0]).toBeLessThan(sds['3'][1] ?? 0); // and the mean field's band is wider there
    }),
    formula('x > 0', 'above, at x = 3', () => expect(3).toBeGreaterThan(0)),
  ],
  summary: [
    formula(String.raw`2\sigma_\varepsilon^2`, 'the section on the KL weight computes it', () => {
      const { sine_mse } = oracles.lecture_runs.elbo_weight_on_the_mean_kl;
      expect((2 * 0.1 ** 2 * 301) / 500).toBeCloseTo(sine_mse, 3);
    }),
    ...['38', '38'].map((text) => number(text, 'test flowers', () => split['y_test_0.25'].length)),
    setting('1000', 'regression-fit', 'const numSteps = 1000;'),
    noClaim('number', '10000', 'a question about a training'),
  ],
};

/** Mean KL from each draw's distribution to the mean one: the definition, not a difference of entropies. */
function mutualInformation(): number {
  const { draws } = oracles.uncertainty_decomposition;
  const mean = [0, 1, 2].map((k) => draws.reduce((sum, p) => sum + (p[k] ?? 0), 0) / draws.length);
  const divergences = draws.map((p) =>
    p.reduce((sum, share, k) => sum + share * Math.log(share / (mean[k] ?? 0)), 0),
  );
  return divergences.reduce((sum, value) => sum + value, 0) / draws.length;
}
