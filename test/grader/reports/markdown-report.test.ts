import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import { MarkdownReport } from '../../../grader/reports/markdown-report';
import type { SubmissionReport } from '../../../grader/reports/submission-report';
import { harmlessLines } from '../../../setup/programs/harmless-lines.mjs';
import { scratchFolder } from '../grade-process';
import { sampleReports, writeWith } from './sample-reports';

const folder = scratchFolder();

async function feedbackOf(report: SubmissionReport): Promise<string> {
  await writeWith(new MarkdownReport(folder), [{ ...report, student: 'ada' }], 'en');
  return readFileSync(join(folder, 'feedback', 'ada.md'), 'utf8');
}

const [, wrong, untouched, , unreadable] = sampleReports(7, 'pl') as [
  SubmissionReport,
  SubmissionReport,
  SubmissionReport,
  SubmissionReport,
  SubmissionReport,
];

test('feedback speaks the language of its report, not of the batch', async () => {
  const text = await feedbackOf(wrong);
  expect(text).toContain('# ada: 5 / 10');
  expect(text).toContain('> **liczy μ i log σ jako dwa parametry.**');
  expect(text).toContain('| | test | punkty | uwagi |');
  expect(text).toContain('| ✗ | jedna warstwa | 0 / 0,5 |');
  expect(text).toContain('Wnioski czyta i ocenia prowadzący.');
  expect(await feedbackOf(untouched)).toContain('brak rozwiązania');
  expect(await feedbackOf(unreadable)).toContain('plik jest pusty');
});

test('feedback keeps the messages of hidden checks back, also where the instructor asked for them', async () => {
  const checks = wrong.exercises.flatMap((exercise) => exercise.checks);
  for (const check of checks) if (check.visibility === 'hidden') check.message = 'SECRET';
  expect(await feedbackOf(wrong)).not.toContain('SECRET');
});

test('no text of a submission is markup in feedback, nor a command of a build server', async () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'*_`#<>[]()!|~-+1. :\n@wht/ps&;"x') }),
    fc.constantFrom(
      '::error::x',
      '<script>',
      '1. x',
      'https://x.y',
      '![a](b)',
      '- x',
      '    code',
      '| a |',
      '&lt;',
    ),
  );
  const markdown = new MarkdownIt({ html: true, linkify: false });
  const tags = (source: string) => (markdown.render(source).match(/<[^>]*>/g) ?? []).join('');
  await fc.assert(
    fc.asyncProperty(text, async (raw) => {
      const change = (said: string): SubmissionReport => ({
        ...unreadable,
        file: `${said}x`,
        message: `${said}x`,
        notes: [`${said}x`],
      });
      const feedback = await feedbackOf(change(raw));
      expect(tags(feedback)).toBe(tags(await feedbackOf(change(''))));
      expect(harmlessLines(feedback)).toBe(feedback);
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('feedback for megabytes of messages stays short', async () => {
  const long = '*<'.repeat(500_000);
  const text = await feedbackOf({ ...unreadable, file: long, message: long, notes: [long, long] });
  expect(text.length).toBeLessThan(10_000);
});
