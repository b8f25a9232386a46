import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeNewFile } from '../files/new-file';
import { ownFolder } from '../files/own-folder';
import { FileNames } from './file-names';
import { plainText } from './plain-text';
import type { SubmissionReport } from './submission-report';
import type { Batch, ReportWriter } from './writer';

/**
 * GitHub Classroom's result: github.json, and within a workflow the step's output `result` in base64, as the
 * autograding reporter reads it. For a batch of several, one in github/ for each student.
 */
export class GithubReport implements ReportWriter {
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
    const result = JSON.stringify(this.#result(report));
    const path = this.#single ? 'github.json' : join('github', `${this.#names.of(report.student)}.json`);
    writeNewFile(join(this.#folder, path), `${result}\n`);
    if (this.#single && this.#stepOutput)
      appendFileSync(this.#stepOutput, `result=${Buffer.from(result).toString('base64')}\n`);
  }

  async end(): Promise<void> {}

  #result(report: SubmissionReport) {
    const tests = report.exercises.flatMap((exercise) =>
      exercise.checks.map((check) => ({
        name: `${exercise.title}: ${check.name}`,
        status: check.status === 'passed' ? 'pass' : check.status === 'failed' ? 'fail' : 'error',
        score: check.score,
        message: plainText([check.message, exercise.diagnosis].filter(Boolean).join('; ')),
        test_code: '',
        filename: plainText(report.file),
        line_no: 0,
        duration: 0,
      })),
    );
    const status = report.status !== 'graded' ? 'error' : report.score >= report.maxScore ? 'pass' : 'fail';
    return { version: 1, status, max_score: report.maxScore, tests };
  }
}
