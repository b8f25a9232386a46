import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse, unparse } from 'papaparse';
import { expect, test } from 'vitest';
import { csvCell } from '../../../grader/reports/csv-cell';
import { CsvReport } from '../../../grader/reports/csv-report';
import { scratchFolder } from '../grade-process';
import { hostileName, sampleReports, writeWith } from './sample-reports';

/** What a spreadsheet makes of a text: Excel drops blanks in front, and reads these signs as the start of a formula. */
const formula = /^[\s"\p{Z}\p{Cf}]*[=+\-@＝＋－＠]/u;

/** Every cell that any program may see, with quotes understood or not. */
const cellsOf = (csv: string): string[] =>
  [',', ';', '\t', '|'].flatMap((delimiter) => [
    ...parse<string[]>(csv, { delimiter }).data.flat(),
    ...csv.split(/\r?\n/).flatMap((line) => line.split(delimiter)),
  ]);

const rows = fc.array(
  fc.array(
    fc.oneof(
      fc.string({ unit: fc.constantFrom(...',;|\t"\'=+-@ x\n\r＝\u200b') }),
      fc.string({ unit: 'grapheme' }),
    ),
    {
      minLength: 3,
      maxLength: 3,
    },
  ),
  { minLength: 1, maxLength: 4 },
);

test('csvCell() leaves no formula under any separator, with quotes understood or not', () => {
  fc.assert(
    fc.property(rows, (cells) => {
      const csv = unparse(cells.map((row) => row.map(csvCell)));
      expect(cellsOf(csv).filter((cell) => formula.test(cell))).toEqual([]);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test('csvCell() comes back from papaparse as it was written', () => {
  fc.assert(
    fc.property(rows, (cells) => {
      const written = cells.map((row) => row.map(csvCell));
      expect(parse<string[]>(unparse(written), { delimiter: ',' }).data).toEqual(written);
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test.each([
  ['-Anna', "'-Anna"],
  ['Anna Maria Nowak-Kowalska', 'Anna Maria Nowak-Kowalska'],
  ["O'Neill, Ada (101)", "O'Neill, Ada (101)"],
  ['x;=1+1;y', "x;'=1+1;y"],
  ['x\t=1+1', 'x =1+1'],
  ['a, "=1"', `a, "'=1"`],
  ['::error title=x::y', ': :error title=x::y'],
  ['expected 1, got -1', 'expected 1, got -1'],
  ['2;3', '2;3'],
])('csvCell() writes %j as %j', (text, cell) => expect(csvCell(text)).toBe(cell));

test('report.csv begins with a byte order mark, and holds a row per hand-in without a formula', async () => {
  const file = join(scratchFolder(), 'report.csv');
  const reports = sampleReports(14, 'pl');
  await writeWith(new CsvReport(file), reports, 'pl');
  const bytes = readFileSync(file);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const csv = bytes.toString('utf8').slice(1);
  const { data } = parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
  expect(data.map(({ student, score }) => [student, Number(score)])).toEqual(
    reports.map(({ student, score }) => [csvCell(student), score]),
  );
  expect(csv).not.toContain(hostileName);
  expect(cellsOf(csv).filter((cell) => formula.test(cell))).toEqual([]);
});
