import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { expect, test } from 'vitest';
import { points } from '../../../grader/marking/result';
import { entriesOf } from '../../../grader/reports/entries';
import { GithubReport } from '../../../grader/reports/github-report';
import { GradescopeReport } from '../../../grader/reports/gradescope-report';
import type { SubmissionReport } from '../../../grader/reports/submission-report';
import { harmlessLines } from '../../../setup/programs/harmless-lines.mjs';
import { scratchFolder } from '../grade-process';
import { sampleReports, writeWith } from './sample-reports';

/** As Gradescope's documentation of results.json has it. */
const visibility = { enum: ['visible', 'hidden', 'after_due_date', 'after_published'] };
const format = { enum: ['text', 'html', 'simple_format', 'md', 'ansi'] };
const gradescope = {
  type: 'object',
  additionalProperties: false,
  properties: {
    score: { type: 'number' },
    execution_time: { type: 'number' },
    output: { type: 'string' },
    output_format: format,
    visibility,
    stdout_visibility: visibility,
    extra_data: { type: 'object' },
    tests: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        properties: {
          name: { type: 'string' },
          number: { type: 'string' },
          score: { type: 'number' },
          max_score: { type: 'number' },
          status: { enum: ['passed', 'failed'] },
          output: { type: 'string' },
          output_format: format,
          tags: { type: 'array', items: { type: 'string' } },
          visibility,
        },
      },
    },
  },
};

/** What the writer has written for one hand-in that is alone. */
async function written(kind: 'gradescope' | 'github', report: SubmissionReport, instructor = false) {
  const folder = scratchFolder();
  const writer =
    kind === 'gradescope'
      ? new GradescopeReport(folder, true, instructor)
      : new GithubReport(folder, true, join(folder, 'output'));
  await writeWith(writer, [report], report.language);
  const file = kind === 'gradescope' ? 'results.json' : 'github.json';
  return { folder, result: JSON.parse(readFileSync(join(folder, file), 'utf8')) };
}

const reports = [...sampleReports(7, 'en'), ...sampleReports(7, 'pl')];

test.each(reports)('the lines of a hand-in ($language, $score) sum to its points', (report) => {
  const entries = entriesOf(report);
  expect(entries.length).toBeGreaterThan(0);
  expect(points(entries.map(({ score }) => score))).toBe(report.score);
  expect(points(entries.map(({ maxScore }) => maxScore))).toBe(report.maxScore);
  expect(new Set(entries.map(({ number }) => number)).size).toBe(entries.length);
});

test.each(reports)(
  'results.json ($language, $score) is what Gradescope reads, and its tests sum to its score',
  async (report) => {
    const { result } = await written('gradescope', report);
    const validate = new Ajv({ strict: false, allErrors: true }).compile(gradescope);
    validate(result);
    expect(validate.errors).toBeNull();
    const tests = result.tests as { score: number; max_score: number }[];
    expect(points(tests.map(({ score }) => score))).toBe(result.score);
    expect(points(tests.map((one) => one.max_score))).toBe(10);
  },
);

test('results.json says in a test of its own that a person gave or took points', async () => {
  const changed = reports.find(({ exercises }) => exercises.some(({ override }) => override));
  const { result } = await written('gradescope', changed as SubmissionReport);
  const [test] = result.tests.filter(({ name }: { name: string }) => name.endsWith('points given by hand'));
  expect(test).toMatchObject({
    score: -2.5,
    max_score: 0,
    output: 'a good idea; see & ask',
    visibility: 'visible',
  });
});

test('results.json hides hidden checks from the student where their messages are in it, and github.json leaves these out', async () => {
  const [, wrong] = sampleReports(2, 'en');
  for (const check of wrong?.exercises[0]?.checks ?? []) check.message = 'expected 1, got 2';
  const { result } = await written('gradescope', wrong as SubmissionReport, true);
  type Test = { tags: string[]; visibility: string; output: string };
  const hidden = (result.tests as Test[]).filter(({ tags }) => tags.includes('hidden'));
  expect(hidden.length).toBeGreaterThan(0);
  expect(hidden.filter((one) => one.visibility !== 'hidden')).toEqual([]);
  const github = (await written('github', wrong as SubmissionReport, true)).result;
  const messages = (github.tests as { message: string }[]).map(({ message }) => message);
  const publicChecks = wrong?.exercises[0]?.checks.filter((check) => check.visibility === 'public') ?? [];
  expect(messages.filter((message) => message.includes('expected 1'))).toHaveLength(publicChecks.length);
});

test.each(reports)(
  'github.json ($language, $score) adds up in the autograding reporter, which divides by the number of tests',
  async (report) => {
    const { folder, result } = await written('github', report);
    expect(result).toMatchObject({
      version: 1,
      max_score: report.maxScore,
      status: expect.stringMatching(/^(pass|fail|error)$/),
    });
    const tests = result.tests as { name: string; status: string; score: number; message: string }[];
    expect(points(tests.map(({ score }) => score))).toBe(report.score);
    expect(tests.length).toBeGreaterThan(0);
    for (const { name, message, status } of tests) {
      expect(status).toMatch(/^(pass|fail|error)$/);
      expect(message).not.toBe('');
      for (const text of [name, message]) expect(harmlessLines(text)).toBe(text);
    }
    const [, base64 = ''] = /^result=(\S+)\n$/.exec(readFileSync(join(folder, 'output'), 'utf8')) ?? [];
    expect(JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))).toEqual(result);
  },
);

test('a class gets a file for each hand-in, also where names differ by case alone', async () => {
  const folder = scratchFolder();
  const [one] = sampleReports(1, 'en');
  const students = ['ß', 'SS', 'ss', 'CON', 'a'.repeat(400)];
  const all = students.map((student) => ({ ...one, student })) as SubmissionReport[];
  mkdirSync(join(folder, 'out'));
  await writeWith(new GradescopeReport(join(folder, 'out'), false, false), all, 'en');
  expect(readdirSync(join(folder, 'out', 'gradescope'))).toHaveLength(students.length);
});
