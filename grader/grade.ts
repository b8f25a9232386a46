import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { root as projectRoot } from '#setup/project-paths.mjs';
import { exercises } from '../exercises/catalogue/catalogue';
import { findSubmissions } from './batch/find-submissions';
import { fingerprint } from './batch/fingerprint';
import { solutionLikenesses } from './batch/flags';
import { gradeBatch } from './batch/grade-batch';
import { Journal } from './batch/journal';
import { readOverrides } from './batch/overrides';
import { ProgressBar } from './batch/progress-bar';
import type { GradeOptions } from './grade-options';
import { publicOnly, rubricsFor } from './marking/rubrics';
import type { Run } from './marking/run-checks';
import { CsvReport } from './reports/csv-report';
import { GithubReport } from './reports/github-report';
import { GradescopeReport } from './reports/gradescope-report';
import { HtmlReport } from './reports/html-report';
import { JsonReport } from './reports/json-report';
import { JunitReport } from './reports/junit-report';
import { MarkdownReport } from './reports/markdown-report';
import { TerminalReport } from './reports/terminal-report';
import { writeReports } from './reports/write-reports';
import type { ReportWriter } from './reports/writer';
import { runCalls } from './sandbox/run-calls';
import type { Sandbox } from './sandbox/sandbox';

/**
 * Grades the submissions of all paths and writes the reports.
 *
 * @param opened the sandbox, which may still be tried: it is waited for where the first answer is to run
 * @returns the exit status of `npm run grade`, but for wrong usage
 * @throws {UsageError} where a path does not exist, overrides.csv cannot be used, or a required sandbox is missing
 */
export async function grade(options: GradeOptions, opened: Promise<Sandbox>): Promise<number> {
  const { paths, out, language, instructor } = options;
  const found = await findSubmissions(paths, out);
  if (found.length === 0)
    throw new UsageError(`Cannot grade ${paths.join(' ')}: there is no notebook (.ipynb) in it`);
  const kept = out === undefined ? undefined : Journal.seedOf(journalIn(out));
  const seed = options.seed ?? kept ?? String(randomInt(2 ** 47));
  const rubrics = rubricsFor(seed);
  const overrides = readOverrides(paths, rubrics);
  const likenesses = solutionLikenesses(join(projectRoot, 'solutions'), exercises);
  const code = fingerprint();
  const sandbox = await opened;
  const scratch = out === undefined ? mkdtempSync(join(tmpdir(), 'bayes-grade-')) : undefined;
  try {
    if (options.requireSandbox && !sandbox.isolates)
      throw new UsageError(
        'Cannot grade: --require-sandbox is given and bubblewrap does not work here. Mend it: npm run doctor says how',
      );
    if (out !== undefined) mkdirSync(out, { recursive: true });
    const journal = Journal.open(journalIn(out ?? (scratch as string)), seed, code);
    const bar = new ProgressBar(found.length, options.jobs, language, process.stderr);
    const run: Run = (extracted, groups, options) => runCalls(extracted, groups, { sandbox, seed }, options);
    const sideBySide = found.length < options.jobs;
    const work = { rubrics, run, sideBySide };
    const graded = await gradeBatch(found, work, journal, options.jobs, bar).finally(() => bar.end());

    const terminal = new TerminalReport((line) => console.log(line), process.stdout.isTTY === true);
    const summary = await writeReports(
      graded,
      journal,
      overrides,
      likenesses,
      { language, instructor, rubrics },
      { seed, sandbox: sandbox.report },
      out === undefined ? [terminal] : [terminal, ...fileReports(options, out, found.length === 1)],
    );
    journal.close();
    if (publicOnly) console.log(publicOnlyNote[language]);
    if (out !== undefined) console.log(join(out, 'report.html'));

    if (summary.statuses['grader-fault'] > 0) return 3;
    const { failUnder } = options;
    const scores = summary.assignments.flatMap((assignment) => assignment.scores);
    return failUnder !== undefined && scores.some((score) => score < failUnder) ? 1 : 0;
  } finally {
    if (scratch) rmSync(scratch, { recursive: true, force: true });
    await sandbox.close();
  }
}

const journalIn = (folder: string): string => join(folder, 'journal.jsonl');

const publicOnlyNote = {
  pl: 'To wydanie zna tylko jawne testy; przy ocenianiu dochodzą ukryte.',
  en: 'This edition knows the public checks only; marking adds hidden ones.',
};

function fileReports({ formats, instructor }: GradeOptions, out: string, single: boolean): ReportWriter[] {
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
