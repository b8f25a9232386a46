import { unparse } from 'papaparse';
import { csvCell } from './csv-cell';
import type { SubmissionReport } from './submission-report';
import { type AssignmentSummary, type Batch, FileWriter, type ReportWriter } from './writer';

/** So that Excel reads the file as UTF-8. */
const byteOrderMark = '\ufeff';

/**
 * report.csv: a row per submission, separated by commas with decimal points in either language, so that one file means
 * the same to every program. No cell that comes from a submission is ever read as a formula.
 */
export class CsvReport implements ReportWriter {
  readonly reader = 'instructor';
  readonly #file: FileWriter;
  #assignments: AssignmentSummary[] = [];

  constructor(path: string) {
    this.#file = new FileWriter(path);
  }

  async begin({ summary }: Batch): Promise<void> {
    this.#assignments = summary.assignments;
    const perExercise = this.#assignments.flatMap(({ exercises, conclusions }) => [
      ...exercises.flatMap(({ id }) => [id, `${id} status`, `${id} diagnosis`]),
      ...conclusions,
    ]);
    await this.#file.write(byteOrderMark);
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
        ...exercises.flatMap((column) => {
          const exercise = found(column.id);
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

  #row(cells: (string | number)[]): Promise<void> {
    const safe = cells.map((cell) => (typeof cell === 'string' ? csvCell(cell) : cell));
    return this.#file.write(`${unparse([safe])}\r\n`);
  }
}
