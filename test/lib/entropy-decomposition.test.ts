import { BayesLinear, entropyDecomposition, predictive, setSeed, tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classes } from './uncertainty.json';

const parts = (draws: number[][][]) =>
  tf.tidy(() => {
    const { total, aleatoric, epistemic } = entropyDecomposition(tf.tensor3d(draws));
    return { total: total.arraySync(), aleatoric: aleatoric.arraySync(), epistemic: epistemic.arraySync() };
  });

/** Mutual information in float64 as the mean over draws of KL(p_s || mean p): no difference of entropies. */
function mutualInformation(draws: number[][]): number {
  const mean = draws[0]!.map((_, c) => draws.reduce((sum, p) => sum + p[c]! / draws.length, 0));
  const kl = (p: number[]) => p.reduce((sum, pc, c) => sum + (pc > 0 ? pc * Math.log(pc / mean[c]!) : 0), 0);
  return draws.reduce((sum, p) => sum + kl(p) / draws.length, 0);
}

/** S draws of C probabilities, with zeros and certainties among them. */
const distributions = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }))
  .chain(([S, C]) =>
    fc.array(
      fc
        .array(fc.oneof(fc.constant(0), fc.float({ min: 0, max: 1, noNaN: true })), {
          minLength: C,
          maxLength: C,
        })
        .filter((weights) => weights.some((weight) => weight > 1e-3))
        .map((weights) => weights.map((weight) => weight / weights.reduce((a, b) => a + b))),
      { minLength: S, maxLength: S },
    ),
  );

describe('entropyDecomposition()', () => {
  test.each(['total', 'aleatoric', 'epistemic'] as const)(
    'has the %s entropy that SciPy computes',
    (part) => {
      const got = parts(classes.draws)[part];
      expect(got).toHaveLength(6);
      got.forEach((value, n) => expect(Math.abs(value - classes[part][n]!)).toBeLessThan(1e-6));
    },
  );

  test('total is aleatoric + epistemic, and epistemic the mutual information, for any draws', () => {
    fc.assert(
      fc.property(distributions, (draws) => {
        const { total, aleatoric, epistemic } = parts(draws.map((p) => [p]));
        expect(Math.abs(total[0]! - aleatoric[0]! - epistemic[0]!)).toBeLessThan(1e-6);
        expect(Math.abs(epistemic[0]! - mutualInformation(draws))).toBeLessThan(1e-6);
        for (const [value] of [total, aleatoric, epistemic]) {
          expect(value).toBeGreaterThan(-1e-6);
          expect(value).toBeLessThan(Math.log(draws[0]!.length) + 1e-6);
        }
        expect(epistemic[0]).toBeGreaterThanOrEqual(0);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  test('all is aleatoric where the draws agree', () => {
    fc.assert(
      fc.property(distributions, fc.integer({ min: 1, max: 50 }), ([p], S) => {
        const { total, aleatoric, epistemic } = parts(Array.from({ length: S }, () => [p!]));
        expect(epistemic[0]).toBeLessThan(1e-6);
        expect(Math.abs(total[0]! - aleatoric[0]!)).toBeLessThan(1e-6);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  test('all is epistemic, log C, where each draw is sure of another class, and 0 log 0 is 0', () => {
    const draws = [0, 1, 2, 3].map((s) => [[0, 1, 2, 3].map((c) => Number(c === s))]);
    const { total, aleatoric, epistemic } = parts(draws);
    expect(aleatoric).toEqual([0]);
    expect(total[0]).toBeCloseTo(Math.log(4), 6);
    expect(epistemic[0]).toBeCloseTo(Math.log(4), 6);
  });

  test('takes the softmax of what predictive() gives, and leaves only its three tensors', () => {
    setSeed(1);
    const model = tf.sequential({ layers: [new BayesLinear({ units: 3, inputDim: 2, priorSigma: 1 })] });
    const draws = tf.softmax(predictive(model, tf.ones([5, 2]), { numSamples: 20 }));
    const before = tf.memory().numTensors;
    const { total, aleatoric, epistemic } = entropyDecomposition(draws);
    expect([total.shape, aleatoric.shape, epistemic.shape]).toEqual([[5], [5], [5]]);
    expect(tf.memory().numTensors).toBe(before + 3);
    expect(epistemic.min().arraySync()).toBeGreaterThan(0.01);
  });

  test('has a gradient, also at certainty', () => {
    const gradient = tf.grad((draws: tf.Tensor) => entropyDecomposition(draws).total.sum());
    // d H / d p_c of the mean = -(log p_c + 1) / S, here with S = 1; at 0 the least normal float32 stands for it.
    const at = gradient(tf.tensor3d([[[0.25, 0.75]]])).dataSync();
    const zero = gradient(tf.tensor3d([[[1, 0]]])).dataSync();
    expect(at[0]).toBeCloseTo(-Math.log(0.25) - 1, 5);
    expect(at[1]).toBeCloseTo(-Math.log(0.75) - 1, 5);
    expect(Array.from(zero).every(Number.isFinite)).toBe(true);
  });

  test('refuses logits, and says what to take', () => {
    expect(() => entropyDecomposition(tf.tensor3d([[[2, 1]]]))).toThrow(
      new RangeError(
        'Cannot decompose the entropy: draws must sum to 1 along the last axis (of logits, take tf.softmax), got a sum of 3',
      ),
    );
    expect(() => entropyDecomposition(tf.tensor3d([[[2, -1]]]))).toThrow(
      new RangeError('Cannot decompose the entropy: draws must be probabilities of at least 0, got -1'),
    );
    expect(() => entropyDecomposition(tf.tensor3d([[[Number.NaN, 1]]]))).toThrow(RangeError);
  });

  test('refuses other shapes and kinds', () => {
    const refused = (got: string) =>
      new TypeError(
        `Cannot decompose the entropy: draws must be a float32 tensor of the shape [S, N, C], got ${got}`,
      );
    expect(() => entropyDecomposition(tf.ones([3, 1]))).toThrow(refused('[3,1]'));
    expect(() => entropyDecomposition(tf.ones([1, 1, 1], 'int32'))).toThrow(refused('int32'));
    expect(() => entropyDecomposition([[[1]]] as unknown as tf.Tensor)).toThrow(refused('an array'));
    expect(() => entropyDecomposition(undefined as unknown as tf.Tensor)).toThrow(refused('undefined'));
    const gone = tf.ones([1, 1, 1]);
    gone.dispose();
    expect(() => entropyDecomposition(gone)).toThrow(refused('a disposed one'));
    expect(() => entropyDecomposition(tf.zeros([0, 2, 3]))).toThrow(
      new RangeError('Cannot decompose the entropy: draws must not be empty, got the shape [0,2,3]'),
    );
  });
});
