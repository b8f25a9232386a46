import { loadIris } from 'bayes-notebooks';
import { expect } from 'vitest';
import oracles from '../../oracles.json';
import { type Claim, formula, near, noClaim, number, range, setting, settingFormula } from './claim';
import { klByIntegral } from './integral';
import { initialKl, irisElboWeight, parametersOf } from './network-numbers';
import { runClaims } from './run-claims';
import { initialMeansReach } from './uniform-start';

const split = oracles.lecture_runs.iris_75_25_split_42_38_test_flowers;
const { iris: exact, mean_field_iris: meanField, two_threshold_rule: rule } = oracles.posterior_reference;
const testLabels = oracles.iris.train_test_split_random_state_42['y_test_0.25'];

const flowers = () => loadIris().x.length;
const testFlowers = () => testLabels.length;
const trainingFlowers = () => flowers() - testFlowers();
/** The lecture's rule, counted anew: petals shorter than 2.5 cm, else narrower than 1.7 cm. */
function rightByThresholds(): number {
  const { x, y } = loadIris();
  const counted = x.filter(
    ([, , length = 0, width = 0], row) => (length < 2.5 ? 0 : width < 1.7 ? 1 : 2) === y[row],
  ).length;
  expect(counted).toBe(rule.all);
  return counted;
}
const chanceOfAllRight = () => (1 - 0.076) ** testFlowers();
const allTest = (text: string) =>
  number(text, 'test flowers, all right by two thresholds', () => {
    expect(rule.test).toBe(testFlowers());
    return testFlowers();
  });
const network = 'bayesian-network';
const table = 'iris-elbo-table';
const prior = (text: string) => setting(text, network, 'bayesianNetwork(priorSigma = 0.1)');
const cold = (text: string) => setting(text, 'bayesian-fit', 'const klWeight = 0.01;');

