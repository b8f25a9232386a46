import { askToStop, type InterruptFlag, isHeard } from '../../execution/interrupt-flag';
import { type Interrupts, stillRunningSentence } from '../../execution/queue/interrupts';

/** A cell that has come to no `await` and no turn of a loop by then says that it goes on, in milliseconds. */
const saidAfterMs = 2500;

/**
 * Stops a run by the flag, which a loop of its cell sees where the page is isolated; what awaits is told by a message.
 * Nothing in a browser breaks code that does neither, so that this worker, which never runs cells, says so.
 */
export class FlagInterrupts implements Interrupts {
  readonly #flag: InterruptFlag;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param flag is shared with the runner where it can be */
  constructor(flag: InterruptFlag) {
    this.#flag = flag;
  }

  interrupt(run: number, say: (sentence: string) => void): void {
    askToStop(this.#flag, run);
    this.end();
    this.#timer = setTimeout(() => {
      if (!isHeard(this.#flag, run)) say(stillRunningSentence);
    }, saidAfterMs);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
