import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LogDensity } from './leapfrog.mjs';
import { type Posterior, posteriorNumbers, standardError } from './posterior-numbers.mjs';

const program = (...argv: string[]) =>
  spawnSync(process.execPath, [path.join(__dirname, 'posterior.mjs'), ...argv], { encoding: 'utf8' });

describe('node test/reference/posterior.mjs', () => {
  const few = ['--draws', '4', '--burn-in', '2', '--chains', '2'];

  test.each([
    ['iris-0.1', ['accuracy', 'NLL', 'mean max p', 'epistemic uncertainty']],
    ['gap', ['mean sd in the data', 'sd at 0', 'sd at 2', 'mean at 2']],
    [
      'sine',
      ['mean sd in the data', 'sd at -4', 'RMSE to the sine', 'observations inside the predictive 95 %'],
    ],
  ])('prints the numbers of %s, of all draws and of the half-chains', (posterior, names) => {
    const { status, stdout } = program(posterior, ...few);
    expect(status).toBe(0);
    const number = String.raw`\s+\d+\.\d{4}`;
    for (const name of names) expect(stdout).toMatch(new RegExp(`^${name}(?:${number}){6}$`, 'm'));
    expect(stdout).toMatch(/^acceptance [01]\.\d\d, step sizes 0\.\d{3}, 0\.\d{3}, \d+\.\d s$/m);
  });

  test('prints the same for the same seed, and else for another', () => {
    const table = (seed: string) =>
      program('sine', ...few, '--seed', seed).stdout.replace(/^acceptance.*/m, '');
    expect(table('5')).toBe(table('5'));
    expect(table('5')).not.toBe(table('6'));
  });

  test('prints all digits with --json', () => {
    const [words, json] = [[], ['--json']].map((more) => program('iris-0.1', ...few, ...more).stdout);
    const { numbers, acceptance, stepSizes } = JSON.parse(json!);
    expect(numbers.NLL.halves).toHaveLength(4);
    for (const number of [
      numbers.NLL.value,
      numbers.NLL.error,
      ...numbers.NLL.halves,
      acceptance,
      ...stepSizes,
    ])
      expect(number).toBeGreaterThan(0);
    expect(words).toMatch(new RegExp(`^NLL +${numbers.NLL.value.toFixed(4)} `, 'm'));
  });

  test('explains itself with --help', () => {
    const { status, stdout } = program('--help');
    expect(status).toBe(0);
    for (const word of [
      'sine',
      'gap',
      'iris-1',
      'iris-0.1',
      '--draws',
      '--burn-in',
      '--chains',
      '--seed',
      '--json',
    ])
      expect(stdout).toContain(word);
  });

  test.each([
    [[], 'the posterior must be one of sine, gap, iris-1, iris-0.1, got none'],
    [['iris'], 'the posterior must be one of sine, gap, iris-1, iris-0.1, got iris'],
    [['sine', '--draws', '5'], '--draws must be an even number, got 5'],
    [['sine', '--chains', '0'], '--chains must be a whole number from 1 to 100, got 0'],
    [['sine', '--fast'], "Unknown option '--fast'"],
  ])('refuses %j in one sentence', (argv, words) => {
    const { status, stdout, stderr } = program(...argv);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toBe(`posterior: ${words}. See: node test/reference/posterior.mjs --help\n`);
  });
});

describe('posteriorNumbers()', () => {
  /** One observation, 3 with noise N(0, 1): under a prior of sd 2 the parameter is N(2.4, 0.8). */
  const likelihood: LogDensity = ([w = 0], gradient) => {
    gradient[0] = 3 - w;
    return -((3 - w) ** 2) / 2;
  };
  const known: Posterior = {
    parameters: 1,
    priorSigma: 2,
    logLikelihood: likelihood,
    statisticsOf: ([w = 0]) => Float64Array.of(w, w * w),
    numbersOf: ([mean = 0, square = 0]) => ({ mean, variance: square - mean ** 2 }),
  };
  const settings = { draws: 1000, burnIn: 200, chains: 8, seed: 1 };
  const { numbers } = posteriorNumbers(known, settings);

  test('gives numbers in the own unit of the parameters, within five of the standard errors that it tells', () => {
    // the error is told by 16 halves: a t of 15 degrees of freedom passes 5 once in 6,000 seeds
    for (const [name, exact] of [
      ['mean', 2.4],
      ['variance', 0.8],
    ] as const) {
      const { value, error, halves } = numbers[name]!;
      expect(halves).toHaveLength(16);
      expect(error).toBeLessThan(0.03);
      expect(Math.abs(value - exact)).toBeLessThan(5 * error);
    }
  });

  test('computes a number from the means over all draws, not as a mean of the halves', () => {
    const { mean, variance } = numbers;
    const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean!.value).toBeCloseTo(average(mean!.halves), 12);
    const between = average(mean!.halves.map((half) => (half - mean!.value) ** 2));
    expect(variance!.value).toBeCloseTo(average(variance!.halves) + between, 12);
  });

  test('says of each transition which chain made it', () => {
    const seen: string[] = [];
    posteriorNumbers(known, {
      draws: 2,
      burnIn: 1,
      chains: 2,
      seed: 1,
      onTransition: ({ index }, k) => seen.push(`${k}:${index}`),
    });
    expect(seen).toEqual(['0:-1', '0:0', '0:1', '1:-1', '1:0', '1:1']);
  });
});

test('standardError() is the standard deviation over the root of the number', () => {
  expect(standardError([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12);
});
