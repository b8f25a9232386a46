import { join } from 'node:path';
import { type Farm, scratchFolder } from '../test/farm-process.ts';
import { row } from './row.ts';
import { timed } from './timed.ts';
import { writeClass } from './written-class.ts';

/** Graders that sleep, so that the queue alone is measured. */
export async function stubRows(farm: Farm): Promise<void> {
  const folder = join(scratchFolder(), 'class');
  writeClass(folder, 60, []);
  const stub = (workers: number) =>
    timed(farm, folder, () => Array.from({ length: workers }, () => farm.stub(500)));
  const one = await stub(1);
  row('two workers over one, sleeping stub', one.seconds / (await stub(2)).seconds, 'at least 1.85');
  row('four workers over one, sleeping stub', one.seconds / (await stub(4)).seconds, 'at least 3.4');
  row('between two hand-ins of a worker, stub, ms', 1000 * one.gap);
}
