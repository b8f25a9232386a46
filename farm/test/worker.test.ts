import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeEmptyClass } from './class.ts';
import { scratchFolder, start } from './farm-process.ts';
import { beginFarm } from './own-farm.ts';
import { openSandbox, runNetworkProbe } from './probe.ts';

const around = scratchFolder();
const { postgres, farm } = await beginFarm(afterAll);

// Before the first class there are no tables; it is done, so that what a test hands in is the next to be taken.
beforeAll(async () => {
  writeEmptyClass(join(around, 'first'), 1);
  await farm.run('submit', join(around, 'first'), '--out', join(around, 'first-grades'));
  const worker = farm.stub(0);
  await farm.run('status', '--watch');
  worker.child.kill('SIGTERM');
  await worker.ended;
});

describe('a worker must', () => {
  test('not start where bubblewrap does not isolate', async () => {
    const bin = scratchFolder();
    writeFileSync(join(bin, 'bwrap'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const Path = [bin, process.env.PATH].join(delimiter);
    const { code, stderr } = await farm.worker({ env: { PATH: Path } }).ended;
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('bubblewrap must stand between an answer and the'),
    ]);
  });

  test('take nothing that was handed in to another grader, and say so', async () => {
    await farm.rows('select pgboss.create_queue(\'grade-0123\', \'{"policy":"standard","retryLimit":2}\')');
    await farm.rows("insert into pgboss.job (name, data) values ('grade-0123', '{}')");
    const worker = farm.worker();
    await worker.says(/takes none of 1 hand-ins in grade-0123: this grader is [0-9a-f]{16} on Node v/);
    worker.child.kill('SIGTERM');
    expect((await worker.ended).code).toBe(0);
    expect(await farm.rows("select state from pgboss.job where name = 'grade-0123'")).toEqual([
      { state: 'created' },
    ]);
  });
});

test('an answer cannot reach the database, which its machine can', async () => {
  const sandbox = await openSandbox();
  expect(await runNetworkProbe(sandbox.layers, postgres.port)).toMatch(
    /^refused: ECONNREFUSED|^refused: ENETUNREACH/,
  );
  const open = { ...sandbox.layers, bubblewrap: undefined };
  expect(await runNetworkProbe(open, postgres.port)).toBe('reached: a port of this machine');
  await sandbox.close();
});

test('a worker that is told to stop in the middle of a hand-in ends with it', async () => {
  const [one, grades] = [join(around, 'one'), join(around, 'one-grades')];
  writeEmptyClass(one, 3);
  await farm.run('submit', one, '--out', grades, '--seed', '9');
  const worker = farm.stub(1500);
  await farm.until("select 1 from farm.progress where state = 'running'");
  worker.child.kill('SIGTERM');
  const { code, stdout } = await worker.ended;
  expect([code, stdout]).toEqual([0, expect.stringContaining('1 hand-ins graded')]);
  const states = await farm.rows(
    "select state, count(*)::int as count from farm.progress p join farm.batch b on b.id = p.batch where b.seed = '9' group by state order by state",
  );
  expect(states).toEqual([
    { state: 'done', count: 1 },
    { state: 'waiting', count: 2 },
  ]);
});

const bayes = join(import.meta.dirname, '..', '..', 'bin', 'bayes.mjs');

test('npm run farm hands a signal on to its worker, and ends with it', async () => {
  const outer = start([bayes, 'farm', 'worker'], { FARM_DB: farm.url });
  await outer.says(/grader [0-9a-f]{16}, \d+ at a time/);
  outer.child.kill('SIGTERM');
  expect((await outer.ended).code).toBe(0);
});

test('npm run farm ends its worker when it is killed itself', async () => {
  const outer = start([bayes, 'farm', 'worker'], { FARM_DB: farm.url });
  await outer.says(/grader [0-9a-f]{16}, \d+ at a time/);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => parentOf(pid) === outer.child.pid);
  expect(children).toHaveLength(1);
  outer.child.kill('SIGKILL');
  await outer.ended;
  while (parentOf(children[0] as string) !== undefined)
    await new Promise((resolve) => setTimeout(resolve, 50));
});

/** A process's parent; undefined once it is gone. */
function parentOf(pid: string): number | undefined {
  try {
    return Number(/\) . (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
