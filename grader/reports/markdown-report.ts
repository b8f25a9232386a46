import { join } from 'node:path';
import { writeNewFile } from '../files/new-file';
import { ownFolder } from '../files/own-folder';
import { FileNames } from './file-names';
import { plainText } from './plain-text';
import type { ExerciseReport, SubmissionReport } from './submission-report';
import type { Batch, ReportWriter } from './writer';

/** feedback/STUDENT.md: what a student should read. */
export class MarkdownReport implements ReportWriter {
  readonly #names = new FileNames();
  #pl = false;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async begin({ language }: Batch): Promise<void> {
    this.#pl = language === 'pl';
    ownFolder(join(this.#folder, 'feedback'));
  }

  async add(report: SubmissionReport): Promise<void> {
    const text = [
      `# ${md(report.student)}: ${report.score} / ${report.maxScore}`,
      `${this.#pl ? 'Plik' : 'File'}: ${md(report.file)}`,
      ...[report.message, ...report.notes].filter(Boolean).map(md),
      ...report.exercises.map((exercise) => this.#exercise(exercise)),
      ...report.manualReview.map(
        ({ id }) =>
          `## ${md(id)}\n\n${this.#pl ? 'Wnioski czyta i ocenia prowadzący.' : 'The conclusions are read and marked by the instructor.'}`,
      ),
    ].join('\n\n');
    writeNewFile(join(this.#folder, 'feedback', `${this.#names.of(report.student)}.md`), `${text}\n`);
  }

  async end(): Promise<void> {}

  #exercise(exercise: ExerciseReport): string {
    const marks = { passed: '✓', failed: '✗', error: '✗', timeout: '⏱', skipped: '–' };
    const lines = exercise.checks.map(
      (check) =>
        `| ${marks[check.status]} | ${md(check.name)} | ${check.score} / ${check.maxScore} | ${md(check.message)} |`,
    );
    const hint = exercise.diagnosis && `> **${md(exercise.diagnosis)}.** ${md(exercise.hint ?? '')}`;
    return [
      `## ${md(exercise.title)}: ${exercise.score} / ${exercise.maxScore}`,
      hint,
      ...exercise.notes.map((note) => `- ${md(note)}`),
      lines.length > 0 &&
        `| | ${this.#pl ? 'test | punkty | uwagi' : 'check | points | remarks'} |\n| --- | --- | --- | --- |\n${lines.join('\n')}`,
    ]
      .filter(Boolean)
      .join('\n\n');
  }
}

/** Text from a submission in Markdown: no markup of its own, no HTML, one line. */
const md = (raw: string): string =>
  plainText(raw).replace(/[\\`*_{}[\]()<>#+!|~&-]/g, (character) => `\\${character}`);
