import { newInterruptFlag } from '../../execution/interrupt-flag';
import type { JupyterMessage } from '../jupyter-message';
import type { Start, ToServer } from '../messages';

/** What JupyterLite makes a kernel with. */
export interface KernelOptions {
  id: string;
  name: string;
  location: string;
  /** Hands a message to the front end. */
  sendMessage: (message: JupyterMessage) => void;
}

type Slot = (sender: TabKernel, nothing: undefined) => void;

/**
 * A kernel in this tab, as JupyterLite wants one: two workers, between which the page hands messages on. It never waits
 * for a cell, so that JupyterLite, which sends one message after the other, lets Tab through while one runs.
 */
export class TabKernel {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly ready = Promise.resolve();
  /** Tells that the kernel has ended. */
  readonly disposed = { connect: (slot: Slot): boolean => this.#slots.add(slot) !== undefined };
  readonly #slots = new Set<Slot>();
  readonly #server: Worker;
  readonly #runner: Worker;
  #isDisposed = false;

  /**
   * @param folder the address, with a slash at its end, at which the kernel's files lie
   */
  constructor({ id, name, location, sendMessage }: KernelOptions, folder: string) {
    this.id = id;
    this.name = name;
    this.location = location;
    this.#server = new Worker(`${folder}server.js`);
    this.#runner = new Worker(`${folder}runner.js`, { type: 'module' });
    this.#server.onmessage = ({ data }: MessageEvent<JupyterMessage>) => sendMessage(data);
    const { port1, port2 } = new MessageChannel();
    const flag = newInterruptFlag();
    const start = (worker: Worker, other: MessagePort): void =>
      worker.postMessage({ other, flag } satisfies Start, [other]);
    start(this.#server, port1);
    start(this.#runner, port2);
  }

  #tell(message: ToServer): void {
    this.#server.postMessage(message);
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  /** Takes a message of the front end. */
  async handleMessage({ channel, header, parent_header, metadata, content }: JupyterMessage): Promise<void> {
    this.#tell({ channel, header, parent_header, metadata, content });
  }

  /** Stops the running cell; JupyterLite itself only takes away what waits behind it. */
  interrupt(): void {
    this.#tell('interrupt');
  }

  /** Ends both workers, whatever they do. */
  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#server.terminate();
    this.#runner.terminate();
    for (const slot of this.#slots) slot(this, undefined);
  }
}
