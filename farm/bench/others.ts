import { readFileSync } from 'node:fs';
import type { CpuGroup } from './cpu-group.ts';

/**
 * Does some work, and tells how many cores other programs than its group's had meanwhile: where it is not about none,
 * what the clock says of the work says little.
 */
export async function othersDuring<T>(
  group: CpuGroup,
  work: () => Promise<T>,
): Promise<{ took: T; others: number }> {
  const began = performance.now();
  const before = busySeconds() - group.seconds;
  const took = await work();
  const others = busySeconds() - group.seconds - before;
  return { took, others: others / ((performance.now() - began) / 1000) };
}

/** CPU time of all processes of this machine, in seconds. */
function busySeconds(): number {
  const [first = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, soft = 0] = first.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + soft) / 100;
}
