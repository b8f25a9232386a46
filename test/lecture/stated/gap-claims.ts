import { tf } from 'bayes-notebooks';
import { expect } from 'vitest';
import { type Claim, formula, noClaim, number, setting, settingFormula } from './claim';
import { normalMean } from './integral';
import { inData, inGap, ofRoad, ratios } from './road-runs';

const raw = String.raw;
const definition = (text: string) => noClaim('formula', text, 'a definition');
const hidden = 50;

/** f of the lecture's network, by hand in float64, at parameters that take turns. */
function networkByHand(x: number): number {
  const parameter = (i: number) => Math.sin(i + 1);
  let sum = 0;
  for (let h = 0; h < hidden; h++)
    sum += parameter(2 * hidden + h) * Math.tanh(parameter(h) * x + parameter(hidden + h));
  return parameter(3 * hidden) + sum / Math.sqrt(hidden);
}

/** The same by the code of the lecture's cell `map`. */
function networkOfCell(x: number): number {
  return tf.tidy(() => {
    const theta = tf.tensor2d([Array.from({ length: 3 * hidden + 1 }, (_, i) => Math.sin(i + 1))]);
    const [w, b, v, c] = tf.split(theta, [hidden, hidden, hidden, 1], 1) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    const z = tf.tensor1d([x]).expandDims(-1).mul(w.expandDims(1)).add(b.expandDims(1));
    const units = tf.sigmoid(z.mul(2)).mul(2).sub(1);
    const sum = units.matMul(v.expandDims(2)).squeeze([2]);
    return sum.div(Math.sqrt(hidden)).add(c).dataSync()[0] as number;
  });
}

