import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#setup/project-paths.mjs';
import { parseNotebook, textOf } from '../wire/notebook';
import { runIn } from './clone';

/** What grading a class took. */
export interface GradingTime {
  submissions: number;
  /** Submissions at a time; undefined for the command's own default. */
  jobs?: number;
  seconds: number;
  /** All that the machine's processors did meanwhile: on a busy machine an upper bound. */
  cpuSeconds: number;
}

/** What is read of a `report.json`. */
export interface GradedReport {
  submissions: { file: string; score: number; exercises: { id: string; score: number }[] }[];
}

/**
 * Grades a class of distinct right answers by `npm run grade`, with nothing in the cache.
 *
 * @throws {Error} where a submission does not get full marks
 */
export function gradeClass(submissions: number, jobs?: number): GradingTime {
  const folder = mkdtempSync(join(tmpdir(), 'bayes-class-'));
  try {
    mkdirSync(join(folder, 'class'));
    writeClass(join(folder, 'class'), submissions);
    const options = jobs === undefined ? [] : ['--jobs', `${jobs}`];
    const busy = busySeconds();
    const { seconds, report } = gradeFolder(root, join(folder, 'class'), join(folder, 'grades'), options);
    const cpuSeconds = busySeconds() - busy;
    const right = report.submissions.filter(({ score }) => score === 10).length;
    if (right !== submissions)
      throw new Error(`Cannot measure grading: ${right} of ${submissions} got 10 points`);
    return { submissions, jobs, seconds, cpuSeconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Writes so many distinct right answers.
 *
 * @param looping how many of them loop for ever instead
 */
export function writeClass(folder: string, submissions: number, looping = 0): void {
  for (let i = 0; i < submissions; i++)
    writeFileSync(join(folder, `student-${i}.ipynb`), submission(i, i < looping));
}

/**
 * Grades a folder by a clone's `npm run grade`.
 *
 * @param clone its root
 * @param folder the submissions
 * @param out where the reports go
 * @param options more of the command's options
 * @throws {Error} where the command fails
 */
export function gradeFolder(
  clone: string,
  folder: string,
  out: string,
  options: string[],
): { seconds: number; report: GradedReport } {
  const began = performance.now();
  const { status, stderr } = runIn(clone, ['grade', folder, '--out', out, ...options, ...ownRisk(clone)]);
  const seconds = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(`Cannot measure grading: npm run grade ended with ${status}: ${stderr}`);
  return { seconds, report: JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) };
}

const risks = new Map<string, string[]>();

/** What is graded here was written here, so it may run without a sandbox; earlier commits ran it so unasked. */
function ownRisk(clone: string): string[] {
  const known = risks.get(clone) ?? runIn(clone, ['grade', '--help']).stdout.match(/--without-sandbox/) ?? [];
  risks.set(clone, [...known]);
  return [...known];
}

/** The solved notebook with a statement of its own in each answer, so that no two are the same. */
function submission(student: number, loops: boolean): string {
  const notebook = parseNotebook(
    readFileSync(join(root, 'solutions/en/01-bayesian-neural-networks.ipynb'), 'utf8'),
  );
  for (const cell of notebook.cells) {
    delete cell.outputs;
    cell.source = textOf(cell.source).replace(
      /(function (?:klLoss|averageWeights)\(.*\{\n)/,
      `$1  const student${student} = ${student};\n  if (student${student} < 0) throw new Error('no such student');\n${loops ? '  for (;;);\n' : ''}`,
    );
    if (cell.cell_type === 'code') Object.assign(cell, { outputs: [], execution_count: null });
  }
  return JSON.stringify(notebook);
}

/** CPU seconds that the machine's processors have worked since it started: killed children count as well. */
export function busySeconds(): number {
  const [user, nice, system, , , irq, softirq] = (
    /^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? ''
  )
    .split(' ')
    .map(Number) as [number, number, number, number, number, number, number];
  return (user + nice + system + irq + softirq) / 100;
}
