import type { CellError } from './messages';
import { FollowedContext, later } from './platform';

/** A bundle as Jupyter's `display_data` carries it. */
export interface DisplayMessage {
  data: object;
  metadata: object;
  transient: object;
}

type StreamName = 'stdout' | 'stderr';
type Publish = (type: string, content: Record<string, unknown>) => void;

/** Text waits this long for more, because a Jupyter server drops output above 1,000 messages a second. */
const flushMs = 50;

/** Ends code of a cell that was interrupted. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor() {
    super('the cell was interrupted');
  }
}

/** Leaves a cell that waits for what cannot be stopped. */
export class LeftBehind extends Error {}

/** One execution of one cell: where its output goes, and what went wrong in it. */
export class Cell {
  /** The number of this run among all. */
  readonly run: number;
  /** The cell's execution count. */
  readonly number: number;
  /** What made the cell fail; the first problem counts. */
  problem: CellError | undefined;
  /** Whether its code is to stop as soon as it can be stopped. */
  interrupted = false;
  readonly #publish: Publish;
  #name: StreamName = 'stdout';
  #text = '';
  #flushedAt = 0;
  /** When the text that waits began. */
  #begunAt = 0;
  #callOff: (() => void) | undefined;

  /**
   * @param run the number of this run among all
   * @param number the cell's execution count
   * @param publish sends a message to everyone who shows this cell
   */
  constructor(run: number, number: number, publish: Publish) {
    this.run = run;
    this.number = number;
    this.#publish = publish;
  }

  /** Adds text to the cell's output. */
  write(name: StreamName, text: string): void {
    if (name !== this.#name) this.flush();
    this.#name = name;
    const now = performance.now();
    if (this.#text === '') this.#begunAt = now;
    this.#text += text;
    // A line that is not finished may be a question, which goes to the user in another way.
    const since = text.endsWith('\n') ? this.#flushedAt : this.#begunAt;
    // A loop that never yields gives no timer a chance, so the clock is looked at here as well.
    if (now - since >= flushMs) this.flush();
    else this.#callOff ??= later(() => this.flush(), flushMs);
  }

  /** Takes back the unfinished line at the end of what was printed, where it has not been sent yet. */
  takeUnfinishedLine(): string {
    if (this.#name !== 'stdout') return '';
    const start = this.#text.lastIndexOf('\n') + 1;
    const line = this.#text.slice(start);
    this.#text = this.#text.slice(0, start);
    return line;
  }

  /** Shows a bundle, or renews the one with the same display_id. */
  display(message: DisplayMessage, update: boolean): void {
    this.publish(update ? 'update_display_data' : 'display_data', { ...message });
  }

  /** Empties the cell's output. */
  clear(): void {
    this.#text = ''; // it would be gone at once
    this.flush();
    this.#publish('clear_output', { wait: false });
  }

  /** Publishes an error message. */
  showError(error: CellError): void {
    this.publish('error', { ...error });
  }

  /** Publishes a message, after the text that still waits. */
  publish(type: string, content: Record<string, unknown>): void {
    this.flush();
    this.#publish(type, content);
  }

  /** Sends the text that still waits. */
  flush(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#flushedAt = performance.now();
    if (this.#text === '') return;
    const text = this.#text;
    this.#text = '';
    this.#publish('stream', { name: this.#name, text });
  }
}

/**
 * The cell that the code running now belongs to, through timers and promises too: what a cell leaves running
 * in the background prints under that cell, not under the one that happens to run.
 */
export const cellContext = new FollowedContext<Cell>();

let running: Cell | undefined;

/** Names the cell that runs now; undefined between cells. */
export function setRunningCell(cell: Cell | undefined): void {
  running = cell;
}

/** The cell that runs now. */
export function runningCell(): Cell | undefined {
  return running;
}

/** The cell that output made now belongs to; undefined for the kernel's own. */
export function outputCell(): Cell | undefined {
  return cellContext.get() ?? running;
}

/** Shows a bundle in the cell that the running code belongs to. */
export function displayed(message: DisplayMessage, update: boolean): void {
  const cell = outputCell();
  if (cell === undefined) throw new Error('Cannot display: no cell is running');
  checkInterrupt();
  cell.display(message, update);
}

/**
 * Ends the running code when its cell was interrupted.
 *
 * @throws {Interrupted} in that case
 */
export function checkInterrupt(): void {
  if (cellContext.get()?.interrupted) throw new Interrupted();
}

/**
 * Ends the running code when it belongs to the run that is asked to stop, and what else its cell has started.
 *
 * @throws {Interrupted} in that case
 */
export function stopRun(run: number): void {
  const cell = cellContext.get();
  if (cell?.run !== run) return;
  cell.interrupted = true;
  throw new Interrupted();
}