/** What the sections on the irises state, cell by cell, in the order of the text. */
export const irisClaims: Record<string, Claim[]> = {
  'iris-figure': [number('150', 'flowers', flowers)],
  'rule-read': [
    number('144', 'right by two thresholds', rightByThresholds),
    number('150', 'flowers', flowers),
    ...['38', '38', '38', '38'].map(allTest),
    allTest('38'),
    number('7.6%', 'the error of a model that is right for 0.924', () => 1 - 0.924),
    number('5%', 'its chance to be right for each test flower', chanceOfAllRight),
    allTest('38'),
    formula(String.raw`0.924^{38} \approx 0.05`, 'that chance', () =>
      expect(0.924 ** testFlowers()).toBeCloseTo(0.05, 2),
    ),
    number('2.6', 'percentage points for each test flower', () => 100 / testFlowers()),
  ],
  'regular-model': [
    ...['4', '100'].map((text) => setting(text, 'regular-network', 'units: 100, inputDim: 4')),
    setting('3', 'regular-network', 'units: 3'),
    formula(String.raw`\pm 1/\sqrt{\text{}}`, "varianceScaling's limit for a third, fan-in", (cells) => {
      for (const inputs of [4, 100]) expect(Math.sqrt((3 * (1 / 3)) / inputs)).toBe(1 / Math.sqrt(inputs));
      settingFormula('', 'regular-network', "scale: 1 / 3, mode: 'fanIn', distribution: 'uniform'").check(
        cells,
      );
    }),
  ],
  'softmax-axis': [
    noClaim('number', '0', 'the axis of the first version'),
    number('95%', 'softmax over flowers', () => split.wrong_softmax_axis_bayesian_50_steps_one_draw[0] ?? 0),
    number('72%', 'softmax over classes', () => split.bayesian_50_steps_unscaled_one_draw[0] ?? 0),
    number('1', 'the sum of a row', () => [-1.7, 0.4, 2.2].reduce((sum, z) => sum + softmax(z), 0)),
    number('1', 'softmax over a single flower', () => Math.exp(1.7) / Math.exp(1.7)),
    number('0', 'its logarithm', () => Math.log(1)),
  ],
  centimetres: [
    setting('50', 'centimetres-shown', 'for (const steps of [5, 50])'),
    setting('50', table, 'irisRows(coldInCm, 0.01, 0.1, [50], [trainCm, testCm])'),
  ],
  'bayes-linear': [
    formula(String.raw`\pm 1/\sqrt{\text{}}`, 'where the means begin', () => {
      for (const inputs of [4, 100]) expect(initialMeansReach(inputs) * Math.sqrt(inputs)).toBeCloseTo(1, 2);
    }),
    formula(
      String.raw`\mathrm{KL}\big(\mathcal{N}(\mu, \sigma^2) \,\Vert\, \mathcal{N}(\mu_0, \sigma_0^2)\big) = \log\frac{\sigma_0}{\sigma} + \frac{\sigma^2 + (\mu - \mu_0)^2}{2\sigma_0^2} - \frac12.`,
      'the integral that defines the divergence',
      () => {
        for (const [mu = 0, sd = 1, mu0 = 0, sd0 = 1, value = 0] of oracles.kl_gaussian.rows) {
          const closed = Math.log(sd0 / sd) + (sd ** 2 + (mu - mu0) ** 2) / (2 * sd0 ** 2) - 1 / 2;
          expect(closed).toBeCloseTo(value, 9);
          expect(klByIntegral(mu, sd, mu0, sd0)).toBeCloseTo(value, 6);
        }
      },
    ),
  ],
  'bayesian-model': [
    settingFormula(String.raw`\mathcal{N}(0, 0.1^2)`, network, 'priorMu: 0, priorSigma'),
    prior('0.1'),
    formula(String.raw`\mathrm{KL} = \mu^2 / 2\sigma_0^2`, 'the integral where both sd are equal', () =>
      expect(klByIntegral(0.3, 0.1, 0, 0.1)).toBeCloseTo(0.3 ** 2 / (2 * 0.1 ** 2), 6),
    ),
    formula(String.raw`1 / (6 \cdot \text{} \cdot \sigma_0^2)`, 'its mean over uniform means', () =>
      expect(initialKl(4, 3).mean).toBeCloseTo(
        (500 / (6 * 4 * 0.1 ** 2) + 303 / (6 * 100 * 0.1 ** 2)) / 803,
        6,
      ),
    ),
    number('803', 'parameters of 4-100-3', () => parametersOf(4, 3)),
    number('2.657', 'their mean KL at the start', () => {
      expect(initialKl(4, 3).mean).toBeCloseTo(oracles.initial_kl['4-100-3'].mean, 4);
      return initialKl(4, 3).mean;
    }),
    number('0.1', 'its standard deviation over initialisations', () => initialKl(4, 3).sd),
  ],
  'bayesian-training': [cold('0.01')],
  'iris-elbo': [
    cold('0.01'),
    noClaim(
      'formula',
      String.raw`-\frac{\mathrm{ELBO}}{N} = \underbrace{\mathbb{E}_{q(\theta)}\Big[-\frac1N \sum_n \log p(y_n \mid x_n, \theta)\Big]}_{\text{}} + \frac{P}{N} \cdot \underbrace{\frac1P \sum_i \mathrm{KL}_i}_{\text{}}.`,
      'means of N and of P terms; its weight P/N is the next formula',
    ),
    formula('P/N = 803/112 = 7.17', "the ELBO's weight", () => {
      expect([parametersOf(4, 3), trainingFlowers()]).toEqual([803, 112]);
      expect(irisElboWeight()).toBeCloseTo(7.17, 2);
      expect(oracles.lecture_runs.elbo_weight_on_the_mean_kl.iris_cross_entropy).toBe(7.17);
    }),
    cold('0.01'),
    number(
      '700',
      'whole hundreds of times that 0.01 is smaller',
      () => 100 * Math.floor(irisElboWeight() / 0.01 / 100),
    ),
    formula(String.raw`\ln 3 = 1.099`, 'the NLL of three equal probabilities', () =>
      expect(-Math.log(1 / 3)).toBeCloseTo(1.099, 3),
    ),
  ],
  'iris-elbo-read': [
    setting('50', table, 'irisRows(cold, 0.01, 0.1, [50])'),
    near(runClaims.iris.coldNllAt50, 'NLL', meanField['cold_0.01_prior_0.1_50_steps'].nll, 0),
    number('0.82', 'NLL', () => exact['exact_prior_0.1'].test_nll[0] ?? 0),
    ...runClaims.iris.coldEpistemicAt50.map((text) =>
      noClaim('number', text, 'nats; statistics.test.ts trains anew'),
    ),
    prior('0.1'),
    number('112', 'training flowers', trainingFlowers),
    ...range(['82', '84%'], 'accuracy', exact['exact_prior_0.1'].test_accuracy, 0.005),
    prior('0.1'),
    near(runClaims.iris.tightNllAt500, 'NLL', meanField['elbo_prior_0.1_500_to_5000'].nll, 0.004),
    setting('1', table, "irisRows('ELBO', weight, 1, [500, 4000])"),
    ...range(runClaims.iris.nllAt4000, 'NLL', meanField.elbo_prior_1_by_steps['4000'].nll, 0.011),
    setting('4000', table, "irisRows('ELBO', weight, 1, [500, 4000])"),
    near('0.034', 'NLL', exact.exact_prior_1.test_nll, 0.001),
    setting('500', table, "irisRows('ELBO', weight, 1, [500, 4000])"),
    ...range(runClaims.iris.accuracyAt500, 'accuracy', meanField.elbo_prior_1_by_steps['500'].accuracy, 0.03),
    setting('4000', table, "irisRows('ELBO', weight, 1, [500, 4000])"),
    ...['38', '38'].map(allTest),
  ],
};

const logits = [-1.7, 0.4, 2.2];
const softmax = (z: number): number => Math.exp(z) / logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
