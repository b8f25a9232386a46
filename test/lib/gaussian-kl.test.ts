import { gaussianKl, randomNormal, setSeed, tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import oracles from '../oracles.json';
import { relativeError } from './relative-error';

const f32 = Math.fround;

/** The closed form in float64, of numbers that float32 holds; the series near 0 keeps its digits there. */
function kl64(mu: number, logSigma: number, priorMu: number, priorLogSigma: number): number {
  const u = 2 * (logSigma - priorLogSigma);
  let series = 0;
  for (let k = 20; k >= 2; k--) series = (u / k) * (k === 2 ? u * (1 + series) : 1 + series);
  const excess = Math.abs(u) < 1 ? series : Math.expm1(u) - u;
  return 0.5 * excess + 0.5 * ((mu - priorMu) / Math.exp(priorLogSigma)) ** 2;
}

const value = (...args: Parameters<typeof gaussianKl>) => tf.tidy(() => gaussianKl(...args).dataSync()[0]!);

describe('gaussianKl()', () => {
  test.each(oracles.kl_gaussian.rows)('N(%f, %f^2) against N(%f, %f^2) is %f', (...row) => {
    const [mu, sigma, priorMu, priorSigma, expected] = row as [number, number, number, number, number];
    expect(relativeError(value(mu, Math.log(sigma), priorMu, Math.log(priorSigma)), expected)).toBeLessThan(
      1e-6,
    );
  });

  test('is not the KL divergence of the other direction', () => {
    const reversed = value(0, Math.log(0.1), 0.5, Math.log(0.2));
    expect(relativeError(reversed, oracles.kl_gaussian.reversed_direction_of_row_4)).toBeLessThan(1e-6);
  });

  const logSigma = fc.float({ min: -80, max: 80, noNaN: true });
  const mean = fc.float({ min: -1e3, max: 1e3, noNaN: true });

  test('is within 1e-5 of float64 wherever log sigmas differ by at most 43 and the value fits float32', () => {
    const distance = fc.oneof(
      fc.float({ min: -43, max: 43, noNaN: true }),
      fc.float({ min: f32(-0.2), max: f32(0.2), noNaN: true }),
      fc.float({ min: f32(-1e-4), max: f32(1e-4), noNaN: true }),
    );
    fc.assert(
      fc.property(mean, mean, logSigma, distance, (mu, priorMu, priorLogSigma, d) => {
        const own = f32(priorLogSigma + d);
        fc.pre(Math.abs(own - priorLogSigma) <= 43);
        const expected = kl64(mu, own, priorMu, priorLogSigma);
        fc.pre(expected < 3e38 && expected > 1e-30);
        fc.pre(mu === priorMu || Math.abs(mu - priorMu) > 1.2e-38); // native TensorFlow takes denormals for 0
        expect(relativeError(value(mu, own, priorMu, priorLogSigma), expected)).toBeLessThan(1e-5);
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  test('is never below -1e-6 and 0 at the prior', () => {
    fc.assert(
      fc.property(mean, logSigma, fc.float({ min: f32(-1e-3), max: f32(1e-3), noNaN: true }), (mu, ls, d) => {
        expect(value(mu, f32(ls + d), mu, ls)).toBeGreaterThanOrEqual(-1e-6);
        expect(value(mu, ls, mu, ls)).toBe(0);
      }),
      { seed: 2, numRuns: 1000 },
    );
  });

  test('does not depend on origin and unit of the parameters', () => {
    // Units are powers of 2 and means are eighths, so that only the two logarithms are rounded, by half an ulp of 4, which
    // is 2.4e-7. By u = 2 (logSigma - priorLogSigma) KL changes at the rate (e^u - 1) / 2, by priorLogSigma at 2 KL besides.
    const small = fc.integer({ min: -24, max: 24 }).map((n) => n / 8);
    const log = fc.integer({ min: -16, max: 16 }).map((n) => n / 8);
    const law = fc.property(
      small,
      log,
      small,
      log,
      small,
      fc.integer({ min: -3, max: 3 }),
      (mu, ls, m, pls, by, k) => {
        const [unit, shift] = [2 ** k, k * Math.LN2];
        const original = value(mu, ls, m, pls);
        const moved = value(unit * (mu + by), ls + shift, unit * (m + by), pls + shift);
        const rate = Math.exp(2 * (ls - pls)) + 1 + 2 * original;
        expect(Math.abs(moved - original)).toBeLessThan(4 * 2.4e-7 * rate + 2e-5 * original);
      },
    );
    fc.assert(law, { seed: 3, numRuns: 300 });
  });

  test('takes tensors of integers', () => {
    const [mu, zero] = [tf.tensor1d([1, 2], 'int32'), tf.tensor1d([0, 0], 'int32')];
    expect(value(mu, zero, zero, 0)).toBe(2.5); // (1 + 4) / 2
  });

  test('sums over arrays of any equal shape, with scalars for all components', () => {
    const mu = [
      [0.5, 0],
      [0.3, 1],
    ];
    const sigma = [
      [0.2, 0.1],
      [0.05, 2],
    ];
    const logSigma = sigma.map((row) => row.map(Math.log));
    const each = mu.flatMap((row, i) =>
      row.map((m, j) => kl64(m, Math.log(sigma[i]![j]!), 0, Math.log(0.1))),
    );
    const expected = each.reduce((a, b) => a + b);
    expect(relativeError(value(mu, logSigma, 0, Math.log(0.1)), expected)).toBeLessThan(1e-6);
    const prior = [tf.zeros([2, 2]), tf.fill([2, 2], Math.log(0.1))] as const;
    expect(relativeError(value(mu, logSigma, ...prior), expected)).toBeLessThan(1e-6);
    expect(value(0.5, [0, 0, 0], 0, 0)).toBeCloseTo(3 * 0.125, 6);
  });

  test('is 0 for no components, and so is its slope by a scalar', () => {
    const taken = tf.fill([64], 1.8); // the memory that an empty sum must not read
    taken.dispose();
    const none = tf.zeros([0, 3]);
    expect(gaussianKl(none, none, 0, 0).dataSync()[0]).toBe(0);
    const [byMu, byPriorMu] = tf.grads((mu: tf.Tensor, priorMu: tf.Tensor) =>
      gaussianKl(mu, none, priorMu, 0),
    )([none, tf.scalar(1)]);
    expect(byMu!.shape).toEqual([0, 3]);
    expect(byPriorMu!.dataSync()[0]! + 0).toBe(0);
  });

  test('has the closed form gradients in mu and log sigma', () => {
    const [mu, sigma, priorMu, priorSigma] = oracles.kl_gradients.at as [number, number, number, number];
    const gradients = tf.grads((m, s) => gaussianKl(m!, s!, priorMu, Math.log(priorSigma)));
    const got = gradients([tf.scalar(mu), tf.scalar(Math.log(sigma))]).map((g) => g.dataSync()[0]!);
    got.forEach((g, i) => expect(relativeError(g, oracles.kl_gradients.values[i]!)).toBeLessThan(1e-5));
  });

  test.each([
    [[[0.4, -0.7], [-1.2, -0.3], 0.3, -0.8]],
    [[0.4, [-1.2, -0.3], 0.3, -0.8]],
    [[0.4, -1.2, 0.3, [-0.8, 0.1]]],
    [[[0.4, 2], -1.2, [0.3, 1], -0.8]],
  ])('has the gradients of finite differences at %j', (at: (number | number[])[]) => {
    const pick = (v: number | number[], i: number) => (Array.isArray(v) ? v[i]! : v);
    const f64 = (...x: typeof at) =>
      [0, 1].reduce(
        (sum, i) => sum + kl64(...(x.map((v) => pick(v, i)) as [number, number, number, number])),
        0,
      );
    const gradients = tf.grads((...x) => gaussianKl(x[0]!, x[1]!, x[2]!, x[3]!))(at.map((v) => tf.tensor(v)));
    const h = 1e-5;
    at.forEach((argument, k) => {
      const numbers = [argument].flat();
      numbers.forEach((_, i) => {
        const moved = (step: number) => {
          const value = numbers.map((n, j) => (i === j ? n + step : n));
          return f64(...at.map((v, j) => (j !== k ? v : Array.isArray(argument) ? value : value[0]!)));
        };
        const numeric = (moved(h) - moved(-h)) / (2 * h);
        expect(relativeError(gradients[k]!.dataSync()[i]!, numeric)).toBeLessThan(1e-4);
      });
      expect(gradients[k]!.shape).toEqual(Array.isArray(argument) ? [2] : []);
    });
  });

  test('has second derivatives: d2 KL / d logSigma2 is 2 sigma^2 / priorSigma^2', () => {
    const first = tf.grad((s: tf.Tensor) => gaussianKl(0.5, s, 0, Math.log(0.1)));
    const second = tf.grad((s: tf.Tensor) => first(s).sum());
    expect(relativeError(second(tf.scalar(Math.log(0.2))).dataSync()[0]!, 8)).toBeLessThan(1e-5);
  });

  test('equals the mean of log q - log p over draws from q', () => {
    const { case: at, per_draw_sd } = oracles.monte_carlo_kl;
    const [mu, sigma, priorMu, priorSigma] = at as [number, number, number, number];
    setSeed(3);
    const n = 40_000;
    const log = (x: number, m: number, s: number) => -Math.log(s) - 0.5 * ((x - m) / s) ** 2;
    const draws = Array.from(randomNormal([n]).dataSync(), (noise) => mu + sigma * noise);
    const mean = draws.reduce((sum, w) => sum + log(w, mu, sigma) - log(w, priorMu, priorSigma), 0) / n;
    // four standard errors of the mean of n draws
    expect(Math.abs(mean - value(mu, Math.log(sigma), priorMu, Math.log(priorSigma)))).toBeLessThan(
      (4 * per_draw_sd) / Math.sqrt(n),
    );
  });

  test('rejects what is no number, not finite, disposed or of another shape', () => {
    const disposed = tf.scalar(1);
    disposed.dispose();
    expect(() => gaussianKl(Number.NaN, 0, 0, 0)).toThrow(
      new RangeError('Cannot compute the KL divergence: mu must be a finite number, got NaN'),
    );
    expect(() => gaussianKl(0, 0, 0, Number.NEGATIVE_INFINITY)).toThrow(RangeError);
    expect(() => gaussianKl([1, 2], [1, 2, 3], 0, 0)).toThrow(
      new TypeError(
        'Cannot compute the KL divergence: arguments must be scalars or of one shape, got [2] and [3]',
      ),
    );
    expect(() => gaussianKl(disposed, 0, 0, 0)).toThrow(/mu must not be disposed/);
    expect(() => gaussianKl('1' as unknown as number, 0, 0, 0)).toThrow(/mu must hold numbers, got string/);
    expect(() => gaussianKl(0, tf.tensor([true]), 0, 0)).toThrow(/logSigma must hold numbers, got bool/);
    expect(() => gaussianKl(undefined as unknown as number, 0, 0, 0)).toThrow(TypeError);
  });

  test('leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    gaussianKl([1, 2], [0, 0], 0, 0).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
