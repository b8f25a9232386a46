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
    const perExercise = this.#assignments.flatMap(({ exercises, conclusions }) => [
      ...exercises.flatMap((id) => [id, `${id} status`, `${id} diagnosis`]),
      ...conclusions,
    ]);
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
      'by hand',
    ]);
  }

  async add(report: SubmissionReport): Promise<void> {
    const found = (id: string) => report.exercises.find((one) => one.id === id);
    const perExercise = this.#assignments.flatMap(({ id, exercises, conclusions }) => {
      const none = id === report.assignment ? 0 : ''; // another lecture's exercise was not asked for
      return [
        ...exercises.flatMap((exerciseId) => {
          const exercise = found(exerciseId);
          return [exercise?.score ?? none, exercise?.status ?? '', exercise?.diagnosis ?? ''];
        }),
        ...conclusions.map((exerciseId) => found(exerciseId)?.score ?? ''),
      ];
    });
    const byHand = report.exercises.flatMap(({ id, override }) =>
      override ? [`${id}: ${override.score} → ${override.points} ${override.comment}`.trim()] : [],
    );
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
      byHand.join('; '),
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
