import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { warn } from '#setup/programs/say.mjs';
import { admit } from './admit';
import { type Found, findSubmissions } from './batch/find-submissions';
import { fingerprint } from './batch/fingerprint';
import { lockFolder } from './batch/folder-lock';
import { gradeBatch } from './batch/grade-batch';
import { graderKey } from './batch/grader-key';
import { Journal } from './batch/journal';
import { makeOutFolder } from './batch/out-folder';
import { ProgressBar } from './batch/progress-bar';
import { strayOverrides } from './batch/stray-overrides';
import { ClassReports } from './class-reports';
import { removeLeftovers } from './files/new-file';
import type { GradeOptions } from './grade-options';
import { GradedShard } from './grade-shard';
import { rubricsFor } from './marking/rubrics';
import type { Run } from './marking/run-checks';
import { Reader } from './reading/reader';
import { plainText } from './reports/plain-text';
import { runCalls } from './sandbox/run-calls';
import type { Sandbox } from './sandbox/sandbox';

/**
 * Grades the submissions of all paths and writes the reports, or with `--shard` grades a part of them.
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
  const { paths, out, language } = options;
  const found = await findClass(options, readers[0] as Reader);
  const key = out === undefined ? randomBytes(32) : graderKey([...folders(paths), out]);
  if (out !== undefined) makeOutFolder(out);
  const unlock = out === undefined ? () => {} : lockFolder(out, key);
  const scratch = out === undefined ? mkdtempSync(join(tmpdir(), 'bayes-grade-')) : undefined;
  const folder = out ?? (scratch as string);
  try {
    removeLeftovers(folder);
    const part = await GradedShard.begin(options, found, readers, key);
    const own = part?.own ?? found;
    const seed =
      options.seed ?? part?.seed ?? Journal.seedOf(journalIn(folder), key) ?? String(randomInt(2 ** 47));
    const rubrics = rubricsFor(seed);
    const reports = part ?? new ClassReports(options, { seed, rubrics }, found);
    const code = fingerprint();
    const sandbox = await opened;
    const warning = admit(options, sandbox);
    if (warning) warn(warning[language]);
    const journal = Journal.open(journalIn(folder), key, seed, code);
    for (const remark of journal.remarks) warn(plainText(remark[language]));
    const bar = new ProgressBar(own.length, options.jobs, language, process.stderr);
    const run: Run = (extracted, groups, how) => runCalls(extracted, groups, { sandbox, seed }, how);
    const sideBySide = found.length < options.jobs;
    const work = { rubrics, run, readers, sideBySide };
    const graded = await gradeBatch(own, work, journal, options.jobs, bar).finally(() => bar.end());
    const status = await reports.write(graded, journal, sandbox.report);
    journal.close();
    return status;
  } finally {
    unlock();
    if (scratch) rmSync(scratch, { recursive: true, force: true });
    await opened.then((sandbox) => sandbox.close()).catch(() => {});
  }
}

/** To read a hand-in takes a tenth of the time that its answers run. */
const jobsPerReader = 4;

/** All hand-ins of the paths; says what among them could be taken for points given by hand. */
async function findClass(
  { paths, out, overrides, language }: GradeOptions,
  opener: Reader,
): Promise<Found[]> {
  const strays: string[] = [];
  const found = await findSubmissions(paths, {
    ...(out !== undefined && { except: out }),
    opener,
    onIgnored: (file) => strays.push(file),
  });
  if (found.length === 0)
    throw new UsageError(`Cannot grade ${paths.join(' ')}: there is no notebook (.ipynb) in it`);
  const stray = strayOverrides(strays, paths, overrides);
  if (stray) warn(plainText(stray[language]));
  return found;
}

const folders = (paths: string[]): string[] => paths.filter((path) => statSync(path).isDirectory());

const journalIn = (folder: string): string => join(folder, 'journal.jsonl');
