import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Farm, type Running, scratchFolder } from '../test/farm-process.ts';
import { row } from './row.ts';
import { gradeAll } from './timed.ts';
import { writeClass } from './written-class.ts';

/** Small and large classes. */
export async function memoryRows(farm: Farm): Promise<void> {
  const few = await peaksOf(farm, 200);
  const lots = await peaksOf(farm, 5000);
  row('memory of submit, 5,000 over 200', lots.submit / few.submit, 'about 1');
  row('memory of collect, 5,000 over 200', lots.collect / few.collect, 'about 1');
  const [{ bytes = 0 } = {}] = await farm.rows('select pg_database_size(current_database())::float as bytes');
  row('database for 10,400 empty hand-ins, MB', Number(bytes) / 2 ** 20);
}

async function peaksOf(farm: Farm, count: number): Promise<{ submit: number; collect: number }> {
  const [folder, out] = [join(scratchFolder(), 'class'), join(scratchFolder(), 'grades')];
  writeClass(folder, count, []);
  const submit = await peakOf(farm.start(['submit', folder, '--out', out]));
  await gradeAll(
    farm,
    Array.from({ length: 4 }, () => farm.stub(0, 4)),
  );
  return { submit, collect: await peakOf(farm.start(['collect', '--out', out])) };
}

/** The most memory that a command had, in MB. */
async function peakOf(running: Running): Promise<number> {
  let most = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${running.child.pid}/status`, 'utf8');
      most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {} // it has just ended
  }, 20);
  await running.ended;
  clearInterval(watch);
  return most;
}
