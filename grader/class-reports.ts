import { join } from 'node:path';
import { say } from '#setup/programs/say.mjs';
import { root as projectRoot } from '#setup/project-paths.mjs';
import { exercises } from '../exercises/catalogue/catalogue';
import type { Graded } from './batch/grade-batch';
import type { Journal } from './batch/journal';
import { matchOverrides, type Person } from './batch/match-overrides';
import { type Override, readOverrides } from './batch/overrides';
import { solutionLikenesses } from './batch/solution-likenesses';
import type { GradeOptions } from './grade-options';
import { publicOnly, type Rubric } from './marking/rubrics';
import { CsvReport } from './reports/csv-report';
import { FillReport } from './reports/fill-report';
import { GithubReport } from './reports/github-report';
import { GradescopeReport } from './reports/gradescope-report';
import { HtmlReport } from './reports/html/html-report';
import { JsonReport } from './reports/json-report';
import { JunitReport } from './reports/junit-report';
import { MarkdownReport } from './reports/markdown-report';
import { TerminalReport } from './reports/terminal-report';
import { writeReports } from './reports/write-reports';
import type { Batch, ReportWriter } from './reports/writer';

/** What reports are asked for, of what is typed. */
export type ReportOptions = Pick<
  GradeOptions,
  | 'out'
  | 'language'
  | 'forEveryone'
  | 'instructor'
  | 'formats'
  | 'overrides'
  | 'fill'
  | 'assignment'
  | 'column'
  | 'failUnder'
>;

/** By what the class was marked. */
export interface Marked {
  seed: string;
  /** Of this seed. */
  rubrics: Rubric[];
}

/** All reports of a class, wherever its answers were run. */
export class ClassReports {
  readonly #options: ReportOptions;
  readonly #marked: Marked;
  readonly #overrides: Override[];
  readonly #sheet: FillReport[];
  readonly #filled: string[] = [];

  /**
   * Reads what the instructor has written, before anything is graded.
   *
   * @param people whose work is in the class
   * @throws {UsageError} where the file of `--overrides` or of `--fill` cannot be used
   */
  constructor(options: ReportOptions, marked: Marked, people: readonly Person[]) {
    this.#options = options;
    this.#marked = marked;
    const { overrides } = options;
    this.#overrides = matchOverrides(overrides ? readOverrides(overrides, marked.rubrics) : [], people);
    this.#sheet = fillReports(options, (line) => this.#filled.push(line));
  }

  /**
   * Writes them, and tells the terminal.
   *
   * @param graded in the order of the report
   * @param sandbox in which the answers were run
   * @returns the exit status of `npm run grade`, but for wrong usage
   * @throws {UsageError} where an override or a sheet does not fit what was handed in
   */
  async write(graded: Graded[], journal: Journal, sandbox: Batch['sandbox']): Promise<number> {
    const { out, language, instructor, failUnder, forEveryone } = this.#options;
    const terminal = new TerminalReport(say, process.stdout.isTTY === true);
    const files = out === undefined ? [] : fileReports(this.#options, out, graded.length === 1);
    const summary = await writeReports(
      graded,
      journal,
      this.#overrides,
      solutionLikenesses(join(projectRoot, 'solutions'), exercises),
      { language, instructor, rubrics: this.#marked.rubrics },
      { seed: this.#marked.seed, sandbox },
      [...this.#sheet, terminal, ...files], // the sheet first: where it cannot be filled in, nothing is written
      forEveryone,
    );
    if (publicOnly) say(publicOnlyNote[language]);
    for (const line of this.#filled) say(line);
    if (out !== undefined) say(join(out, 'report.html'));

    if (summary.statuses['grader-fault'] > 0) return 3;
    const scores = summary.assignments.flatMap((assignment) => assignment.scores);
    return failUnder !== undefined && scores.some((score) => score < failUnder) ? 1 : 0;
  }
}

const publicOnlyNote = {
  pl: 'To wydanie zna tylko jawne testy; przy ocenianiu dochodzą ukryte.',
  en: 'This edition knows the public checks only; marking adds hidden ones.',
};

function fillReports(
  { fill, out, assignment, column }: ReportOptions,
  tell: (line: string) => void,
): FillReport[] {
  if (fill === undefined || out === undefined) return [];
  return [new FillReport({ path: fill, out, assignment, column }, tell)];
}

function fileReports({ formats, instructor }: ReportOptions, out: string, single: boolean): ReportWriter[] {
  const more = {
    gradescope: () => new GradescopeReport(out, single, instructor),
    github: () => new GithubReport(out, single),
    junit: () => new JunitReport(join(out, 'junit.xml')),
    markdown: () => new MarkdownReport(out),
  };
  return [
    new JsonReport(join(out, 'report.json')),
    new HtmlReport(join(out, 'report.html')),
    new CsvReport(join(out, 'report.csv')),
    ...formats.map((format) => more[format]()),
  ];
}
