import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportsIn } from '../../test/grader/same-reports.ts';
import { writeClass } from './class.ts';
import { type Ended, grade, scratchFolder } from './farm-process.ts';
import { beginFarm } from './own-farm.ts';

const around = scratchFolder();
const folder = join(around, 'class');
const [out, whole] = [join(around, 'grades'), join(around, 'whole')];
const { postgres, farm } = await beginFarm(afterAll);

describe('a class over a farm', () => {
  const asked = [
    ...['--overrides', join(around, 'points.csv'), '--fail-under', '3'],
    ...['gradescope', 'github', 'junit', 'markdown'].flatMap((format) => ['--format', format]),
  ];
  let ends: { submitted: Ended; early: Ended; watched: Ended; worker: Ended; collected: Ended };

  beforeAll(async () => {
    writeClass(folder, 10);
    writeFileSync(
      join(around, 'points.csv'),
      'student,exercise,points,comment\n106,exercise-1,2,read by hand\n',
    );
    writeFileSync(join(folder, 'overrides.csv'), 'student,exercise,points\n100,exercise-1,5\n');
    const submitted = await farm.run('submit', folder, '--out', out, '--seed', '7');
    const early = await farm.run('collect', '--out', out);
    await farm.rows('create user node1 in role farm_worker');
    const worker = farm.worker({ url: postgres.url('node1'), jobs: 2 });
    const watched = await farm.run('status', '--watch');
    worker.child.kill('SIGTERM');
    ends = {
      ...{ submitted, early, watched, worker: await worker.ended },
      collected: await farm.run('collect', '--out', out, ...asked),
    };
    await grade(folder, '--out', whole, '--seed', '7', ...asked);
  });

  test('has all the reports of one run here, equal but for the seconds', () => {
    expect([ends.submitted, ends.watched, ends.worker].map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ends.collected.code).toBe(1);
    expect(ends.submitted.stderr).toMatch(/Left out overrides\.csv: points given by hand are read from/);
    expect(ends.collected.stdout).toMatch(/11 submissions/);
    expect(reportsIn(out)).toEqual(reportsIn(whole));
  });

  test('grades each content once, and a worker ends when it is told to', async () => {
    const [counts] = await farm.rows(
      `select (select count(*) from farm.hand_in)::int as files, (select count(*) from farm.content)::int as contents,
       (select count(*) from farm.mark)::int as marks, (select count(*) from farm.attempt)::int as attempts`,
    );
    expect(counts).toEqual({ files: 11, contents: 7, marks: 7, attempts: 7 });
    expect(ends.worker.stdout).toMatch(/stops after .*\n.*7 hand-ins graded/);
    expect(ends.worker.stderr).toBe('');
  });

  test('is not collected before all are graded', () =>
    expect([ends.early.code, ends.early.stderr]).toEqual([
      2,
      expect.stringContaining('10 of 11 are not yet. Wait for them: npm run farm -- status'),
    ]));

  test('goes on where it is typed again: nothing is handed in, graded or reported twice', async () => {
    const again = await farm.run('submit', folder, '--out', out);
    expect([again.code, again.stdout]).toEqual([
      0,
      expect.stringContaining('11 hand-ins, 0 of them new, seed 7'),
    ]);
    const lines = readFileSync(join(out, 'journal.jsonl'), 'utf8').split('\n').length;
    expect((await farm.run('collect', '--out', out, ...asked)).code).toBe(1);
    expect(reportsIn(out)).toEqual(reportsIn(whole));
    expect(readFileSync(join(out, 'journal.jsonl'), 'utf8').split('\n').length).toBe(lines + 1); // the unreadable one
  });

  test('tells how it stands, to people and to Prometheus', async () => {
    expect(ends.watched.stdout).toMatch(/waiting \d+, running [12], done \d+, failed 0/);
    const { stdout } = await farm.run('status', '--format', 'prometheus');
    expect(stdout).toContain(`farm_hand_ins{class="${out}",state="done"} 11\n`);
    expect(stdout).toContain('# TYPE farm_marks_total counter\nfarm_marks_total{');
    for (const line of stdout.trimEnd().split('\n'))
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+\{\w+="[^"]*"(?:,\w+="[^"]*")*\} \d+(?:\.\d+)?)$/);
  });
});
