import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../generator/project-copy';
import oracles from '../oracles.json';
import type { Estimate } from '../reference/posterior-numbers.mjs';

const {
  sine,
  iris_prior_1,
  'iris_prior_0.1': irisPriorTenth,
} = oracles.posterior_reference.by_test_reference;

/** The program on its own: vitest's way to import would make its loops several times slower. */
function exactNumbers(posterior: string, ...options: string[]): Record<string, Estimate> {
  const program = join(projectRoot, 'test/reference/posterior.mjs');
  const { stdout } = spawnSync(process.execPath, [program, posterior, ...options, '--json'], {
    encoding: 'utf8',
  });
  return JSON.parse(stdout).numbers;
}

/** The range is that of data sets and chains; a short run's own error comes on top of it, four of that. */
function expectWithin(found: Estimate | undefined, range: number[]): void {
  if (!found) throw new Error('the program computes no such number');
  const { value, error } = found;
  expect(error / value).toBeLessThan(0.15); // else the comparison would say little
  expect(value).toBeGreaterThanOrEqual(Math.min(...range) - 4 * error);
  expect(value).toBeLessThanOrEqual(Math.max(...range) + 4 * error);
}

describe('what the lecture says of the exact posteriors and no other program has computed', () => {
  test.each([1, 2, 3])("the sine's bands, data of seed %i", (seed) => {
    const options = ['--draws', '300', '--burn-in', '200', '--chains', '2', '--seed', String(seed)];
    const numbers = exactNumbers('sine', ...options);
    expectWithin(numbers['observations inside the predictive 95 %'], sine.predictive_95_coverage);
    expectWithin(numbers['observations inside 3 sd'], sine.observations_in_3_sd);
    expectWithin(numbers['sine inside 3 sd'], sine.sine_in_3_sd);
  });

  test.each([
    { posterior: 'iris-1', epistemic: iris_prior_1.epistemic },
    { posterior: 'iris-0.1', epistemic: irisPriorTenth.epistemic },
  ])("the irises' epistemic uncertainty, $posterior", ({ posterior, epistemic }) => {
    const numbers = exactNumbers(
      posterior,
      '--draws',
      '60',
      '--burn-in',
      '120',
      '--chains',
      '4',
      '--seed',
      '1',
    );
    expectWithin(numbers['epistemic uncertainty'], epistemic);
  });
});
