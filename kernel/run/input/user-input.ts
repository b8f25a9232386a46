import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { type Cell, Interrupted, outputCell } from '../../../execution/cell';
import { askedToStop, type InterruptFlag } from '../../../execution/interrupt-flag';
import type { CellInput } from '../../../execution/machine';
import type { FromCells, ToCells } from '../../../execution/messages';
import { tellQuestions } from './readline-questions';
import { type InputSource, StandardInput } from './standard-input';

type Answer = Extract<ToCells, { what: 'input' }>;

/** How often a cell that waits without letting anything else run looks for its answer, in milliseconds. */
const lookMs = 20;

/** Asks the user, through the server's thread, for what the running cell reads from stdin. */
export class UserInput implements InputSource, CellInput {
  readonly #tell: (message: FromCells) => void;
  readonly #answers: MessagePort;
  readonly #flag: InterruptFlag;
  readonly #sleep = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  #stdin = new StandardInput(this);
  #cell: Cell | undefined;
  #isAllowed = false;
  #waiting: { resolve: (line: string | undefined) => void; reject: (reason: Error) => void } | undefined;

  /**
   * @param tell sends a message to the server's thread
   * @param answers brings the user's
   * @param flag tells a cell that waits that it is to stop
   */
  constructor(tell: (message: FromCells) => void, answers: MessagePort, flag: InterruptFlag) {
    this.#tell = tell;
    this.#answers = answers;
    this.#flag = flag;
    answers.on('message', ({ run, value }: Answer) => {
      if (run === this.#cell?.run) this.#settle()?.resolve(value);
    });
    answers.unref();
  }

  /** Puts itself in the place of the process's own stdin, where nobody can type. */
  install(): void {
    tellQuestions();
    Object.defineProperty(process, 'stdin', {
      configurable: true,
      enumerable: true,
      get: () => {
        // A loop that is left takes its stream along; a later cell begins anew.
        if (this.#stdin.destroyed || this.#stdin.readableEnded) this.#stdin = new StandardInput(this);
        return this.#stdin;
      },
    });
  }

  /** A cell begins; whether its user can be asked. */
  begin(cell: Cell, isAllowed: boolean): void {
    this.#cell = cell;
    this.#isAllowed = isAllowed;
    // A reader that an earlier cell has closed leaves its stream paused, and a listener alone would not have it flow.
    if (this.#stdin.isPaused()) this.#stdin = new StandardInput(this);
  }

  /** The cell is over, and with it what it has asked. */
  end(): void {
    this.#cell = undefined;
    this.#settle()?.resolve(undefined);
  }

  /** Ends the wait of the cell that is to stop. */
  interrupt(): void {
    this.#settle()?.reject(new Interrupted());
  }

  /** Waits until the cell has the answers that it asks for. */
  answered(): Promise<void> {
    return this.#stdin.answered();
  }

  asker(): object | undefined {
    return outputCell();
  }

  refusal(asker: object | undefined): string | undefined {
    if (this.#cell === undefined || asker !== this.#cell) {
      return 'the cell that asks has ended: have it await the answer';
    }
    return this.#isAllowed
      ? undefined
      : 'there is no user here to ask for input: write the value into the cell, or run it in JupyterLab';
  }

  ask(): Promise<string | undefined> {
    this.#ask();
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  /**
   * Asks, and lets nothing else run until the answer is there.
   *
   * @throws {Error} where no user can be asked
   * @throws {Interrupted} where the cell is to stop meanwhile
   */
  askNow(): string {
    const why = this.refusal(this.asker());
    if (why !== undefined) throw new Error(`Cannot read from stdin: ${why}`);
    const run = this.#ask();
    for (;;) {
      const answer = (receiveMessageOnPort(this.#answers)?.message ?? {}) as Partial<Answer>;
      if (answer.run === run && answer.value !== undefined) return answer.value;
      if (askedToStop(this.#flag) === run) throw new Interrupted();
      Atomics.wait(this.#sleep, 0, 0, lookMs);
    }
  }

  /** @returns the run that asks */
  #ask(): number {
    const cell = this.#cell as Cell;
    // Front ends show the question beside the line that they read; `jupyter console` shows nothing else meanwhile.
    const prompt = cell.takeUnfinishedLine();
    cell.flush();
    this.#tell({ what: 'ask', run: cell.run, prompt, password: false });
    return cell.run;
  }

  #settle() {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }
}
