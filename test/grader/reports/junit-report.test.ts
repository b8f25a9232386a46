import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { JunitReport } from '../../../grader/reports/junit-report';
import type { SubmissionReport } from '../../../grader/reports/submission-report';
import { scratchFolder } from '../grade-process';
import { sampleReports, writeWith } from './sample-reports';

const folder = scratchFolder();
/** Of Apache Ant's JUnit tasks: its source stands on top of it. */
const schema = readFileSync(join(__dirname, 'fixtures', 'JUnit.xsd'), 'utf8');

async function xmlOf(reports: SubmissionReport[]): Promise<string> {
  const file = join(folder, 'junit.xml');
  await writeWith(new JunitReport(file, new Date(0)), reports, 'en');
  return readFileSync(file, 'utf8');
}

async function complaints(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents: xml }], schema: [schema] });
  return errors.map(({ message }) => message);
}

const attribute = (tag: string, name: string): string =>
  new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

test.each([0, 1, 3, 50])("junit.xml of %i hand-ins holds to Ant's schema", async (count) => {
  expect(await complaints(await xmlOf(sampleReports(count, 'en')))).toEqual([]);
});

test('the schema finds a failure without its type, so that it can be trusted to find one here', async () => {
  const xml = await xmlOf(sampleReports(2, 'en'));
  expect(await complaints(xml.replace(' type="failed"', ''))).not.toEqual([]);
});

test('counts of a suite are those of its cases, and no two cases have one name', async () => {
  const one = sampleReports(14, 'pl');
  const xml = await xmlOf([...one, ...one]); // each student twice
  for (const suite of xml.match(/<testsuite [\s\S]*?<\/testsuite>/g) ?? []) {
    const times = (pattern: RegExp) => String((suite.match(pattern) ?? []).length);
    expect(attribute(suite, 'tests')).toBe(times(/<testcase /g));
    expect(attribute(suite, 'failures')).toBe(times(/<failure /g));
    expect(attribute(suite, 'errors')).toBe(times(/<error /g));
    expect(attribute(suite, 'skipped')).toBe(times(/<skipped\/>/g));
  }
  const cases = (xml.match(/<testcase [^>]*>/g) ?? []).map(
    (tag) => `${attribute(tag, 'classname')} ${attribute(tag, 'name')}`,
  );
  expect(new Set(cases).size).toBe(cases.length);
  const failures = xml.match(/<failure [^>]*>[^<]*/g) ?? [];
  expect(failures.length).toBeGreaterThan(0);
  expect(failures.filter((failure) => !/ type="\w+"/.test(failure) || failure.endsWith('>'))).toEqual([]);
});

test('junit.xml stays valid whatever names, messages and comments hold', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\u0000\u0008', '\ud800', ']]>', '&#0;', '\uffff', ''),
  );
  await fc.assert(
    fc.asyncProperty(text, text, text, async (student, message, file) => {
      const reports = sampleReports(7, 'en');
      for (const report of reports) {
        Object.assign(report, { student, file, message });
        for (const { checks } of report.exercises) for (const check of checks) check.message = message;
      }
      expect(await complaints(await xmlOf(reports))).toEqual([]);
    }),
    { numRuns: 20, seed: 1 },
  );
});
