import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeTokens } from '../../generator/code-tokens';
import { lectureNotebooks } from '../../generator/editions';
import { type MultilineText, textOf } from '../../wire/notebook';
import { declaration } from '../figures/declaration';
import { projectRoot, readNotebook } from '../generator/project-copy';
import { expectExactNumbers, expectLectureRuns } from './printed-numbers';
import { printedNumbers, printedTable } from './printed-output';
import { prints, printsWithin } from './stated/printed';
import { runClaims } from './stated/run-claims';

const solved = lectureNotebooks(projectRoot).filter(
  ({ lecture, edition }) => lecture.id.startsWith('01-') && edition === 'solved',
);

describe.each(solved)('the committed $path', ({ path }) => {
  test('printed what an independent implementation prints', () => {
    expectLectureRuns(readNotebook(projectRoot, path));
  });

  test('printed the numbers that can be had exactly', () => {
    expectExactNumbers(readNotebook(projectRoot, path));
  });

  test('shows BayesLinear as it is now (npm run notebooks -- --execute)', () => {
    const outputs = readNotebook(projectRoot, path).cells.flatMap((cell) => cell.outputs ?? []);
    const shown = outputs.flatMap((output) =>
      'data' in output ? [textOf(output.data['text/plain'] as MultilineText)] : [],
    );
    const listed = shown.filter((plain) => plain.includes('class BayesLinear'));
    const file = readFileSync(join(projectRoot, 'lib', 'bayes-linear.ts'), 'utf8');
    expect(listed.map((plain) => codeTokens(plain.slice(plain.indexOf('export class'))))).toEqual([
      codeTokens(declaration(file, 'BayesLinear')),
    ]);
  });

  test('printed what its conclusions say', () => {
    const notebook = readNotebook(projectRoot, path);
    const { sdOfTen, betweenCurves, rmseEitherWay, meanWithRenumbered } = runClaims.ensemble;
    const sd = printedNumbers(notebook, 'ensemble').at(-1)?.at(-1) ?? Number.NaN;
    expect(Math.abs(sd - Number(sdOfTen))).toBeLessThan(0.025); // nearer to 0.15 than to 0.1 or 0.2
    for (const { name, values } of printedTable(notebook, 'comparison').slice(1)) {
      const [outputs = Number.NaN, parameters = Number.NaN, between = Number.NaN] = values;
      expect(
        [outputs, parameters].map((rmse) => prints(rmse, rmseEitherWay)),
        name,
      ).toEqual([true, true]);
      expect(Math.abs(between - Number(betweenCurves)), name).toBeLessThan(0.015);
    }
    const [apart, , each, middle] = printedTable(notebook, 'permutation').map(
      ({ values: [value = Number.NaN] }) => value,
    );
    expect(apart).toBeGreaterThan(1);
    expect(prints(each ?? Number.NaN, rmseEitherWay)).toBe(true);
    expect(printsWithin(middle ?? Number.NaN, meanWithRenumbered)).toBe(true);
  });
});