/** What the second lecture's text states, cell by cell. */
export const gapClaims: Record<string, Claim[]> = {
  title: [
    noClaim('number', '60', 'minutes of a lesson'),
    noClaim('number', '20', 'minutes of it'),
    noClaim('number', '3', 'what an exercise is called'),
    noClaim('number', '4', 'what an exercise is called'),
  ],
  gap: [
    setting('0.1', 'data', 'const noiseSd = 0.1;'),
    number('50', 'half of the points', () => 100 / 2),
    settingFormula('[-3, -1]', 'data', 'tf.linspace(-3, -1, count / 2)'),
    number('50', 'half of the points', () => 100 / 2),
    settingFormula('[1, 3]', 'data', 'tf.linspace(1, 3, count / 2)'),
    settingFormula('-1', 'data', 'tf.linspace(-3, -1, count / 2)'),
    settingFormula('1', 'data', 'tf.linspace(1, 3, count / 2)'),
    settingFormula('|x| > 3', 'data', 'tf.linspace(1, 3, count / 2)'),
    formula(raw`\sqrt2`, 'the largest ratio of sds where Var(middle) <= 2 Var(side)', () =>
      expect(Math.sqrt(1 + 1)).toBeCloseTo(Math.SQRT2, 12),
    ),
  ],
  potential: [
    setting('50', 'map', 'const hidden = 50;'),
    number('151', 'parameters: w, b and v of each unit, and c', () => 3 * hidden + 1),
    formula(
      raw`f_\theta(x) = c + \frac{1}{\sqrt{50}} \sum_{h=1}^{50} v_h \tanh(w_h x + b_h).`,
      'what the cell computes',
      () => {
        for (const x of [-2, 0, 1.5]) expect(networkOfCell(x)).toBeCloseTo(networkByHand(x), 5);
      },
    ),
    settingFormula(raw`\mathcal{N}(0, 2^2)`, 'map', 'const priorSd = 2;'),
    formula(
      raw`U(\theta) = \sum_{n=1}^{N} \frac{\big(y_n - f_\theta(x_n)\big)^2}{2\sigma_\varepsilon^2} + \frac{\lVert\theta\rVert^2}{2\sigma_0^2}, \qquad p(\theta \mid \mathcal{D}) \propto e^{-U(\theta)}.`,
      'minus the log of likelihood and prior, up to a constant',
      () => {
        // Two normal densities with their constants: differences of their logs are differences of U.
        const logDensity = (value: number, sd: number) =>
          -((value / sd) ** 2) / 2 - Math.log(sd * Math.sqrt(2 * Math.PI));
        const log = (error: number, theta: number) => logDensity(error, 0.1) + logDensity(theta, 2);
        const potential = (error: number, theta: number) =>
          error ** 2 / (2 * 0.1 ** 2) + theta ** 2 / (2 * 2 ** 2);
        expect(potential(0.3, 1) - potential(0.1, -2)).toBeCloseTo(log(0.1, -2) - log(0.3, 1), 9);
      },
    ),
    setting('2000', 'map', 'step < 2000'),
  ],
  hmc: [
    definition(raw`\mathcal{N}(0, I)`),
    definition(raw`\tfrac12\lVert p\rVert^2`),
    definition(raw`\min(1, e^{H_{\text{}} - H_{\text{}}})`),
  ],
  converged: [
    noClaim('number', '1', 'the limit of R-hat, by its definition'),
    definition('f(0)'),
    number('5%', 'the relative error of a standard deviation from 200 draws: 1 / sqrt(2 * 200)', () => {
      expect(1 / Math.sqrt(2 * 50) / (1 / Math.sqrt(2 * 200))).toBe(2); // and from one chain's 50, twice that
      return 1 / Math.sqrt(2 * 200);
    }),
    number('1.1', 'more than any R-hat of the runs', () => {
      for (const value of ofRoad('hmc', 'R-hat of f(0)')) expect(value).toBeLessThan(1.1);
      return 1.1;
    }),
    noClaim('number', '1.01', 'the threshold of the source that is cited'),
  ],
  'laplace-text': [
    formula(raw`\sqrt2`, 'what the ratio of the mean field exceeds', () => {
      for (const ratio of ratios(['mean-field', inGap], ['mean-field', inData]))
        expect(ratio).toBeGreaterThan(Math.SQRT2);
    }),
    number('151', 'parameters', () => 3 * hidden + 1),
  ],
  'dropout-text': [
    number('0.1', 'the rate: 1 less what divides the mask', () => 1 - 0.9),
    noClaim('number', '100', 'the data of all roads'),
    setting('1000', 'dropout', 'observed(stretches(1000))'),
  ],
  'ensemble-text': [
    formula(raw`\sqrt{10}`, 'by which a standard deviation falls when data are ten times as many', () =>
      expect(Math.sqrt(1000 / 100)).toBeCloseTo(Math.sqrt(10), 12),
    ),
  ],
  'exercise-3-text': [
    definition(
      raw`\frac1N \sum_{n=1}^{N} \log \Big( \frac1S \sum_{s=1}^{S} \mathcal{N}(y_n,\, f_s(x_n), \sigma_\varepsilon^2) \Big).`,
    ),
    noClaim('number', '8', "a section's number: that of the first lecture in which the cell jensen stands"),
  ],
  'exercise-4-text': [
    definition('x = 0'),
    // f'(0) = (1 / sqrt(50)) sum v_h w_h sech^2(b_h), where all are independent
    number('2', "the standard deviation of the prior's slope at 0", () =>
      Math.sqrt(2 ** 2 * 2 ** 2 * normalMean((b) => Math.cosh(b) ** -4, 0, 2)),
    ),
    number('1', 'cos(0)', () => Math.cos(0)),
    noClaim('number', '90%', 'an example of a level'),
    noClaim('number', '90%', 'an example of a level'),
    formula(
      raw`\mathrm{erf}\big(|y - m| / (s\sqrt2)\big) \le \ell`,
      'inside the central interval of that level',
      () => {
        // the quantiles of N(0, 1) that hold 50, 90 and 95 % between them: tables
        const table = [
          [0.5, 0.67449],
          [0.9, 1.644854],
          [0.95, 1.959964],
        ] as const;
        for (const [level, quantile] of table) {
          const erf = tf.tidy(() => tf.erf(tf.scalar(quantile / Math.SQRT2)).arraySync());
          expect(Math.abs((erf as number) - level)).toBeLessThan(1e-5);
        }
      },
    ),
  ],
  'calibration-read': [
    setting('400', 'data', 'observed(stretches(400))'),
    number(
      '2.5',
      'the largest standard error of a share of 400, in points',
      () => 100 * Math.sqrt(0.25 / 400),
    ),
    setting('200', 'data', 'tf.linspace(-0.99, 0.99, 200)'),
  ],
  answers: [
    formula(raw`\sqrt2`, 'by which a standard deviation falls when data are twice as many', () =>
      expect(Math.sqrt(2)).toBeCloseTo(Math.SQRT2, 12),
    ),
  ],
  summary: [noClaim('number', '1', 'the limit of R-hat, by its definition')],
};
