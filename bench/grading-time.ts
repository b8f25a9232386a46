import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseNotebook, textOf } from '../runner/notebook';

const root = join(__dirname, '..', '..');
/** CPU seconds per submission that grading may take, parent, sandbox and reports included. */
const TARGET = 0.3;
/** How much faster two jobs should be than one. */
const GAIN = 1.7;

/** What grading a class took. */
export interface GradingTime {
  submissions: number;
  jobs: number;
  seconds: number;
  /** All that the machine's processors did meanwhile: on a busy machine an upper bound. */
  cpuSeconds: number;
}

/**
 * Grades classes of distinct right answers, with nothing in the cache. What a class costs is a start, paid once, and so
 * much for each submission: the difference of a large and a small class over the difference of their sizes.
 */
export function gradingTimes(say: (line: string) => void): GradingTime[] {
  say('\ngrading distinct submissions, sandbox on, cache off');
  const [few, many] = [20, 60];
  const measure = (jobs: number): Slope => {
    const [small, large] = [gradeClass(few, jobs), gradeClass(many, jobs)];
    const per = (cost: 'seconds' | 'cpuSeconds') => (large[cost] - small[cost]) / (many - few);
    say(
      `  ${jobs} at a time: ${few} in ${small.seconds.toFixed(1)} s, ${many} in ${large.seconds.toFixed(1)} s`,
    );
    return { small, large, seconds: per('seconds'), cpuSeconds: per('cpuSeconds') };
  };
  const [one, two] = [measure(1), measure(2)];
  const verdict = (reached: boolean) => (reached ? 'reached' : 'missed');
  say(
    `  CPU for each: ${one.cpuSeconds.toFixed(2)} s, at most ${TARGET} s: ${verdict(one.cpuSeconds <= TARGET)}`,
  );
  const gain = one.seconds / two.seconds;
  say(`  two at a time: ${gain.toFixed(2)} x as fast as one, at least ${GAIN} x: ${verdict(gain >= GAIN)}`);
  return [one, two].flatMap(({ small, large }) => [small, large]);
}

interface Slope {
  small: GradingTime;
  large: GradingTime;
  seconds: number;
  cpuSeconds: number;
}

function gradeClass(submissions: number, jobs: number): GradingTime {
  const folder = mkdtempSync(join(tmpdir(), 'bayes-class-'));
  try {
    mkdirSync(join(folder, 'class'));
    for (let i = 0; i < submissions; i++)
      writeFileSync(join(folder, 'class', `student-${i}.ipynb`), submission(i));
    const [began, busy] = [performance.now(), busySeconds()];
    const out = join(folder, 'grades');
    const command = [
      join(root, 'bin/bayes.mjs'),
      'grade',
      join(folder, 'class'),
      '--out',
      out,
      '--jobs',
      `${jobs}`,
    ];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    if (status !== 0)
      throw new Error(`Cannot measure grading: npm run grade ended with ${status}: ${stderr}`);
    const cpuSeconds = busySeconds() - busy;
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
    const right = report.submissions.filter(({ score }: { score: number }) => score === 10).length;
    if (right !== submissions)
      throw new Error(`Cannot measure grading: ${right} of ${submissions} got 10 points`);
    return { submissions, jobs, seconds: (performance.now() - began) / 1000, cpuSeconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The solved notebook with a statement of its own in each answer, so that no two are the same. */
function submission(student: number): string {
  const notebook = parseNotebook(
    readFileSync(join(root, 'solutions/en/01-bayesian-neural-networks.ipynb'), 'utf8'),
  );
  for (const cell of notebook.cells) {
    delete cell.outputs;
    cell.source = textOf(cell.source).replace(
      /(function (?:klLoss|averageWeights)\(.*\{\n)/,
      `$1  const student${student} = ${student};\n  if (student${student} < 0) throw new Error('no such student');\n`,
    );
    if (cell.cell_type === 'code') Object.assign(cell, { outputs: [], execution_count: null });
  }
  return JSON.stringify(notebook);
}

/** CPU seconds that the machine's processors have worked since it started: killed children count as well. */
function busySeconds(): number {
  const [user, nice, system, , , irq, softirq] = (
    /^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? ''
  )
    .split(' ')
    .map(Number) as [number, number, number, number, number, number, number];
  return (user + nice + system + irq + softirq) / 100;
}
