import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SubmissionReport } from '../../grader/reports/submission-report';

const root = join(__dirname, '..', '..');

/** A folder of the test's own. */
export const scratchFolder = (): string => mkdtempSync(join(tmpdir(), 'grade-test-'));

/** What is started as `npm run grade -- ARGS`, without npm, and in English. */
export const gradeProgram = [join(root, 'bin', 'bayes.mjs'), 'grade'];

/** Starts the grader as a process of its own, also where no sandbox works: what tests hand in does no harm. */
export function startGrade(
  args: string[],
  environment: Record<string, string> = {},
  more = ['--without-sandbox'],
) {
  return spawn(process.execPath, [...gradeProgram, ...args, ...more], {
    cwd: root,
    env: { ...process.env, LC_ALL: 'en', ...environment },
  });
}

/** What a grader came to. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs it to its end. */
export const grade = (...args: string[]): Promise<Ended> => ended(startGrade(args));

/** Waits for a grader's end. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

export interface WholeReport {
  version: number;
  assignments: string[];
  seed: string;
  overrides: number;
  submissions: SubmissionReport[];
}

export const reportIn = (out: string): WholeReport =>
  JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
