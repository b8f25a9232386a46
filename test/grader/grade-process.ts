import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SubmissionReport } from '../../grader/reports/submission-report';

const root = join(__dirname, '..', '..');

/** A folder of the test's own. */
export const scratchFolder = (): string => mkdtempSync(join(tmpdir(), 'grade-test-'));

/** Starts `npm run grade -- ARGS` without npm, as a process of its own, in English. */
export function startGrade(args: string[]) {
  return spawn(process.execPath, [join(root, 'bin', 'bayes.mjs'), 'grade', ...args], {
    cwd: root,
    env: { ...process.env, LC_ALL: 'en' },
  });
}

/** Runs it to its end. */
export async function grade(
  ...args: string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = startGrade(args);
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
