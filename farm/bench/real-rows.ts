import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Farm, gradeWithin, scratchFolder } from '../test/farm-process.ts';
import type { CpuGroup } from './cpu-group.ts';
import { mediansOf } from './medians.ts';
import { othersDuring } from './others.ts';
import { row } from './row.ts';
import { succeeds, timed } from './timed.ts';
import { solvedCells, writeClass } from './written-class.ts';

/** What a program is begun by on a machine of one core, which a worker here has for itself and all that it starts. */
const onCore = (core: number): string[] => ['taskset', '-c', `${core}`];

/**
 * Real answers: one worker with one core, and two with a core each; the database runs wherever it finds time. In turns,
 * and with the same work without a farm beside them: more than that these cores do not give.
 *
 * @param group that everything here was started in
 */
export async function realRows(farm: Farm, size: number, group: CpuGroup): Promise<void> {
  const [whole, ...halves] = ['whole', 'first', 'second'].map((name) => join(scratchFolder(), name));
  writeClass(whole as string, size, solvedCells);
  for (const [i, half] of halves.entries()) writeClass(half, size / 2, solvedCells, (i * size) / 2);
  const farmed = (...cores: number[]) =>
    timed(farm, whole as string, () => cores.map((core) => farm.worker({ before: onCore(core) })));
  const middle = await mediansOf(async (round) => {
    const core = round % 2;
    const { took, others } = await othersDuring(group, async () => {
      const one = await farmed(core);
      const two = await farmed(0, 1);
      const alone = await localSeconds(whole as string, core);
      const both = Math.max(...(await Promise.all(halves.map(localSeconds))));
      return { farm: one.seconds / two.seconds, local: alone / both, gap: one.gap / one.seconds };
    });
    return { ...took, others };
  });
  row('two workers over one, real answers, a core for each', middle.farm, 'at least 1.6');
  row('  beside it: npm run grade on two cores, half a class each, over one', middle.local);
  row('  cores that other programs had meanwhile', middle.others, 'about 0');
  row('between two hand-ins, over an ordinary one', middle.gap, 'at most 0.1');
}

/** What the hand-ins of a class take without the farm, as its report says. */
async function localSeconds(folder: string, core: number): Promise<number> {
  const out = join(scratchFolder(), 'grades');
  await succeeds(gradeWithin(onCore(core), folder, '--out', out, '--seed', '3', '--jobs', '1'));
  const { submissions } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
  return submissions.reduce((sum: number, { seconds }: { seconds: number }) => sum + seconds, 0);
}
