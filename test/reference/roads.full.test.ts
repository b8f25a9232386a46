import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import stored from '../lecture/stated/road-runs.json';

/** All but HMC, which takes minutes; its numbers are held against the oracle in road-runs.test.ts. */
const cheap = ['laplace', 'laplace-diagonal', 'mean-field', 'dropout-100', 'dropout-1000', 'ensemble'];

// On the same Node they are the same to the last digit. Another one's tanh may differ in that digit: 2,000 steps of Adam
// make 1e-5 of it in the function, the noise of 0.1 a hundred times that in a score, and up to two of 200 observations
// may then change sides at the end of an interval.
test('node test/reference/roads.mjs finds the numbers that are stored of it', () => {
  const roads = cheap.flatMap((name) => ['--road', name]);
  const argv = [path.join(__dirname, 'roads.mjs'), ...roads, '--json'];
  const { stdout } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  const found: Record<string, Record<string, number>> = JSON.parse(stdout).runs[0].roads;
  const known: Record<string, Record<string, number>> = stored.runs[0]!.roads;
  expect(Object.keys(found)).toEqual(cheap);
  for (const road of cheap) {
    for (const [name, value] of Object.entries(found[road]!)) {
      const allowance = name.startsWith('coverage') ? 0.0101 : 1e-3;
      expect(Math.abs(value - known[road]![name]!), `${road}: ${name}`).toBeLessThan(allowance);
    }
  }
});
