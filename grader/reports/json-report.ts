import type { SubmissionReport } from './submission-report';
import { type Batch, FileWriter, type ReportWriter } from './writer';

/** report.json, as report.schema.json describes it: a line per submission. */
export class JsonReport implements ReportWriter {
  readonly reader = 'instructor';
  readonly #file: FileWriter;
  #first = true;

  constructor(path: string) {
    this.#file = new FileWriter(path);
  }

  async begin({ summary, seed, sandbox, byHand, equalAnswers }: Batch): Promise<void> {
    const assignments = summary.assignments.map(({ id }) => id);
    const overrides = byHand.length;
    const head = JSON.stringify({ version: 1, assignments, seed, sandbox, overrides, equalAnswers });
    await this.#file.write(`${head.slice(0, -1)},"submissions":[`);
  }

  async add(report: SubmissionReport): Promise<void> {
    await this.#file.write(`${this.#first ? '' : ','}\n${JSON.stringify(report)}`);
    this.#first = false;
  }

  async end(): Promise<void> {
    await this.#file.write('\n]}\n');
    await this.#file.close();
  }
}
