import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSubmissions, NoSuchPath } from './batch/find-submissions';
import { fingerprint } from './batch/fingerprint';
import { solutionLikenesses } from './batch/flags';
import { gradeBatch } from './batch/grade-batch';
import { Journal } from './batch/journal';
import { OverridesProblem, readOverrides } from './batch/overrides';
import { ProgressBar } from './batch/progress-bar';
import { type GradeOptions, gradeOptions, HELP, UsageError } from './grade-options';
import { CsvReport } from './reports/csv-report';
import { GithubReport } from './reports/github-report';
import { GradescopeReport } from './reports/gradescope-report';
import { HtmlReport } from './reports/html-report';
import { JsonReport } from './reports/json-report';
import { JunitReport } from './reports/junit-report';
import { MarkdownReport } from './reports/markdown-report';
import { points } from './reports/report';
import { TerminalReport } from './reports/terminal-report';
import { writeReports } from './reports/write-reports';
import type { ReportWriter } from './reports/writer';
import { assignment, prepareChecks, publicOnly, rubrics } from './rubrics';
import { maxScore } from './rubrics/rubric';
import { projectRoot } from './sandbox/project-root';
import { runCalls } from './sandbox/run-calls';
import { openSandbox } from './sandbox/sandbox';

/**
 * `npm run grade`: grades submissions and writes the reports.
 *
 * @returns 0 every submission got a verdict, 1 a score is under `--fail-under`, 2 wrong usage or no sandbox where
 *   one is required, 3 the grader failed on a submission or its machine did.
 */
export async function run(argv: string[]): Promise<number> {
  try {
    const options = gradeOptions(argv);
    if (options.help) {
      console.log(HELP);
      return 0;
    }
    return await grade(options);
  } catch (error) {
    const usage = error instanceof UsageError || error instanceof OverridesProblem;
    if (usage) console.error(error.message);
    else if (error instanceof NoSuchPath)
      console.error(`Cannot grade ${error.message}: there is no such file or folder`);
    else {
      console.error(`The grader failed: ${error instanceof Error ? error.message : error}`);
      return 3;
    }
    return 2;
  }
}

async function grade(options: GradeOptions): Promise<number> {
  const { paths, out, language, instructor } = options;
  const found = await findSubmissions(paths, out);
  if (found.length === 0)
    throw new UsageError(`Cannot grade ${paths.join(' ')}: there is no notebook (.ipynb) in it`);
  const overrides = readOverrides(paths, rubrics);
  const sandbox = await openSandbox();
  const scratch = out === undefined ? mkdtempSync(join(tmpdir(), 'bayes-grade-')) : undefined;
  try {
    if (options.requireSandbox && !sandbox.isolates)
      throw new UsageError(
        'Cannot grade: --require-sandbox is given and bubblewrap does not work here. Mend it: npm run doctor says how',
      );
    if (out !== undefined) mkdirSync(out, { recursive: true });
    const path = join(out ?? (scratch as string), 'journal.jsonl');
    const seed = options.seed ?? Journal.seedOf(path) ?? String(randomInt(2 ** 47));
    const journal = Journal.open(path, seed, fingerprint());
    const checks = prepareChecks(seed);
    const bar = new ProgressBar(found.length, process.stderr);
    const run = (extracted: Parameters<typeof runCalls>[0], calls: Parameters<typeof runCalls>[1]) =>
      runCalls(extracted, calls, { sandbox });
    const graded = await gradeBatch(found, { rubrics, checks, run }, journal, options.jobs, (cached) =>
      bar.step(cached),
    );
    bar.end();

    const terminal = new TerminalReport((line) => console.log(line), process.stdout.isTTY === true);
    const summary = await writeReports(
      graded,
      journal,
      overrides,
      solutionLikenesses(join(projectRoot, 'solutions'), rubrics),
      { language, instructor, rubrics, maxScore: points(rubrics.map(maxScore)) },
      { assignment, seed, sandbox: sandbox.report },
      out === undefined ? [terminal] : [terminal, ...fileReports(options, out, found.length === 1)],
    );
    journal.close();
    if (publicOnly) console.log(PUBLIC_ONLY[language]);
    if (out !== undefined) console.log(join(out, 'report.html'));

    if (summary.statuses['grader-fault'] > 0) return 3;
    const { failUnder } = options;
    return failUnder !== undefined && summary.scores.some((score) => score < failUnder) ? 1 : 0;
  } finally {
    if (scratch) rmSync(scratch, { recursive: true, force: true });
    await sandbox.close();
  }
}

const PUBLIC_ONLY = {
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
