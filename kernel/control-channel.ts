import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ControlMessage, ControlThreadData } from './control-thread';
import type { ExecuteQueue } from './execute-queue';
import { type InterruptFlag, isUnheard } from './interrupt-flag';
import { signalGroup } from './process-group';
import type { Server } from './tslab';

/**
 * Gives the control channel a thread of its own, so that a cell which keeps the main thread busy can be
 * interrupted, and the kernel ended. Interrupts the thread sees to; all else it hands over to tslab.
 */
export class ControlChannel {
  #thread: Worker | undefined;
  readonly #queue: ExecuteQueue;
  readonly #flag: InterruptFlag;

  /** @param flag tells of an interrupt that waits */
  constructor(queue: ExecuteQueue, flag: InterruptFlag) {
    this.#queue = queue;
    this.#flag = flag;
  }

  /** Starts the thread, and settles when it listens at `address`. */
  serve(server: Server, address: string): Promise<void> {
    const { key } = server.connInfo;
    const workerData: ControlThreadData = { address, key, flag: this.#flag, parent: parentOf() };
    const thread = new Worker(path.join(__dirname, 'control-thread.js'), { workerData });
    this.#thread = thread;
    const socket = { send: (frames: Uint8Array[]) => thread.postMessage(frames) };
    return new Promise((resolve, reject) => {
      thread.once('error', reject);
      thread.on('message', (message: ControlMessage) => {
        if (message.what === 'bound') {
          // From now on an error has no one waiting for it: it is reported as uncaught.
          thread.off('error', reject);
          resolve();
        } else if (message.what === 'interrupt') this.#interrupt();
        else void server.handleShellMessage(socket, ...message.frames.map((frame) => Buffer.from(frame)));
      });
    });
  }

  /** Settles when all answers are sent and the thread has ended. */
  close(): Promise<void> {
    const thread = this.#thread;
    if (thread === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      thread.once('exit', () => resolve());
      thread.postMessage('close');
    });
  }

  #interrupt(): void {
    if (!isUnheard(this.#flag)) return; // the cell has ended by it
    this.#queue.interrupt();
    // Programs that the cell has started stop as well.
    if (process.platform !== 'win32') signalGroup('SIGINT');
  }
}

/** The Jupyter server that started this process: one that is killed says no goodbye. */
function parentOf(): number | undefined {
  const parent = Number(process.env.JPY_PARENT_PID);
  return Number.isInteger(parent) && parent > 1 && process.ppid === parent ? parent : undefined;
}
