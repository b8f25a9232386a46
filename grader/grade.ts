import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { say, warn } from '#setup/programs/say.mjs';
import { root as projectRoot } from '#setup/project-paths.mjs';
import { exercises } from '../exercises/catalogue/catalogue';
import { admit } from './admit';
import { findSubmissions } from './batch/find-submissions';
import { fingerprint } from './batch/fingerprint';
import { lockFolder } from './batch/folder-lock';
import { gradeBatch } from './batch/grade-batch';
import { graderKey } from './batch/grader-key';
import { Journal } from './batch/journal';
import { matchOverrides } from './batch/match-overrides';
import { makeOutFolder } from './batch/out-folder';
import { readOverrides } from './batch/overrides';
import { ProgressBar } from './batch/progress-bar';
import { solutionLikenesses } from './batch/solution-likenesses';
import { strayOverrides } from './batch/stray-overrides';
import { removeLeftovers } from './files/new-file';
import type { GradeOptions } from './grade-options';
import { publicOnly, rubricsFor } from './marking/rubrics';
import type { Run } from './marking/run-checks';
import { Reader } from './reading/reader';
import { CsvReport } from './reports/csv-report';
import { FillReport } from './reports/fill-report';
import { GithubReport } from './reports/github-report';
import { GradescopeReport } from './reports/gradescope-report';
import { HtmlReport } from './reports/html/html-report';
import { JsonReport } from './reports/json-report';
import { JunitReport } from './reports/junit-report';
import { MarkdownReport } from './reports/markdown-report';
import { plainText } from './reports/plain-text';
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
 * @throws {UsageError} where a path does not exist, the reports' folder, the grader's key or the file of `--overrides`
 *   cannot be used, or a sandbox is missing that is required or that other people's work needs
 */
export async function grade(options: GradeOptions, opened: Promise<Sandbox>): Promise<number> {
  const readers = Array.from({ length: Math.ceil(options.jobs / jobsPerReader) }, () => new Reader());
  readers[0]?.begin();
  try {
    return await gradeBy(readers, options, opened);
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
  }
}

async function gradeBy(readers: Reader[], options: GradeOptions, opened: Promise<Sandbox>): Promise<number> {
  const { paths, out, language, instructor } = options;
  const strays: string[] = [];
  const found = await findSubmissions(paths, {
    ...(out !== undefined && { except: out }),
    opener: readers[0] as Reader,
    onIgnored: (file) => strays.push(file),
  });
  if (found.length === 0)
    throw new UsageError(`Cannot grade ${paths.join(' ')}: there is no notebook (.ipynb) in it`);
  const stray = strayOverrides(strays, paths, options.overrides);
  if (stray) warn(plainText(stray[language]));
  const key = out === undefined ? randomBytes(32) : graderKey([...folders(paths), out]);
  if (out !== undefined) makeOutFolder(out);
  const unlock = out === undefined ? () => {} : lockFolder(out, key);
  const scratch = out === undefined ? mkdtempSync(join(tmpdir(), 'bayes-grade-')) : undefined;
  const folder = out ?? (scratch as string);
  try {
    removeLeftovers(folder);
    const seed = options.seed ?? Journal.seedOf(journalIn(folder), key) ?? String(randomInt(2 ** 47));
    const rubrics = rubricsFor(seed);
    const overrides = matchOverrides(
      options.overrides ? readOverrides(options.overrides, rubrics) : [],
      found,
    );
    const filled: string[] = [];
    const sheet = fillReports(options, (line) => filled.push(line));
    const likenesses = solutionLikenesses(join(projectRoot, 'solutions'), exercises);
    const code = fingerprint();
    const sandbox = await opened;
    const warning = admit(options, sandbox);
    if (warning) warn(warning[language]);
    const journal = Journal.open(journalIn(folder), key, seed, code);
    for (const remark of journal.remarks) warn(plainText(remark[language]));
    const bar = new ProgressBar(found.length, options.jobs, language, process.stderr);
    const run: Run = (extracted, groups, how) => runCalls(extracted, groups, { sandbox, seed }, how);
    const sideBySide = found.length < options.jobs;
    const work = { rubrics, run, readers, sideBySide };
    const graded = await gradeBatch(found, work, journal, options.jobs, bar).finally(() => bar.end());

    const terminal = new TerminalReport(say, process.stdout.isTTY === true);
    const summary = await writeReports(
      graded,
      journal,
      overrides,
      likenesses,
      { language, instructor, rubrics },
      { seed, sandbox: sandbox.report },
      out === undefined ? [terminal] : [...sheet, terminal, ...fileReports(options, out, found.length === 1)],
      options.forEveryone,
    );
    journal.close();
    if (publicOnly) say(publicOnlyNote[language]);
    for (const line of filled) say(line);
    if (out !== undefined) say(join(out, 'report.html'));

    if (summary.statuses['grader-fault'] > 0) return 3;
    const { failUnder } = options;
    const scores = summary.assignments.flatMap((assignment) => assignment.scores);
    return failUnder !== undefined && scores.some((score) => score < failUnder) ? 1 : 0;
  } finally {
    unlock();
    if (scratch) rmSync(scratch, { recursive: true, force: true });
    await opened.then((sandbox) => sandbox.close()).catch(() => {});
  }
}

/** To read a hand-in takes a tenth of the time that its answers run. */
const jobsPerReader = 4;

const folders = (paths: string[]): string[] => paths.filter((path) => statSync(path).isDirectory());

const journalIn = (folder: string): string => join(folder, 'journal.jsonl');

const publicOnlyNote = {
  pl: 'To wydanie zna tylko jawne testy; przy ocenianiu dochodzą ukryte.',
  en: 'This edition knows the public checks only; marking adds hidden ones.',
};

/** First of all the reports: where it cannot be filled in, none is written. */
function fillReports(
  { fill, out, assignment, column }: GradeOptions,
  tell: (line: string) => void,
): FillReport[] {
  if (fill === undefined || out === undefined) return [];
  return [new FillReport({ path: fill, out, assignment, column }, tell)];
}

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
