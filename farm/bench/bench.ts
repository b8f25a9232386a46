/**
 * What the farm costs, as ratios within one run: npm --prefix farm run bench [-- HAND-INS [PART]], stub, real, cpu or
 * memory. Each row says its target.
 */
import { join } from 'node:path';
import { Farm, scratchFolder } from '../test/farm-process.ts';
import { Postgres } from '../test/postgres.ts';
import { CpuGroup } from './cpu-group.ts';
import { cpuRows } from './cpu-rows.ts';
import { memoryRows } from './memory-rows.ts';
import { realRows } from './real-rows.ts';
import { stubRows } from './stub-rows.ts';
import { timed } from './timed.ts';
import { writeClass } from './written-class.ts';

const size = Number(process.argv[2] ?? 100);
const only = process.argv[3];
const group = new CpuGroup();
const postgres = await Postgres.begin();
const farm = new Farm(postgres.url());

const parts = {
  stub: () => stubRows(farm),
  real: () => realRows(farm, size, group),
  cpu: () => cpuRows(farm, size, group),
  memory: () => memoryRows(farm),
};

try {
  const first = join(scratchFolder(), 'first');
  writeClass(first, 1, []);
  await timed(farm, first, () => [farm.stub(0)]); // makes the tables, too

  for (const [name, measure] of Object.entries(parts)) if ((only ?? name) === name) await measure();
} finally {
  await farm.end();
  await postgres.stop();
  group.leave();
}
