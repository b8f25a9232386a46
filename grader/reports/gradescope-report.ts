import { join } from 'node:path';
import { writeNewFile } from '../files/new-file';
import { ownFolder } from '../files/own-folder';
import { type Entry, entriesOf, saidOf } from './entries';
import { FileNames } from './file-names';
import { plainText } from './plain-text';
import { longestSentence, shortened } from './shortened';
import type { SubmissionReport } from './submission-report';
import type { Batch, ReportWriter } from './writer';

/** Gradescope's results.json; for a batch of several, one in gradescope/ for each student. */
export class GradescopeReport implements ReportWriter {
  readonly reader = 'student';
  readonly #names = new FileNames();
  readonly #folder: string;
  readonly #single: boolean;
  readonly #instructor: boolean;

  constructor(folder: string, single: boolean, instructor: boolean) {
    this.#folder = folder;
    this.#single = single;
    this.#instructor = instructor;
  }

  async begin(_: Batch): Promise<void> {
    if (!this.#single) ownFolder(join(this.#folder, 'gradescope'));
  }

  async add(report: SubmissionReport): Promise<void> {
    const path = this.#single ? 'results.json' : join('gradescope', `${this.#names.of(report.student)}.json`);
    writeNewFile(join(this.#folder, path), `${JSON.stringify(this.#results(report), null, 2)}\n`);
  }

  async end(): Promise<void> {}

  #results(report: SubmissionReport) {
    const said = [report.message, ...report.notes, ...report.exercises.flatMap(({ notes }) => notes)];
    return {
      score: report.score,
      execution_time: report.seconds,
      output: said.filter(Boolean).map(output).join('\n'),
      output_format: 'text',
      visibility: 'visible',
      stdout_visibility: 'hidden',
      extra_data: { student: report.student, file: report.file, status: report.status },
      tests: entriesOf(report).map((entry) => this.#test(entry)),
    };
  }

  #test(entry: Entry) {
    return {
      name: entry.name,
      number: entry.number,
      score: entry.score,
      max_score: entry.maxScore,
      status: entry.status === 'passed' ? 'passed' : 'failed',
      output: output(saidOf(entry, true)),
      output_format: 'text',
      tags: [entry.of, entry.visibility],
      // with --instructor the messages of hidden checks are in it, and students must not see them
      visibility: entry.visibility === 'hidden' && this.#instructor ? 'hidden' : 'visible',
    };
  }
}

const output = (text: string): string => shortened(plainText(text), longestSentence);
