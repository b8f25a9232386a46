import { Readable } from 'node:stream';

/** Who answers what cells ask for. */
export interface InputSource {
  /** The cell that the running code belongs to. */
  asker(): object | undefined;
  /** Why a cell can ask nothing; undefined where it can. */
  refusal(asker: object | undefined): string | undefined;
  /**
   * Asks the user for a line.
   *
   * @returns the line without its end; the character 4, Ctrl-D, stands for the end of all input, undefined for no answer
   * because the cell has ended
   * @throws {Error} where something ends the cell that waits
   */
  ask(): Promise<string | undefined>;
}

/** What reads lines from a stream, such as an interface of `node:readline`. */
export interface LineReader {
  /** Whether it waits for a line now. */
  wants(): boolean;
}

/** By which `jupyter console` says that the user has pressed Ctrl-D. */
const endOfInput = '\u0004';

/** From a call for input to the question: streams call each other by a turn of the loop each. */
const turnsToAsk = 4;

/**
 * `process.stdin` of cells. A terminal lets one type before anybody reads; a notebook shows a box for each line that it is
 * asked for. So it asks when a line is waited for, and not already when a stream would like to read on.
 */
export class StandardInput extends Readable {
  readonly fd = 0;
  readonly #source: InputSource;
  readonly #readers = new Set<LineReader>();
  /** The cell that last called for input. */
  #asker: object | undefined;
  /** Why it gets none; made where the cell called, so that its stack names that line. */
  #refused: Error | undefined;
  /** Whether somebody reads and has got nothing yet. */
  #reads = false;
  #asking: Promise<void> | undefined;

  constructor(source: InputSource) {
    super({ highWaterMark: 0 }); // no reading ahead
    this.#source = source;
  }

  /** Takes in who reads its lines; any other `data` listener is taken to want whatever comes. */
  attach(reader: LineReader): void {
    this.#readers.add(reader);
  }

  detach(reader: LineReader): void {
    this.#readers.delete(reader);
  }

  /**
   * Is told that the running code waits for a line.
   *
   * @returns why it gets none; undefined where the user can be asked
   */
  want(): Error | undefined {
    const asker = this.#source.asker();
    const why = this.#source.refusal(asker);
    const refused = why === undefined ? undefined : new Error(`Cannot read from stdin: ${why}`);
    // What an earlier cell has left behind takes nothing away from the one that runs.
    if (refused && this.#source.refusal(this.#asker) === undefined) return refused;
    this.#asker = asker;
    this.#refused = refused;
    if (this.#reads) this.#askSoon();
    return refused;
  }

  /** Waits until nobody waits for a line: a cell that asks goes on until it is answered. */
  async answered(): Promise<void> {
    for (let turns = 0; turns < turnsToAsk; turns++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#asking === undefined) continue;
      await this.#asking;
      turns = -1;
    }
  }

  override on(event: string | symbol, listener: (...all: never[]) => void): this {
    if (event === 'data' || event === 'readable') this.want();
    // What an earlier cell has paused at its end, as an interface does that is closed, is as new for the next one.
    const isNew = event === 'data' && this.readableFlowing === false && this.listenerCount('data') === 0;
    super.on(event, listener as () => void);
    return isNew ? this.resume() : this;
  }

  override addListener(event: string | symbol, listener: (...all: never[]) => void): this {
    return this.on(event, listener);
  }

  override resume(): this {
    this.want();
    return super.resume();
  }

  override _read(): void {
    this.#reads = true;
    this.#askSoon();
  }

  /** When what the last line has set going is done: it may have closed its reader. */
  #askSoon(): void {
    setImmediate(() => {
      if (!this.#reads || this.#asking || this.destroyed || !this.#isWanted()) return;
      if (this.#refused) this.destroy(this.#refused);
      else if (this.#source.refusal(this.#asker) === undefined) this.#asking = this.#ask();
    });
  }

  #isWanted(): boolean {
    if (!this.readableFlowing) return this.listenerCount('readable') > 0;
    if (this.listenerCount('data') > this.#readers.size) return true;
    return [...this.#readers].some((reader) => reader.wants());
  }

  async #ask(): Promise<void> {
    try {
      const line = await this.#source.ask();
      this.#asking = undefined;
      this.#reads = false;
      if (line === undefined) this.destroy();
      else this.push(line === endOfInput ? null : `${line}\n`);
    } catch (error) {
      this.#asking = undefined;
      this.destroy(error as Error);
    }
  }
}
