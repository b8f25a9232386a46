import { basename, join } from 'node:path';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { lectures } from '../../exercises/catalogue/catalogue';
import type { Language, Words } from '../../lib/language';
import { writeNewFile } from '../files/new-file';
import { chooseColumn } from '../sheets/choose-column';
import { type GradeColumn, type GradeSheet, gradeText } from '../sheets/grade-sheet';
import { readGradeSheet } from '../sheets/read-grade-sheet';
import { type Cell, withCells } from '../sheets/table';
import { fillFeedback } from './fill-feedback';
import { plainText } from './plain-text';
import type { SubmissionReport } from './submission-report';
import type { Batch, ReportWriter } from './writer';

/** What is filled in, and how it was asked for. */
export interface Fill {
  /** The platform's export. */
  path: string;
  /** The folder of the reports. */
  out: string;
  /** The lecture; default the only one that was handed in. */
  assignment?: string | undefined;
  /** The column of Canvas's gradebook; default the one that fits. */
  column?: string | undefined;
}

/** What goes into a student's row. */
interface Mark {
  files: string[];
  student: string;
  /** Undefined where no one grade can be written. */
  score: number | undefined;
  feedback: string;
}

/** A platform's own sheet of grades, filled in: `filled-` and its name, beside the reports. All else stays as it was. */
export class FillReport implements ReportWriter {
  readonly reader = 'student';
  readonly #fill: Fill;
  readonly #sheet: GradeSheet;
  readonly #say: (line: string) => void;
  readonly #marks = new Map<string, Mark>();
  readonly #left: Record<keyof typeof reasons, string[]> = {
    absent: [],
    twice: [],
    above: [],
    excused: [],
    faulty: [],
  };
  #language: Language = 'en';
  #assignment = '';
  #most = 0;
  #column: GradeColumn | undefined;

  /**
   * @param say is told, a line at a time, what was filled in and what was not
   * @throws {UsageError} where the sheet cannot be read, or there is no such lecture
   */
  constructor(fill: Fill, say: (line: string) => void) {
    this.#fill = fill;
    this.#say = say;
    this.#sheet = readGradeSheet(fill.path);
    if (fill.assignment !== undefined && !lectures.some(({ id }) => id === fill.assignment))
      throw new UsageError(`--assignment must be ${oneOf(lectures)}, got ${fill.assignment}`);
  }

  /**
   * @throws {UsageError} where it has to be said which lecture or which column is meant
   */
  async begin({ summary, language }: Batch): Promise<void> {
    this.#language = language;
    const { path, assignment, column } = this.#fill;
    const chosen =
      assignment === undefined
        ? summary.assignments
        : summary.assignments.filter(({ id }) => id === assignment);
    const [only] = chosen;
    if (!only)
      throw new UsageError(
        `Cannot fill ${path}: --assignment must be ${oneOf(summary.assignments)}, of which there are hand-ins, got ${assignment}`,
      );
    if (chosen.length > 1)
      throw new UsageError(
        `Cannot fill ${path}: --assignment must say which lecture it is of, ${oneOf(chosen)}`,
      );
    const lecture = lectures.find(({ id }) => id === only.id) as (typeof lectures)[number];
    this.#column = chooseColumn(this.#sheet, path, lecture, column);
    this.#assignment = only.id;
    this.#most = only.maxScore;
  }

  async add(report: SubmissionReport): Promise<void> {
    if (report.assignment !== this.#assignment) return;
    const { id, student, file, score } = report;
    const cell = id === undefined ? undefined : this.#column?.cells.get(id);
    if (id === undefined || !cell) this.#left.absent.push(`${student} (${file})`);
    else if (/^\s*(?:EX|N\/A)\s*$/i.test(cell.text)) this.#left.excused.push(student);
    else if (report.status === 'grader-fault') this.#left.faulty.push(student);
    else {
      const earlier = this.#marks.get(id);
      if (!earlier) this.#marks.set(id, { files: [file], student, score, feedback: fillFeedback(report) });
      else {
        earlier.files.push(file);
        if (earlier.score !== score) earlier.score = undefined; // a person decides
      }
    }
  }

  async end(): Promise<void> {
    const { table, feedback } = this.#sheet;
    const { maximum, style, cells, title } = this.#column as GradeColumn;
    const factor = maximum === undefined || this.#most === 0 ? 1 : maximum / this.#most;
    const words = new Map<Cell, string>();
    let count = 0;
    for (const [id, { score, student, files, feedback: html }] of this.#marks) {
      if (score === undefined) {
        this.#left.twice.push(`${student} (${files.join(', ')})`);
        continue;
      }
      count++;
      const most = this.#sheet.mayExceed ? undefined : maximum;
      const grade = score * factor;
      if (most !== undefined && grade > most) this.#left.above.push(student);
      words.set(cells.get(id) as Cell, gradeText(Math.min(grade, most ?? grade), style));
      const place = feedback.get(id);
      if (place) words.set(place, html);
    }
    const path = join(this.#fill.out, `filled-${basename(this.#fill.path)}`);
    writeNewFile(path, withCells(table, words));
    this.#tell({
      pl: `${path}: wpisano oceny (${count}), kolumna „${title}”`,
      en: `${path}: ${count} grades filled in, column “${title}”`,
    });
    if (factor !== 1)
      this.#tell({
        pl: `  przeliczone: ${this.#most} punktów to w arkuszu ${maximum}`,
        en: `  scaled: ${this.#most} points are ${maximum} in the sheet`,
      });
    for (const [reason, those] of Object.entries(this.#left) as [keyof typeof reasons, string[]][])
      if (those.length > 0) this.#tell(withNames(reasons[reason], those));
  }

  #tell(words: Words): void {
    this.#say(plainText(words[this.#language]));
  }
}

/** Why a hand-in's grade is not in the sheet as it is. */
const reasons = {
  absent: { pl: 'nie ma w arkuszu', en: 'not in the sheet' },
  twice: {
    pl: 'kilka prac z różnymi punktami, wiersz bez zmian',
    en: 'several hand-ins of different points, row left as it was',
  },
  above: {
    pl: 'więcej, niż przyjmie arkusz, wpisano jego maksimum',
    en: 'more than the sheet takes, its maximum was written',
  },
  excused: { pl: 'zwolnieni, wiersz bez zmian', en: 'excused, row left as it was' },
  faulty: { pl: 'zawiódł system oceniania, wiersz bez zmian', en: 'the grader failed, row left as it was' },
};

const withNames = ({ pl, en }: Words, names: string[]): Words => {
  const all = [...new Set(names)];
  const shown = all.slice(0, 50).join('; ') + (all.length > 50 ? `; … (${all.length})` : '');
  return { pl: `  ${pl}: ${shown}`, en: `  ${en}: ${shown}` };
};

const oneOf = (those: readonly { id: string }[]): string => those.map(({ id }) => id).join(' or ');
