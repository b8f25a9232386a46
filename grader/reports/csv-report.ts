import { unparse } from 'papaparse';
import type { SubmissionReport } from './submission-report';
import { type AssignmentSummary, type Batch, FileWriter, type ReportWriter } from './writer';

/** report.csv: a row per submission. No cell that comes from a submission is ever read as a formula. */
export class CsvReport implements ReportWriter {
  readonly #file: FileWriter;
  #assignments: AssignmentSummary[] = [];

  constructor(path: string) {
    this.#file = new FileWriter(path);
  }

  async begin({ summary }: Batch): Promise<void> {
    this.#assignments = summary.assignments;
    const perExercise = this.#assignments.flatMap(({ exercises }) =>
      exercises.flatMap((id) => [id, `${id} status`, `${id} diagnosis`]),
    );
    await this.#row([
      'student',
      'file',
      'status',
      'score',
      'maxScore',
      ...perExercise,
      'conclusions',
      'flags',
      'message',
      'assignment',
    ]);
  }

  async add(report: SubmissionReport): Promise<void> {
    const perExercise = this.#assignments.flatMap(({ id, exercises }) => {
      const none = id === report.assignment ? 0 : ''; // another lecture's exercise was not asked for
      return exercises.flatMap((exerciseId) => {
        const exercise = report.exercises.find((one) => one.id === exerciseId);
        return [exercise?.score ?? none, exercise?.status ?? '', exercise?.diagnosis ?? ''];
      });
    });
    await this.#row([
      report.student,
      report.file,
      report.status,
      report.score,
      report.maxScore,
      ...perExercise,
      report.manualReview.map(({ state }) => state).join(' '),
      report.flags.join('; '),
      report.message,
      report.assignment,
    ]);
  }

  end(): Promise<void> {
    return this.#file.close();
  }

  async #row(cells: (string | number)[]): Promise<void> {
    const safe = cells.map((cell) => (typeof cell === 'string' ? withoutControls(cell) : cell));
    await this.#file.write(`${unparse([safe], { escapeFormulae: formula })}\r\n`);
  }
}

/** What a spreadsheet may take for a formula, also behind spaces and in full-width forms. */
const formula = /^\s*[=+\-@\t\r＝＋－＠]/;

const withoutControls = (text: string): string => text.replace(/[\p{Cc}]+/gu, ' ');
