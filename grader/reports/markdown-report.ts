import { join } from 'node:path';
import { harmlessLines } from '#setup/programs/harmless-lines.mjs';
import type { Language } from '../../lib/language';
import { writeNewFile } from '../files/new-file';
import { ownFolder } from '../files/own-folder';
import { FileNames } from './file-names';
import { outOf } from './out-of';
import { plainText } from './plain-text';
import { longestName, longestSentence, shortened } from './shortened';
import { checkMarks, exerciseWords } from './status-words';
import type { CheckReport, ExerciseReport, SubmissionReport } from './submission-report';
import type { Batch, ReportWriter } from './writer';

/** feedback/STUDENT.md: what a student should read. */
export class MarkdownReport implements ReportWriter {
  readonly reader = 'student';
  readonly #names = new FileNames();
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async begin(_: Batch): Promise<void> {
    ownFolder(join(this.#folder, 'feedback'));
  }

  async add(report: SubmissionReport): Promise<void> {
    const path = join(this.#folder, 'feedback', `${this.#names.of(report.student)}.md`);
    writeNewFile(path, harmlessLines(`${feedback(report)}\n`));
  }

  async end(): Promise<void> {}
}

function feedback(report: SubmissionReport): string {
  const words = wordsOf[report.language];
  return [
    `# ${name(report.student)}: ${outOf(report, report.language)}`,
    `${words.file}: ${name(report.file)}`,
    ...[report.message, ...report.notes].filter(Boolean).map(md),
    ...report.exercises.map((exercise) => section(exercise, report.language)),
    ...report.manualReview.map(({ id }) => `## ${md(id)}\n\n${words.conclusions}`),
  ].join('\n\n');
}

function section(exercise: ExerciseReport, language: Language): string {
  const words = wordsOf[language];
  const { status } = exercise;
  return [
    `## ${md(exercise.title)}: ${outOf(exercise, language)}`,
    status !== 'passed' && status !== 'partial' && status !== 'failed' && md(exerciseWords[status][language]),
    exercise.diagnosis && `> **${md(exercise.diagnosis)}.** ${md(exercise.hint ?? '')}`,
    ...exercise.notes.map((note) => `- ${md(note)}`),
    exercise.checks.length > 0 &&
      [
        words.table,
        '| --- | --- | --- | --- |',
        ...exercise.checks.map((check) => row(check, language)),
      ].join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function row(check: CheckReport, language: Language): string {
  // the messages of hidden checks, which --instructor asks for, are not for the student who gets this
  const message = check.visibility === 'public' ? md(check.message) : '';
  return `| ${checkMarks[check.status]} | ${md(check.name)} | ${outOf(check, language)} | ${message} |`;
}

const wordsOf = {
  pl: {
    file: 'Plik',
    conclusions: 'Wnioski czyta i ocenia prowadzący.',
    table: '| | test | punkty | uwagi |',
  },
  en: {
    file: 'File',
    conclusions: 'The conclusions are read and marked by the instructor.',
    table: '| | check | points | remarks |',
  },
};

/** Text from a submission in Markdown: no markup of its own, no HTML, no link, no list, one line. */
const md = (raw: string): string =>
  shortened(plainText(raw), longestSentence)
    .trim() // four blanks in front would make it code
    .replace(/[\\`*_{}[\]()<>#+!|~&-]|:(?=\/\/)/g, (character) => `\\${character}`)
    .replace(/^(\d+)(?=[.)])/, '$1\\');

const name = (raw: string): string => md(shortened(raw, longestName));
