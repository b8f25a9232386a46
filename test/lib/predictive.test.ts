import { BayesLinear, predictive, predictWith, sampleWeights, setSeed, tf } from 'bayes-notebooks';
import { beforeEach, describe, expect, test } from 'vitest';

beforeEach(() => setSeed(3));

const net = (inputs = 1, outputs = 1) =>
  tf.sequential({
    layers: [
      new BayesLinear({ units: 6, inputDim: inputs, priorSigma: 0.5 }),
      tf.layers.reLU(),
      new BayesLinear({ units: outputs, inputDim: 6, priorSigma: 0.5 }),
    ],
  });
const column = (n: number) => tf.linspace(-3, 3, n).expandDims<tf.Tensor2D>(1);

describe('predictive()', () => {
  test('stacks what predictWith(model, sampleWeights(model), x) gives, draw by draw', () => {
    const model = net(2, 3);
    const x = tf.tensor2d([-1, 0, 0.5, 2], [2, 2]);
    setSeed(7);
    const draws = predictive(model, x, { numSamples: 4 });
    setSeed(7);
    const wanted = tf.stack(Array.from({ length: 4 }, () => predictWith(model, sampleWeights(model), x)));
    expect(draws.shape).toEqual([4, 2, 3]);
    expect(draws.arraySync()).toEqual(wanted.arraySync());
  });

  test('samples 100 functions by default, each whole: one set of weights for all rows', () => {
    // Equal rows of one draw are equal, also beyond the 32 rows that model.predict takes at once.
    const draws = predictive(net(), tf.ones([70, 1]))
      .squeeze([2])
      .arraySync() as number[][];
    expect(draws).toHaveLength(100);
    for (const draw of draws) expect(new Set(draw).size).toBe(1);
    expect(new Set(draws.map(([first]) => first)).size).toBe(100);
  });

  test('has the mean and the variance of a layer in closed form', () => {
    // f(x) = w x + b with w ~ N(2, 0.3^2), b ~ N(-1, 0.4^2): mean 2 x - 1, variance 0.09 x^2 + 0.16.
    const layer = new BayesLinear({ units: 1, inputDim: 1 });
    const log = (sigma: number) => Math.log(sigma);
    layer.setWeights([
      tf.tensor2d([[2]]),
      tf.tensor2d([[log(0.3)]]),
      tf.tensor1d([-1]),
      tf.tensor1d([log(0.4)]),
    ]);
    const S = 4000;
    const draws = predictive(tf.sequential({ layers: [layer] }), column(3), { numSamples: S });
    const { mean, variance } = tf.moments(draws.squeeze([2]), 0);
    const [means, variances] = [mean, variance].map((tensor) => tensor.arraySync() as number[]);
    [-3, 0, 3].forEach((x, at) => {
      const wanted = 0.09 * x * x + 0.16;
      // Four standard errors: of a mean sd / sqrt(S), of a variance wanted * sqrt(2 / S).
      expect(Math.abs((means?.[at] ?? Number.NaN) - (2 * x - 1))).toBeLessThan(4 * Math.sqrt(wanted / S));
      expect(Math.abs((variances?.[at] ?? Number.NaN) - wanted)).toBeLessThan(4 * wanted * Math.sqrt(2 / S));
    });
  });

  test('leaves no tensor behind but the one it returns', () => {
    const [model, x] = [net(), column(5)];
    const before = tf.memory().numTensors;
    predictive(model, x, { numSamples: 3 }).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each([0, -1, 2.5, Number.NaN])('refuses %s functions', (numSamples) => {
    expect(() => predictive(net(), column(2), { numSamples })).toThrow(
      new RangeError(`Cannot predict: numSamples must be an integer of at least 1, got ${numSamples}`),
    );
  });

  test('refuses what is no model', () => {
    expect(() => predictive({} as tf.LayersModel, column(2))).toThrow(TypeError);
  });
});
