import { beforeAll, describe, expect, it } from 'vitest';
import { agreementTable, meanSd, mostApart, seedAgreements } from '../../bench/seed-agreement';
import { seededRun, trainings } from '../../bench/seeded-run';
import { tf } from '../../lib';
import oracles from '../oracles.json';

describe('seedAgreements()', () => {
  it('gives mean, sd and how many standard errors the means are apart', () => {
    expect(meanSd([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ mean: 5, sd: Math.sqrt(32 / 7) });
    const [one] = seedAgreements([{ q: 1 }, { q: 3 }], [{ q: 4 }, { q: 8 }]);
    // Variances 2 and 8 of two seeds each: the difference 4 has the standard error sqrt(2/2 + 8/2).
    expect(one?.apart).toBeCloseTo(4 / Math.sqrt(5), 12);
  });

  it('says what is too far apart, and of equal numbers without a spread that they agree', () => {
    const ours = [
      { same: 1, far: 1 },
      { same: 1, far: 1.1 },
    ];
    const theirs = [
      { same: 1, far: 2 },
      { same: 1, far: 2.1 },
    ];
    const all = seedAgreements(ours, theirs);
    expect(all.map(({ apart }) => apart <= mostApart)).toEqual([true, false]);
    expect(agreementTable(all)).toMatch(/far +1\.05 \(0\.071\) +2\.05 \(0\.071\) +14\.1, above 4/);
  });

  it('refuses what one side alone has', () => {
    expect(() => seedAgreements([{ a: 1 }], [{ a: 1, b: 2 }])).toThrow('both sides must have b');
  });
});

describe('seededRun()', () => {
  beforeAll(() => tf.ready());

  it('gives the same ten quantities for a seed, others for another, and keeps no tensor', () => {
    const given = trainings();
    const few = { sine: { ...given.sine, steps: 5 }, iris: { ...given.iris, steps: 5 } };
    const once = seededRun(few, 1);
    const { numTensors } = tf.memory();
    expect(Object.keys(once)).toHaveLength(10);
    expect(seededRun(few, 1)).toEqual(once);
    expect(seededRun(few, 2)).not.toEqual(once);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('trains the sine as 40 runs of the oracle did', () => {
    const { sine, iris } = trainings();
    const numbers = seededRun({ sine, iris: { ...iris, steps: 1 } }, 1);
    const oracle = oracles.lecture_runs.sine_1000_steps_kl_weight_1_over_step_plus_1;
    const [mean = Number.NaN, sd = Number.NaN] = oracle.mean_predictive_sd_2000_draws;
    expect(Math.abs((numbers['sine: sd of the functions'] as number) - mean)).toBeLessThan(4 * sd);
    const [, , least = Number.NaN, most = Number.NaN] = oracle.rmse_to_sin_one_draw;
    expect(numbers['sine: RMSE to sin(x) of one function']).toBeGreaterThan(least);
    expect(numbers['sine: RMSE to sin(x) of one function']).toBeLessThan(most);
  });
});
