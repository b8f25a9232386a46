import { join } from 'node:path';
import { exerciseNumber } from '../../exercises/exercise';
import { writeNewFile } from '../files/new-file';
import { ownFolder } from '../files/own-folder';
import { FileNames } from './file-names';
import { plainText } from './plain-text';
import type { SubmissionReport } from './submission-report';
import type { Batch, ReportWriter } from './writer';

/** Gradescope's results.json; for a batch of several, one in gradescope/ for each student. */
export class GradescopeReport implements ReportWriter {
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
    return {
      score: report.score,
      execution_time: report.seconds,
      output: plainText([report.message, ...report.notes].filter(Boolean).join('\n'), true),
      output_format: 'text',
      visibility: 'visible',
      stdout_visibility: 'hidden',
      extra_data: { student: report.student, file: report.file, status: report.status },
      tests: report.exercises.flatMap((exercise) =>
        exercise.checks.map((check, i) => ({
          name: `${exercise.title}: ${check.name}`,
          number: `${exerciseNumber(exercise.id)}.${i + 1}`,
          score: check.score,
          max_score: check.maxScore,
          status: check.status === 'passed' ? 'passed' : 'failed',
          output: plainText([check.message, exercise.diagnosis].filter(Boolean).join('\n'), true),
          output_format: 'text',
          tags: [exercise.id, check.visibility],
          // with --instructor the messages of hidden checks are in it, and students must not see them
          visibility: check.visibility === 'hidden' && this.#instructor ? 'hidden' : 'visible',
        })),
      ),
      leaderboard: [],
    };
  }
}
