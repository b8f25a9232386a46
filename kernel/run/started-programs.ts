import { ChildProcess } from 'node:child_process';
import { endProgram } from '#setup/programs/end-program.mjs';

/** What `ChildProcess` does under each function of node:child_process that does not wait for the program. */
type Spawning = { spawn(options: object): unknown };

/**
 * The programs that cells have started and that still run, for a system on which no signal reaches them by the kernel's
 * group.
 */
export class StartedPrograms {
  readonly #running = new Set<ChildProcess>();
  readonly #end: (pid: number) => void;

  /** @param end ends a program, with what it started */
  constructor(end: (pid: number) => void = endProgram) {
    this.#end = end;
  }

  /** Takes note of the programs that are started from now on. */
  follow(): void {
    const running = this.#running;
    const prototype = ChildProcess.prototype as unknown as Spawning;
    const { spawn } = prototype;
    prototype.spawn = function (this: ChildProcess, options) {
      const result = spawn.call(this, options);
      if (this.pid !== undefined) running.add(this);
      this.once('exit', () => running.delete(this));
      return result;
    };
  }

  /** Ends those that run, with what they started. */
  end(): void {
    for (const { pid } of this.#running) if (pid !== undefined) this.#end(pid);
  }
}
