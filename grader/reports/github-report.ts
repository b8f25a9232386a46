import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { harmlessLines } from '#setup/programs/harmless-lines.mjs';
import { writeNewFile } from '../files/new-file';
import { ownFolder } from '../files/own-folder';
import type { CheckStatus } from '../marking/result';
import { type Entry, entriesOf, saidOf } from './entries';
import { FileNames } from './file-names';
import { plainText } from './plain-text';
import { longestSentence, shortened } from './shortened';
import { checkWords } from './status-words';
import type { SubmissionReport } from './submission-report';
import type { Batch, ReportWriter } from './writer';

/**
 * GitHub Classroom's result: github.json, and within a workflow the step's output `result` in base64, as the
 * autograding reporter reads it. For a batch of several, one in github/ for each student.
 */
export class GithubReport implements ReportWriter {
  readonly reader = 'student';
  readonly #names = new FileNames();
  readonly #folder: string;
  readonly #single: boolean;
  readonly #stepOutput: string | undefined;

  constructor(folder: string, single: boolean, stepOutput: string | undefined = process.env.GITHUB_OUTPUT) {
    this.#folder = folder;
    this.#single = single;
    this.#stepOutput = stepOutput;
  }

  async begin(_: Batch): Promise<void> {
    if (!this.#single) ownFolder(join(this.#folder, 'github'));
  }

  async add(report: SubmissionReport): Promise<void> {
    const result = JSON.stringify(resultOf(report));
    const path = this.#single ? 'github.json' : join('github', `${this.#names.of(report.student)}.json`);
    writeNewFile(join(this.#folder, path), `${result}\n`);
    if (this.#single && this.#stepOutput)
      appendFileSync(this.#stepOutput, `result=${Buffer.from(result).toString('base64')}\n`);
  }

  async end(): Promise<void> {}
}

/** The reporter adds up the tests' scores, and divides by their number: there is always one. */
function resultOf(report: SubmissionReport) {
  const status = report.status !== 'graded' ? 'error' : report.score >= report.maxScore ? 'pass' : 'fail';
  return {
    version: 1,
    status,
    max_score: report.maxScore,
    tests: entriesOf(report).map((entry) => testOf(entry, report)),
  };
}

const testOf = (entry: Entry, { file, language }: SubmissionReport) => ({
  name: line(entry.name),
  status: statuses[entry.status],
  score: entry.score,
  // where there is none, the reporter says in English that the test could not be run
  message: line(saidOf(entry, false)) || checkWords[entry.status][language],
  test_code: '',
  filename: line(file),
  line_no: 0,
  duration: 0,
});

const statuses: Record<CheckStatus, 'pass' | 'fail' | 'error'> = {
  passed: 'pass',
  failed: 'fail',
  error: 'error',
  timeout: 'error',
  skipped: 'error',
};

/** The reporter prints it into the workflow's log. */
const line = (text: string): string => harmlessLines(shortened(plainText(text), longestSentence));
