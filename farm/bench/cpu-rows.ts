import { join } from 'node:path';
import { type Farm, grade, scratchFolder } from '../test/farm-process.ts';
import type { CpuGroup } from './cpu-group.ts';
import { mediansOf } from './medians.ts';
import { row } from './row.ts';
import { succeeds, timed } from './timed.ts';
import { solvedCells, writeClass } from './written-class.ts';

/**
 * CPU time of a class over the farm, in whatever process it was spent (submit, worker, its children, PostgreSQL,
 * collect), over that of `npm run grade` on this Node; in turns, since a busy machine makes all slower.
 *
 * @param group that everything here was started in
 */
export async function cpuRows(farm: Farm, size: number, group: CpuGroup): Promise<void> {
  const folder = join(scratchFolder(), 'class');
  writeClass(folder, size, solvedCells);
  const secondsOf = async (work: () => Promise<unknown>) => {
    const before = group.seconds;
    await work();
    return group.seconds - before;
  };
  const overFarm = () => timed(farm, folder, () => [farm.worker()]);
  const here = () =>
    succeeds(grade(folder, '--out', join(scratchFolder(), 'grades'), '--seed', '3', '--jobs', '1'));
  const { ratio, local } = await mediansOf(async () => {
    const farmed = await secondsOf(overFarm);
    const alone = await secondsOf(here);
    return { ratio: farmed / alone, local: alone / size };
  });
  row(`CPU of the farm over npm run grade, a class of ${size}`, ratio, 'at most 1.15');
  row('  beside it: of npm run grade, seconds for each hand-in', local);
}
