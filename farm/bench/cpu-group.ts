import { appendFileSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * CPU time of this process's tree, whoever in it was killed or has no parent left: the kernel counts it for a control
 * group, which this process enters and everything that it starts stays in.
 */
export class CpuGroup {
  readonly #folder: string;

  /** @throws {Error} where this user may not make a group */
  constructor() {
    const [, around] =
      /^\S+ \S+ \S+ \/ (\S+) .* - cgroup2 /m.exec(readFileSync('/proc/self/mountinfo', 'utf8')) ?? [];
    const [, own] = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8')) ?? [];
    this.#folder = join(around ?? '/sys/fs/cgroup', own ?? '', `farm-bench-${process.pid}`);
    try {
      mkdirSync(this.#folder);
      appendFileSync(join(this.#folder, 'cgroup.procs'), `${process.pid}`);
    } catch (error) {
      throw new Error(
        `Cannot count CPU time: the kernel must let this user make a control group, and says ${(error as Error).message}. As root it does: sudo npm run --prefix farm bench`,
      );
    }
  }

  /** All seconds until now, but for this process's own. */
  get seconds(): number {
    const [, all] = /^usage_usec (\d+)$/m.exec(readFileSync(join(this.#folder, 'cpu.stat'), 'utf8')) ?? [];
    const { user, system } = process.cpuUsage();
    return (Number(all) - user - system) / 1e6;
  }

  /** Takes this process out of it and removes it: nothing that was started may run any more. */
  leave(): void {
    appendFileSync(join(dirname(this.#folder), 'cgroup.procs'), `${process.pid}`);
    rmdirSync(this.#folder);
  }
}
