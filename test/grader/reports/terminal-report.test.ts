import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { SubmissionReport } from '../../../grader/reports/submission-report';
import { TerminalReport } from '../../../grader/reports/terminal-report';
import type { Language } from '../../../lib/language';
import { harmlessLines } from '../../../setup/programs/harmless-lines.mjs';
import { hostileName, sampleReports, writeWith } from './sample-reports';

async function linesOf(reports: SubmissionReport[], language: Language, colours = false): Promise<string[]> {
  const lines: string[] = [];
  await writeWith(new TerminalReport((line) => lines.push(line), colours), reports, language);
  return lines;
}

test('the terminal speaks the language of the command', async () => {
  const pl = (await linesOf(sampleReports(7, 'pl'), 'pl')).join('\n');
  expect(pl).toContain('7 prac, średnio');
  expect(pl).toContain('0 brak rozwiązania');
  expect(pl).toContain('nie daje się odczytać: plik jest pusty');
  expect(pl).toContain('7,5 / 10');
  const en = (await linesOf(sampleReports(7, 'en'), 'en')).join('\n');
  expect(en).toContain('7 submissions, on average');
  expect(en).toContain('unreadable: the file is empty');
});

test('a check has its points set apart from its mark', async () => {
  const lines = await linesOf(sampleReports(2, 'en'), 'en');
  expect(lines).toContain(
    '    ✓ 0.25/0.25  five layers'.replace('five layers', "the lecture's nets, 4-100-3 and 1-100-1"),
  );
  expect(lines.filter((line) => /[✓✗⏱–]\d/.test(line))).toEqual([]);
});

test('names, messages and notes of megabytes take a line of bounded length, without control characters', async () => {
  const long = `${hostileName}\n`.repeat(20_000);
  const [one] = sampleReports(1, 'en');
  const hostile = {
    ...one,
    student: long,
    file: long,
    message: long,
    notes: [long],
    flags: [long],
  } as SubmissionReport;
  for (const count of [1, 5]) {
    const lines = await linesOf(Array(count).fill(hostile), 'en', true);
    for (const line of lines) {
      expect(line.length).toBeLessThan(1_200);
      expect(stripVTControlCharacters(line)).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
      expect(harmlessLines(line).replace(': :', '::')).toBe(line); // said by say(), which sets it apart
    }
  }
});
