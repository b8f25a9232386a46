import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { gradeSubmission } from '../../grader/marking/grade-submission';
import { rubricsFor } from '../../grader/marking/rubrics';
import { LoadedHandIn } from '../../grader/reading/loaded-hand-in';
import { type SubmissionReport, submissionReport } from '../../grader/reports/submission-report';
import { runCalls } from '../../grader/sandbox/run-calls';
import { openSandbox, type Sandbox } from '../../grader/sandbox/sandbox';
import { readSubmission } from '../../grader/submission/read-submission';
import { systemLanguage } from '../../setup/language.mjs';

// The checks as a test suite over one submission: `SUBMISSION=path`, else the student's own notebooks.

const root = join(__dirname, '..', '..');
const language = systemLanguage(process.env);
/** The student's own notebooks in both languages; where one has answers, the untouched other one is left out. */
function submissions(): string[] {
  const named = process.env.SUBMISSION;
  if (named && !existsSync(resolve(root, named)))
    throw new Error(`Cannot test SUBMISSION=${named}: there is no such file`);
  if (named) return [resolve(root, named)];
  return ['pl', 'en'].flatMap((folder) =>
    readdirSync(join(root, 'notebooks', folder))
      .filter((name) => name.endsWith('.ipynb'))
      .map((name) => join(root, 'notebooks', folder, name)),
  );
}

async function reportOf(path: string, sandbox: Sandbox): Promise<SubmissionReport> {
  const seed = String(Date.now());
  const rubrics = rubricsFor(seed);
  const result = await gradeSubmission(new LoadedHandIn(() => readSubmission(path), path), {
    rubrics,
    run: (extracted, groups, options) => runCalls(extracted, groups, { sandbox, seed }, options),
  });
  const show = { language, instructor: false, rubrics } as const;
  return submissionReport({ file: path, student: 'you' }, result, [], [], show);
}

describe('exercises', async () => {
  const sandbox = await openSandbox();
  afterAll(() => sandbox.close());
  const reports = await Promise.all(submissions().map((path) => reportOf(path, sandbox)));
  const answered = reports.filter(({ exercises }) => exercises.some(({ status }) => status !== 'missing'));

  for (const { file, exercises, message } of answered.length > 0 ? answered : reports) {
    describe(relative(process.cwd(), file), () => {
      test('can be read', () => expect(message).toBe(''));
      for (const exercise of exercises)
        describe(`${exercise.id}: ${exercise.title}`, () => {
          test('has an answer', () => {
            if (exercise.status === 'missing' || exercise.status === 'error') fail(...exercise.notes);
          });
          for (const check of exercise.checks)
            test(check.name, () => {
              const hint = exercise.diagnosis && `${exercise.diagnosis}. ${exercise.hint ?? ''}`;
              if (check.status !== 'passed') fail(check.message || check.status, hint);
            });
        });
    });
  }
});

/** Fails with these lines alone: a stack of this file would tell a student nothing. */
function fail(...lines: string[]): never {
  const error = new Error(lines.filter(Boolean).join('\n'));
  error.stack = '';
  throw error;
}
