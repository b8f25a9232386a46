import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RandomState } from '../../lib/random-state';
import { right as rightMeans } from '../answers/average-weights/right';
import { wrong as wrongMeans } from '../answers/average-weights/wrong';
import { right } from '../answers/mean-kl/right';
import { wrong } from '../answers/mean-kl/wrong';
import { notebook } from '../answers/notebook';
import { grade, reportIn, scratchFolder, startGrade } from './grade-process';

test('a batch killed with kill -9 at ten random moments loses nothing and marks nothing twice', async () => {
  const folder = scratchFolder();
  const answers = [...right.slice(0, 6), ...wrong.slice(0, 6)];
  for (const [i, { cells }] of answers.entries())
    writeFileSync(join(folder, `student-${i}.ipynb`), notebook(cells));

  const whole = join(folder, 'whole');
  await grade(folder, '--out', whole, '--seed', '3');

  const out = join(folder, 'killed');
  const random = new RandomState(9);
  for (let kill = 0; kill < 10; kill++) {
    const child = startGrade([folder, '--out', out, '--seed', '3', '--jobs', '2']);
    const closed = new Promise((resolve) => child.on('close', resolve));
    const timer = setTimeout(() => child.kill('SIGKILL'), random.uint32() % 4000);
    await closed;
    clearTimeout(timer);
  }
  const last = await grade(folder, '--out', out);
  expect(last.code).toBe(0);

  const marks = (report: string) =>
    reportIn(report).submissions.map(({ file, score, exercises }) => [
      file,
      score,
      exercises.map((one) => one.diagnosis),
    ]);
  expect(marks(out)).toEqual(marks(whole));
  const lines = journalLines(out);
  expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length); // each was marked once
  expect(lines).toHaveLength(answers.length);
  expect(existsSync(join(out, 'report.html'))).toBe(true);
});

test('a class of 200, hostile hand-ins and damaged files among them, killed twice gives the report of an undisturbed run', async () => {
  const folder = scratchFolder();
  writeClass(folder, 200);
  const whole = join(scratchFolder(), 'whole');
  await grade(folder, '--out', whole, '--seed', '5', '--jobs', '2');

  const out = join(scratchFolder(), 'killed');
  const random = new RandomState(14);
  for (let kill = 0, results = 0; kill < 2; kill++) {
    results += 20 + (random.uint32() % 60);
    await killAfter(results, [folder, '--out', out, '--seed', '5', '--jobs', '2'], out);
    expect(existsSync(join(out, 'report.json'))).toBe(false);
  }
  const last = await grade(folder, '--out', out, '--jobs', '2'); // its seed is the folder's own
  expect(last.code).toBe(0);

  const report = (path: string) => {
    const { submissions, ...head } = reportIn(path);
    return { head, submissions: submissions.map((one) => ({ ...one, seconds: 0 })) };
  };
  expect(report(out).submissions).toHaveLength(200);
  expect(report(out)).toEqual(report(whole));
  expect(readFileSync(join(out, 'report.csv'), 'utf8')).toBe(readFileSync(join(whole, 'report.csv'), 'utf8'));
}, 3_600_000); // ends only what hangs: three runs of a whole class

/** Answers of the fixtures that end their process, hang, answer with rubbish or look for a way out. */
const hostile = [
  'crash.process-exit-in-answer.ts',
  'load-error.never-resolving-promise.ts',
  'timeout-idle.atomics-wait.ts',
  'wrong-kind.huge-list.ts',
  'error.fork-bomb.ts',
  'error.stack-overflow.ts',
];

/** Right and wrong answers, each pair with words of its own; every thirtieth hand-in is hostile or damaged. */
function writeClass(folder: string, size: number): void {
  const fixtures = join(__dirname, 'fixtures', 'hostile', 'answers');
  const sums = [...right, ...wrong];
  const means = [...rightMeans, ...wrongMeans];
  for (let i = 0; i < size; i++) {
    const attack = i % 30 === 7 ? hostile[Math.floor(i / 30)] : undefined;
    const first = attack
      ? [readFileSync(join(fixtures, attack), 'utf8')]
      : (sums[i % sums.length] as { cells: string[] }).cells;
    const second = (means[i % means.length] as { cells: string[] }).cells;
    const whole = notebook([...first, ...second.slice(1), `const own = ${i};`]);
    writeFileSync(join(folder, `student-${i}.ipynb`), i % 30 === 19 ? whole.slice(0, i) : whole);
  }
}

/** Kills a run as soon as its journal holds so many results. */
async function killAfter(results: number, args: string[], out: string): Promise<void> {
  const child = startGrade(args);
  const closed = new Promise((resolve) => child.on('close', resolve));
  const watch = setInterval(() => {
    if (linesIn(out) > results) child.kill('SIGKILL');
  }, 20);
  await closed;
  clearInterval(watch);
}

/** How many lines the journal has by now, its head among them. */
function linesIn(out: string): number {
  const path = join(out, 'journal.jsonl');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;
}

/** The results that the journal holds, without its head. */
const journalLines = (out: string): { key: string }[] =>
  readFileSync(join(out, 'journal.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line));
