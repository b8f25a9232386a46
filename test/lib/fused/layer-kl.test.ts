import { BayesLinear, gaussianKl, setSeed, tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import oracles from '../../oracles.json';
import { relativeError } from '../relative-error';
import { distance, scattered } from './agreement';

type Options = { priorMu?: number; priorSigma?: number; spread?: number };

function layerOf(
  inputs: number,
  units: number,
  seed: number,
  { priorMu = 0.3, priorSigma = 0.2, spread = 3 }: Options = {},
) {
  setSeed(seed);
  const layer = new BayesLinear({ units, inputDim: inputs, priorMu, priorSigma });
  layer.setWeights(layer.getWeights().map((weight, i) => scattered(weight.shape, spread, seed + i)));
  return { layer, plain: () => plain(layer, priorMu, Math.log(priorSigma)) };
}

/** The sum by the public function, whose gradients are made of plain operations. */
function plain(layer: BayesLinear, priorMu: number, priorLogSigma: number): tf.Scalar {
  const [a, b, c, d] = variables(layer) as [tf.Variable, tf.Variable, tf.Variable, tf.Variable];
  return tf.add(gaussianKl(a, b, priorMu, priorLogSigma), gaussianKl(c, d, priorMu, priorLogSigma));
}

const variables = (layer: BayesLinear) =>
  layer.trainableWeights.map((weight) => weight.read() as tf.Variable);

describe('BayesLinear.klLoss()', () => {
  test.each(oracles.kl_gaussian.rows)('N(%f, %f^2) against N(%f, %f^2) is %f for every weight', (...row) => {
    const [mu, sigma, priorMu, priorSigma, expected] = row as [number, number, number, number, number];
    const layer = new BayesLinear({ units: 3, inputDim: 2, priorMu, priorSigma });
    layer.setWeights(
      layer.getWeights().map(({ shape }, i) => tf.fill(shape, i % 2 === 0 ? mu : Math.log(sigma))),
    );
    expect(relativeError(layer.klLoss().dataSync()[0]!, 9 * expected)).toBeLessThan(2e-6);
  });

  test('agrees with gaussianKl in every shape, and so do its gradients', () => {
    const size = fc.integer({ min: 1, max: 23 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.nat({ max: 1000 }),
        fc.constantFrom(0.01, 1, 6, 40),
        (inputs, units, seed, spread) => {
          tf.tidy(() => {
            const { layer, plain } = layerOf(inputs, units, seed, { spread });
            const fused = tf.variableGrads(() => tf.mul(layer.klLoss(), 1.7), variables(layer));
            const expected = tf.variableGrads(() => tf.mul(plain(), 1.7), variables(layer));
            expect(distance(fused.value, expected.value)).toBeLessThan(1e-5);
            for (const { name } of variables(layer)) {
              expect(distance(fused.grads[name]!, expected.grads[name]!)).toBeLessThan(1e-5);
            }
          });
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  test.each([-43, -20, -1, -0.4, -0.3, -1e-3, -1e-6, 0, 1e-6, 1e-3, 0.3, 0.4, 1, 20, 43])(
    'is within 1e-5 of float64 at a distance of %f between the log sigmas',
    (by) => {
      const layer = new BayesLinear({ units: 1, inputDim: 1, priorSigma: 1 });
      const logSigma = Math.fround(by);
      layer.setWeights(layer.getWeights().map(({ shape }, i) => tf.fill(shape, i % 2 === 0 ? 0 : logSigma)));
      const u = 2 * logSigma;
      const series = (u ** 2 / 2) * (1 + (u / 3) * (1 + (u / 4) * (1 + u / 5)));
      const excess = Math.abs(u) < 0.01 ? series : Math.expm1(u) - u;
      expect(relativeError(layer.klLoss().dataSync()[0]!, excess)).toBeLessThan(1e-5);
      const { grads } = tf.variableGrads(() => layer.klLoss(), variables(layer));
      const slope = grads[variables(layer)[1]!.name]!.dataSync()[0]!;
      expect(relativeError(slope, Math.expm1(u))).toBeLessThan(1e-5);
    },
  );

  test('has the gradients of central differences in float64', () => {
    const { layer } = layerOf(3, 2, 5);
    const start = layer.getWeights().map((weight) => Array.from(weight.dataSync()));
    const loss = (state: number[][]) => {
      const sum = (mu: number[], logSigma: number[]) =>
        mu.reduce((total, m, i) => {
          const ratio = Math.exp(logSigma[i]!) / 0.2;
          return total - Math.log(ratio) + (ratio ** 2 + ((m - 0.3) / 0.2) ** 2) / 2 - 0.5;
        }, 0);
      return sum(state[0]!, state[1]!) + sum(state[2]!, state[3]!);
    };
    const { grads } = tf.variableGrads(() => layer.klLoss(), variables(layer));
    variables(layer).forEach(({ name }, k) => {
      const slopes = start[k]!.map((_, i) => {
        const moved = (by: number) =>
          loss(start.map((v, l) => v.map((n, j) => (l === k && j === i ? n + by : n))));
        return (moved(1e-5) - moved(-1e-5)) / 2e-5;
      });
      expect(distance(grads[name]!, tf.tensor(slopes, grads[name]!.shape))).toBeLessThan(1e-5);
    });
  });

  test('has second derivatives: 1 / priorSigma^2 by mu, 2 e^u by log sigma', () => {
    const { layer } = layerOf(2, 3, 5);
    const [mu, logSigma] = variables(layer) as [tf.Variable, tf.Variable];
    const second = (by: tf.Variable) =>
      tf.variableGrads(() => {
        const { grads } = tf.variableGrads(() => layer.klLoss(), [by]);
        return tf.sum(grads[by.name]!) as tf.Scalar;
      }, [by]).grads[by.name]!;
    expect(distance(second(mu), tf.fill([2, 3], 25))).toBeLessThan(1e-5);
    const expected = tf.mul(2, tf.exp(tf.mul(2, tf.sub(logSigma, Math.log(0.2)))));
    expect(distance(second(logSigma), expected)).toBeLessThan(1e-5);
  });

  test('is infinite where the value does not fit float32, and not a number where a mean is none', () => {
    const { layer } = layerOf(2, 3, 5);
    const fill = (mu: number, logSigma: number) =>
      layer.setWeights(layer.getWeights().map(({ shape }, i) => tf.fill(shape, i % 2 === 0 ? mu : logSigma)));
    fill(0, 60);
    expect(layer.klLoss().dataSync()[0]).toBe(Number.POSITIVE_INFINITY);
    fill(Number.NaN, 0);
    expect(layer.klLoss().dataSync()[0]).toBeNaN();
  });
});
