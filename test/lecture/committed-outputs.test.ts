import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeTokens } from '../../generator/code-tokens';
import { lectureNotebooks } from '../../generator/editions';
import { type MultilineText, textOf } from '../../wire/notebook';
import { declaration } from '../figures/declaration';
import { projectRoot, readNotebook } from '../generator/project-copy';
import { expectExactNumbers, expectLectureRuns, printedNumbers } from './printed-numbers';

const solved = lectureNotebooks(projectRoot).filter(({ edition }) => edition === 'solved');

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
    const printed = (id: string) => printedNumbers(readNotebook(projectRoot, path), id);
    const toTenths = (value = Number.NaN) => Math.round(10 * value) / 10;
    expect(toTenths(printed('ensemble').at(-1)?.at(-1))).toBe(0.2); // the ten functions' mean sd
    for (const [, outputs, parameters, between] of printed('comparison')) {
      expect([toTenths(outputs), toTenths(parameters)]).toEqual([0.1, 0.1]);
      expect(parameters).toBeGreaterThan(outputs ?? Number.NaN);
      expect(Math.abs((between ?? Number.NaN) - 0.05)).toBeLessThan(0.015);
    }
    const [, , ofOutputs, ofParameters] = printed('permutation').map((row) => row.at(-1));
    expect(toTenths(ofOutputs)).toBe(0.1);
    expect(ofParameters).toBeGreaterThan(0.5);
  });
});
