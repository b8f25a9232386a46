import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeEmptyClass } from './class.ts';
import { scratchFolder } from './farm-process.ts';
import { beginFarm } from './own-farm.ts';

const around = scratchFolder();
const { farm } = await beginFarm(afterAll);

describe('faults of the grader', () => {
  const [some, grades] = [join(around, 'some'), join(around, 'some-grades')];

  test('are tried again, then told with exit 3 and never as a zero, and once more by retry', async () => {
    writeEmptyClass(some, 2);
    await farm.run('submit', some, '--out', grades);
    const broken = farm.stub('fault');
    const watched = await farm.run('status', '--out', grades, '--watch');
    broken.child.kill('SIGTERM');
    await broken.ended;
    expect(watched.code).toBe(3);
    expect(watched.stdout).toContain(
      'failed 2\n  student-0.ipynb: the grader failed: no file descriptor is left\n',
    );
    expect(await farm.rows('select count(*)::int as tries from farm.fault group by key')).toEqual([
      { tries: 3 },
      { tries: 3 },
    ]);

    expect((await farm.run('collect', '--out', grades)).code).toBe(3);
    const { submissions } = JSON.parse(readFileSync(join(grades, 'report.json'), 'utf8'));
    for (const one of submissions)
      expect(one).toMatchObject({
        status: 'grader-fault',
        message: expect.stringContaining('no file descriptor'),
      });

    expect((await farm.run('retry')).stdout).toBe('2 hand-ins are tried again\n');
    const good = farm.worker();
    expect((await farm.run('status', '--out', grades, '--watch')).code).toBe(0);
    good.child.kill('SIGTERM');
    await good.ended;
    expect((await farm.run('collect', '--out', grades)).code).toBe(0);
  });
});

test('a hand-in over which machines die too often is the grader’s fault, not a zero, and once more by retry', async () => {
  const [deadly, grades] = [join(around, 'deadly'), join(around, 'deadly-grades')];
  writeEmptyClass(deadly, 1);
  await farm.run('submit', deadly, '--out', grades, '--seed', '11');
  const ofIt =
    "id = (select h.job from farm.hand_in h join farm.batch b on b.id = h.batch where b.seed = '11')";
  await farm.rows(`update pgboss.job set retry_limit = 0 where ${ofIt}`); // twenty deaths would take minutes
  const dies = farm.stub(60_000);
  await farm.until(`select 1 from pgboss.job where state = 'active' and ${ofIt}`);
  await farm.until("select 1 from farm.attempt a join farm.batch b on b.id = a.batch where b.seed = '11'");
  dies.child.kill('SIGKILL');
  const lives = farm.stub(0);
  const watched = await farm.run('status', '--out', grades, '--watch');
  expect([watched.code, watched.stdout]).toEqual([
    3,
    expect.stringContaining('a machine died over it too often'),
  ]);
  expect((await farm.run('collect', '--out', grades)).code).toBe(3);
  const { submissions } = JSON.parse(readFileSync(join(grades, 'report.json'), 'utf8'));
  expect(submissions).toMatchObject([
    { status: 'grader-fault', message: expect.stringContaining('a machine died over this hand-in 1 times') },
  ]);
  await farm.run('retry', '--out', grades);
  expect((await farm.run('status', '--out', grades, '--watch')).code).toBe(0);
  lives.child.kill('SIGTERM');
  await lives.ended;
});
