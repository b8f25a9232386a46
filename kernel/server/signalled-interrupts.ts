import { askToStop, type InterruptFlag, isHeard } from '../../execution/interrupt-flag';
import { type Interrupts, stillRunningSentence } from '../../execution/queue/interrupts';
import { signalGroup } from '../threads/process-group';

/** How often the signal is sent to a main thread that does not take the interrupt, in milliseconds. */
const signalMs = 250;
/** After so many signals the cell says that it has not stopped. */
const signalsUntilSaid = 8;

/**
 * Stops a run. A loop of a cell sees the flag, and a cell that awaits is told by a message. What else keeps the main
 * thread busy is code of a library: the signal ends it in a cell's first stretch, and nothing ends it behind an
 * `await`; then this thread, which is never busy with cells, says so below the cell.
 */
export class SignalledInterrupts implements Interrupts {
  readonly #flag: InterruptFlag;
  #timer: NodeJS.Timeout | undefined;

  /** @param flag is shared with the main thread */
  constructor(flag: InterruptFlag) {
    this.#flag = flag;
  }

  interrupt(run: number, say: (sentence: string) => void): void {
    askToStop(this.#flag, run);
    this.end();
    let signals = 0;
    this.#timer = setInterval(() => {
      if (isHeard(this.#flag, run)) return this.end();
      signals += 1;
      signalGroup('SIGINT');
      if (signals === signalsUntilSaid) say(stillRunningSentence);
    }, signalMs);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
