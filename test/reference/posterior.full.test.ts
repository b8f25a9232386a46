import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import oracles from '../oracles.json';
import { type Estimate, standardError } from './posterior-numbers.mjs';
import { meanOf } from './vector.mjs';

const { sine, iris, gap } = oracles.posterior_reference;

/** The program on its own: vitest's way to import would make its loops several times slower. */
function numbersOf(posterior: string, settings: Record<string, number>): Record<string, Estimate> {
  const options = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const argv = [path.join(__dirname, 'posterior.mjs'), posterior, ...options, '--json'];
  return JSON.parse(spawnSync(process.execPath, argv, { encoding: 'utf8' }).stdout).numbers;
}

/** How far a value lies outside an oracle's range, whose ends are right to half a unit of the third decimal. */
function outside(value: number, oracle: readonly number[]): number {
  const [low, high] = [Math.min(...oracle) - 0.0005, Math.max(...oracle) + 0.0005];
  return Math.max(low - value, value - high, 0);
}

describe('the exact posterior of the sine, over six data sets', () => {
  const seeds = [1, 2, 3, 4, 5, 6];
  let runs: Record<string, Estimate>[] = [];
  beforeAll(() => {
    runs = seeds.map((seed) => numbersOf('sine', { draws: 400, 'burn-in': 200, chains: 1, seed }));
  });

  // The oracle is of one data set of its own, or two: it differs from ours by the noise of the data and of the draws.
  // Our six values tell their standard deviation s; one value more differs from their mean by s sqrt(1 + 1/6), and a t
  // of 5 degrees of freedom passes 4 in one of 100 choices of the seeds.
  const spread = Math.sqrt(1 + 1 / seeds.length);
  test.each<[string, number[]]>([
    ['mean sd in the data', [sine.exact_mean_sd_in_data]],
    ...Object.entries(sine.exact_sd_at).map(([place, sd]): [string, number[]] => [`sd at ${place}`, [sd]]),
    ['RMSE to the sine', sine.exact_rmse_to_sin],
  ])('%s is %j', (name, oracle) => {
    const values = runs.map((numbers) => numbers[name]!.value);
    const s = standardError(values) * Math.sqrt(seeds.length);
    expect(s / meanOf(values)).toBeLessThan(0.1); // else the comparison would say little
    expect(outside(meanOf(values), oracle)).toBeLessThan(4 * s * spread);
  });
});

describe('the exact posterior of the sine with a gap, over four data sets', () => {
  const seeds = [1, 2, 3, 4];
  const runs: Record<string, Estimate>[] = [];
  for (const seed of seeds) {
    beforeAll(() => {
      runs.push(numbersOf('gap', { draws: 80, 'burn-in': 60, chains: 1, seed }));
    });
  }

  // The oracle is the range of three data sets of its own, ours of four others, each value with the error of some 80
  // draws, 1 / sqrt(2 * 80) of it. As above, with a t of 3 degrees of freedom, which passes 4 in three of 100 choices of
  // the seeds. The oracle's prior of the output's bias is narrower: that bias is 1 of 51 terms of the function.
  const spread = Math.sqrt(1 + 1 / seeds.length);
  test.each([
    ['sd at -2', gap.hmc[0]!],
    ['sd at 0', gap.hmc[1]!],
  ])('%s is %j', (name, oracle) => {
    const values = runs.map((numbers) => numbers[name]!.value);
    const s = standardError(values) * Math.sqrt(seeds.length);
    expect(s / meanOf(values)).toBeLessThan(0.15); // else the comparison would say little
    expect(outside(meanOf(values), oracle)).toBeLessThan(4 * s * spread);
  });
});

describe.each([
  { posterior: 'iris-1', oracle: iris.exact_prior_1, draws: 50 },
  { posterior: 'iris-0.1', oracle: iris['exact_prior_0.1'], draws: 300 },
])('the exact posterior $posterior', ({ posterior, oracle, draws }) => {
  let numbers: Record<string, Estimate> = {};
  beforeAll(() => {
    numbers = numbersOf(posterior, { draws, 'burn-in': 100, chains: 4, seed: 1 });
  });

  // The data are the oracle's, so that the draws alone make a difference. Eight halves tell the standard error: a t of
  // 7 degrees of freedom passes 4 in one of 200 seeds.
  test.each([
    ['accuracy', oracle.test_accuracy],
    ['NLL', oracle.test_nll],
    ['mean max p', oracle.mean_max_p],
  ])('%s is %j', (name, values) => {
    const { value, error } = numbers[name]!;
    expect(error / value).toBeLessThan(0.1); // else the comparison would say little
    expect(outside(value, values)).toBeLessThanOrEqual(4 * error);
  });
});
