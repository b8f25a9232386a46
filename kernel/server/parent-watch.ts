import { signalGroup } from '../threads/process-group';
import { hasEnded } from './parent-process';

/** A cell that nobody waits for any more keeps a core busy. */
const runningMs = 1000;
/** An idle kernel does no harm meanwhile; with a look each second it would use ten milliseconds of a core in a minute. */
const idleMs = 15_000;

/** Ends the kernel when the Jupyter server that started it has died: one that is killed says no goodbye. */
export class ParentWatch {
  readonly #parent: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param parent the server's process; undefined where something else has started the kernel */
  constructor(parent: number | undefined) {
    this.#parent = parent;
    this.look(false);
  }

  /** From now on, looks as often as it takes while a cell runs, or while none does. */
  look(running: boolean): void {
    clearInterval(this.#timer);
    const parent = this.#parent;
    if (parent === undefined) return;
    this.#timer = setInterval(
      () => {
        if (hasEnded(parent)) signalGroup('SIGKILL');
      },
      running ? runningMs : idleMs,
    ).unref();
  }
}
