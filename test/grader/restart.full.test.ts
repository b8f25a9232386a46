import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RandomState } from '../../lib/random-state';
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

/** The results that the journal holds, without its head. */
const journalLines = (out: string): { key: string }[] =>
  readFileSync(join(out, 'journal.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line));
