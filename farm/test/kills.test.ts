import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { reportsIn } from '../../test/grader/same-reports.ts';
import { writeClass } from './class.ts';
import { type Farm, grade, type Running, scratchFolder } from './farm-process.ts';
import { beginFarm } from './own-farm.ts';

// More of everything by FARM_KILLS, where nobody waits for the gate.
const rounds = Number(process.env.FARM_KILLS ?? 1);
const size = 12 * rounds;

/** The n-th number of a seed's, from 0 to 1. */
const drawn = (seed: number, n: number): number =>
  createHash('sha256').update(`${seed}/${n}`).digest().readUInt32BE() / 2 ** 32;

/** Keeps a worker alive as a service manager would: killed some times at random moments of its work, then let alone. */
async function keepKilling(farm: Farm, seed: number, times: number): Promise<Running> {
  for (let kill = 0; kill < times; kill++) {
    const worker = farm.worker();
    await worker.says(/at a time/);
    await setTimeout(6000 * drawn(seed, kill));
    worker.child.kill('SIGKILL');
    await worker.ended;
  }
  return farm.worker();
}

const folders = () => {
  const around = scratchFolder();
  return { folder: join(around, 'class'), out: join(around, 'grades'), whole: join(around, 'whole') };
};

/** No hand-in lost, no key marked twice, and the report of an undisturbed run here. */
async function mustBeWhole(farm: Farm, out: string, whole: string): Promise<void> {
  const { code } = await farm.run('collect', '--out', out);
  expect(code).toBe(0);
  expect(reportsIn(out)).toEqual(reportsIn(whole));
  const [marks] = await farm.rows(
    `select (select count(*) from farm.mark)::int as marks, (select count(*) from farm.content)::int as contents,
     (select count(distinct (batch, key)) from farm.mark)::int as keys`,
  );
  expect(marks).toEqual({ marks: marks?.contents, contents: marks?.contents, keys: marks?.contents });
}

const allDone = (farm: Farm) =>
  farm.until("select 1 from farm.progress having count(*) > 0 and bool_and(state = 'done')");

describe('a farm whose parts die', () => {
  test('submit, workers and the database killed at random moments lose nothing', async () => {
    const { folder, out, whole } = folders();
    writeClass(folder, size);
    await grade(folder, '--out', whole, '--seed', '3');

    const { postgres, farm } = await beginFarm(onTestFinished);
    for (let kill = 0; kill < 2 * rounds; kill++) {
      const submit = farm.start(['submit', folder, '--out', out, '--seed', '3']);
      await Promise.race([submit.ended, setTimeout(1500 + 3000 * drawn(19, kill))]);
      submit.child.kill('SIGKILL');
      await submit.ended;
    }
    expect((await farm.run('submit', folder, '--out', out, '--seed', '3')).code).toBe(0);

    const workers = [20, 21].map((seed) => keepKilling(farm, seed, 2 * rounds));
    for (let crash = 0; crash < 2 * rounds; crash++) {
      await setTimeout(3000 + 4000 * drawn(22, crash));
      await postgres.kill();
      await setTimeout(2000 * drawn(23, crash));
      await postgres.start();
    }
    for (const worker of await Promise.all(workers)) {
      await allDone(farm);
      worker.child.kill('SIGTERM');
      expect((await worker.ended).code).toBe(0);
    }
    await mustBeWhole(farm, out, whole);
  });

  const canMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;
  test.runIf(canMount)('a full disk under the database holds up, and loses nothing', async () => {
    const disk = mkdtempSync(join(tmpdir(), 'farm-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=120m', 'tmpfs', disk]);
    try {
      const { folder, out, whole } = folders();
      writeClass(folder, 5);
      await grade(folder, '--out', whole, '--seed', '3');
      const { postgres, farm } = await beginFarm(onTestFinished, { where: disk });
      await farm.run('submit', folder, '--out', out, '--seed', '3');
      const worker = farm.worker({ jobs: 2 });
      await farm.until("select 1 from farm.progress where state = 'running'");
      spawnSync('sh', ['-c', `cat /dev/zero > ${join(disk, 'filler')}`], { stdio: 'ignore' });
      await setTimeout(6000); // what it does meanwhile is its own affair: nothing may be lost by it
      execFileSync('rm', [join(disk, 'filler')]);
      await postgres.kill(); // a server may have given up, or be about to
      await postgres.start();
      await allDone(farm);
      worker.child.kill('SIGTERM');
      expect((await worker.ended).code).toBe(0);
      await mustBeWhole(farm, out, whole);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  const ip = (...args: string[]) => spawnSync('ip', args, { encoding: 'utf8' });
  const [space, outside, inside] = ['farm-test', 'farm-test-out', 'farm-test-in'];
  const canCut = process.getuid?.() === 0 && ip('netns', 'add', space).status === 0;
  test.runIf(canCut)(
    'a worker whose network is cut and joined again comes back, and another does its work',
    async () => {
      const { folder, out, whole } = folders();
      try {
        ip('link', 'add', outside, 'type', 'veth', 'peer', 'name', inside, 'netns', space);
        ip('addr', 'add', '10.77.91.1/24', 'dev', outside);
        ip('link', 'set', outside, 'up');
        for (const args of [
          ['addr', 'add', '10.77.91.2/24', 'dev', inside],
          ['link', 'set', inside, 'up'],
          ['link', 'set', 'lo', 'up'],
        ])
          ip('-n', space, ...args);
        writeClass(folder, 6);
        await grade(folder, '--out', whole, '--seed', '3');
        const { farm } = await beginFarm(onTestFinished, { host: '10.77.91.1' });
        await farm.run('submit', folder, '--out', out, '--seed', '3');
        const far = farm.worker({ before: ['ip', 'netns', 'exec', space] });
        await farm.until('select 1 from farm.attempt');
        ip('link', 'set', outside, 'down');
        const near = farm.worker();
        await allDone(farm);
        ip('link', 'set', outside, 'up');
        for (const worker of [far, near]) worker.child.kill('SIGTERM');
        for (const worker of [far, near]) expect((await worker.ended).code).toBe(0);
        await mustBeWhole(farm, out, whole);
        const tries = await farm.rows('select 1 from farm.attempt group by batch, key having count(*) > 1');
        expect(tries.length).toBeGreaterThan(0); // its job was another's then
      } finally {
        ip('netns', 'del', space);
      }
    },
  );
});
