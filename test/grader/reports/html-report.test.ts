import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { HtmlReport } from '../../../grader/reports/html/html-report';
import type { Language } from '../../../lib/language';
import { scratchFolder } from '../grade-process';
import { hostileName, sampleReports, writeWith } from './sample-reports';

const folder = scratchFolder();
const validator = new HtmlValidate({ root: true, extends: ['html-validate:recommended'] });

async function pageOf(count: number, language: Language): Promise<string> {
  const file = join(folder, `${count}-${language}.html`);
  await writeWith(new HtmlReport(file), sampleReports(count, language), language);
  return readFileSync(file, 'utf8');
}

describe.each(['pl', 'en'] as const)('report.html in %s', (language) => {
  test.each([0, 1, 3, 14])('of %i hand-ins is valid', async (count) => {
    const { results } = await validator.validateString(await pageOf(count, language));
    const messages = results.flatMap((result) => result.messages);
    expect(messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`)).toEqual([]);
  });

  test('speaks one language', async () => {
    const page = await pageOf(7, language);
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(language === 'pl' ? 'Do obejrzenia' : 'To look at');
    expect(page).not.toContain(language === 'pl' ? 'missing</em>' : 'brak rozwiązania');
    expect(page).toContain(language === 'pl' ? '2,5 / 5' : '2.5 / 5');
  });
});

test('report.html carries no markup, no escape sequence and no turn of direction of a submission', async () => {
  const page = await pageOf(7, 'en');
  expect(page).not.toContain('<img');
  expect(page).toContain('::error::&lt;img src=x onerror=alert(1)&gt;');
  for (const character of ['\u001b', '\u202e']) expect(page).not.toContain(character);
  expect(page).not.toContain(hostileName);
});

test('report.html shows a long answer, a long name and long words up to a limit, and says so', async () => {
  const [one] = sampleReports(1, 'en');
  if (!one) throw new Error('no sample');
  const [exercise] = one.exercises;
  if (!exercise) throw new Error('no exercise');
  const long = '<&🙂'.repeat(250_000);
  Object.assign(one, { student: long, file: long, message: long, notes: [long], flags: [long] });
  Object.assign(exercise, { code: long, notes: [long], diagnosis: long, hint: long });
  Object.assign(exercise.checks[0] ?? {}, { message: long, status: 'failed' });
  one.manualReview = [{ id: 'exercise-2-conclusions', text: long, state: 'answered' }];
  const file = join(folder, 'long.html');
  await writeWith(new HtmlReport(file), [one], 'en');
  const page = readFileSync(file, 'utf8');
  expect(page.length).toBeLessThan(400_000);
  expect(page).toContain('980,000 more characters are left out here');
  expect(page).not.toContain('\ufffd');
});
