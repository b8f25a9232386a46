import { describe, expect, test } from 'vitest';
import { lectureNotebooks } from '../../generator/editions';
import { projectRoot, readNotebook } from '../generator/project-copy';
import { printedNumbers, printedTable } from './printed-output';
import { inData, inGap, ofRoad, type WalkedRoad } from './stated/road-runs';

const solved = lectureNotebooks(projectRoot).filter(
  ({ lecture, edition }) => lecture.id.startsWith('02-') && edition === 'solved',
);

/** Where each road's standard deviations stand in the solved notebook: the cell, and the row of its table. */
const printed: [WalkedRoad, string, number][] = [
  ['hmc', 'gold', 0],
  ['mean-field', 'mean-field', 1],
  ['laplace', 'laplace', 1],
  ['laplace-diagonal', 'laplace', 2],
  ['dropout-100', 'dropout', 1],
  ['dropout-1000', 'dropout', 2],
  ['ensemble', 'ensemble', 1],
];

/** The roads in the order of the table of scores. */
const scored: WalkedRoad[] = ['hmc', 'laplace', 'laplace-diagonal', 'mean-field', 'dropout-100', 'ensemble'];

/**
 * How far beyond the five runs of the independent program one of ours may lie: they scatter by what the data and the
 * draws differ. Ours makes 200 draws, from which a standard deviation is right to 5 %. The ensemble is its starts and
 * steps: its spread in five runs goes from 0.03 to 0.06.
 */
const allowance = (road: WalkedRoad) => (road === 'ensemble' ? 2 : 1.25);

describe.each(solved)('the committed $path', ({ path }) => {
  const notebook = readNotebook(projectRoot, path);

  test.each(printed)('has the widths of %s that an independent program finds', (road, cell, row) => {
    const [data = Number.NaN, gap = Number.NaN, ratio = Number.NaN] =
      printedTable(notebook, cell)[row]?.values ?? [];
    for (const [found, name] of [
      [data, inData],
      [gap, inGap],
    ] as const) {
      const runs = ofRoad(road, name);
      expect(found).toBeGreaterThanOrEqual(Math.min(...runs) / allowance(road) - 5e-4); // printed to three decimals
      expect(found).toBeLessThanOrEqual(Math.max(...runs) * allowance(road) + 5e-4);
    }
    // Of two numbers of three decimals, and draws that were made anew
    expect(Math.abs(ratio / (gap / data) - 1)).toBeLessThan(0.0005 / data + 0.01);
  });

  test('walked chains that accept most transitions and agree', () => {
    expect(printedNumbers(notebook, 'hmc-walk')[0]?.at(-1)).toBeGreaterThan(0.6);
    const chains = printedNumbers(notebook, 'gold');
    expect(chains).toHaveLength(5);
    expect(chains.at(-1)?.at(-1)).toBeLessThan(1.1);
  });

  test('scored the roads as the independent program does', () => {
    const table = printedTable(notebook, 'scores');
    scored.forEach((road, row) => {
      const [data = Number.NaN, gap = Number.NaN] = table[row]?.values ?? [];
      // 400 observations of noise 0.1 have a mean score that is known to 1/sqrt(2 * 400) = 0.035, the runs' 200 to 0.05
      const runs = ofRoad(road, 'log score in the data');
      expect(Math.abs(data - runs.reduce((sum, value) => sum + value, 0) / runs.length)).toBeLessThan(0.15);
      const [hmc = Number.NaN] = table[0]?.values.slice(1) ?? [];
      if (road !== 'hmc') expect(gap).toBeGreaterThan(hmc);
    });
    const near = [0, 1, 5, 6].map((row) => table[row]?.values[0] ?? Number.NaN); // HMC, Laplace, ensemble, MAP
    expect(Math.max(...near) - Math.min(...near)).toBeLessThan(0.03);
    const far = [2, 3, 4].map((row) => table[row]?.values[0] ?? Number.NaN);
    expect(Math.max(...far)).toBeLessThan(Math.min(...near) - 0.03);
  });
});

test('both languages printed the same numbers, but for the seconds', () => {
  const [one, other] = solved.map(({ path }) => readNotebook(projectRoot, path));
  for (const cell of ['gold', 'mean-field', 'laplace', 'dropout', 'ensemble'])
    expect(printedTable(one!, cell).map(({ values }) => values)).toEqual(
      printedTable(other!, cell).map(({ values }) => values),
    );
  const scores = (notebook: typeof one) =>
    printedTable(notebook!, 'scores').map(({ values }) => values.slice(0, 2));
  expect(scores(one)).toEqual(scores(other));
});
