import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const program = (...argv: string[]) =>
  spawnSync(process.execPath, [path.join(__dirname, 'roads.mjs'), ...argv], { encoding: 'utf8' });

describe('node test/reference/roads.mjs', () => {
  const names = [
    'sd at -2',
    'sd at 0',
    'mean at 0',
    'log score in the data',
    'coverage of 0.5 in the data',
    'coverage of 0.9 in the data',
    'log score in the gap',
    'coverage of 0.5 in the gap',
    'coverage of 0.9 in the gap',
  ];
  const both = ['--road', 'laplace', '--road', 'laplace-diagonal'];

  test('prints a row for each number, a column for each road, a table for each seed', () => {
    const { status, stdout } = program(...both, '--seeds', '2');
    expect(status).toBe(0);
    for (const seed of [1, 2])
      expect(stdout).toMatch(new RegExp(`^seed ${seed} +laplace +laplace-diagonal$`, 'm'));
    for (const name of names)
      expect(stdout.match(new RegExp(String.raw`^${name}(?: +-?\d\.\d{3}){2}$`, 'gm'))).toHaveLength(2);
    expect(stdout).toMatch(/^\d+\.\d s$/m);
  });

  test('prints all digits with --json, with the command, and the same ones of a road whatever others are asked for', () => {
    const [one, two] = [['--road', 'laplace'], both].map((roads) => {
      const { stdout } = program(...roads, '--json');
      return JSON.parse(stdout);
    });
    expect(one.command).toBe('node test/reference/roads.mjs --road laplace --json');
    expect(two.runs.map(({ seed }: { seed: number }) => seed)).toEqual([1]);
    expect(Object.keys(two.runs[0].roads)).toEqual(['laplace', 'laplace-diagonal']);
    expect(Object.keys(one.runs[0].roads.laplace)).toEqual(names);
    expect(two.runs[0].roads.laplace).toEqual(one.runs[0].roads.laplace);

    // what one knows who knows the sine and the noise: mean -log(0.1 sqrt(2 pi e)), standard deviation sqrt(1/2)
    const best = -Math.log(0.1 * Math.sqrt(2 * Math.PI * Math.E));
    const score = one.runs[0].roads.laplace['log score in the data'];
    expect(score).toBeLessThan(best + 4 * Math.sqrt(0.5 / 200));
    expect(score).toBeGreaterThan(best - 0.3);
  });

  test('explains itself with --help', () => {
    const { status, stdout } = program('--help');
    expect(status).toBe(0);
    for (const word of ['--seeds', '--road', '--json', 'hmc', 'mean-field', 'dropout-1000', 'ensemble'])
      expect(stdout).toContain(word);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  test.each([
    [['--seeds', '0'], '--seeds must be a whole number from 1 to 1000, got 0'],
    [
      ['--road', 'short'],
      '--road must be one of hmc, laplace, laplace-diagonal, mean-field, dropout-100, dropout-1000, ensemble, got short',
    ],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuses %j in one sentence', (argv, words) => {
    const { status, stdout, stderr } = program(...argv);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toBe(`roads: ${words}. See: node test/reference/roads.mjs --help\n`);
  });
});
