import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dealer, Subscriber } from 'zeromq';
import { KernelProcess } from '../runner/kernel-process';
import { kernelCommand, readKernelSpec } from '../runner/kernel-spec';
import { addressOf, newConnection, newConnectionFolder, writeConnectionFile } from '../wire/connection';
import { decode, encode, request } from '../wire/wire-message';
import { cpuSeconds } from './process-cost';

const reconnectMs = 2; // of a socket whose other end is not there yet; zeromq's 100 ms would count as the kernel's

/** Time and processor time, in seconds. */
export interface Cost {
  seconds: number;
  cpu: number;
}

/** A kernel of any clone or of Python, started and asked over Jupyter's wire, with no client between it and the clock. */
export class BenchKernel {
  readonly #began = performance.now();
  readonly #cwd = mkdtempSync(join(tmpdir(), 'bayes-bench-kernel-'));
  readonly #folder = newConnectionFolder();
  readonly #connection = newConnection(this.#folder, 'bench');
  readonly #session = randomUUID();
  readonly #shell = new Dealer({ linger: 0, reconnectInterval: reconnectMs });
  readonly #iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0, reconnectInterval: reconnectMs });
  readonly #process: KernelProcess;

  /**
   * Starts it, in an empty folder.
   *
   * @param resources the folder of its kernel.json
   * @param variables more of its environment
   */
  constructor(resources: string, variables: Record<string, string> = {}) {
    const spec = readKernelSpec(resources);
    const command = kernelCommand(spec, writeConnectionFile(this.#folder, this.#connection), resources);
    this.#process = new KernelProcess(command, { cwd: this.#cwd, env: { ...spec.env, ...variables } });
    this.#shell.connect(addressOf(this.#connection, this.#connection.shell_port));
    this.#iopub.connect(addressOf(this.#connection, this.#connection.iopub_port));
    this.#iopub.subscribe(); // what nobody listens to would cost the kernel less
    void this.#readOn();
  }

  get pid(): number {
    return this.#process.pid as number;
  }

  /** What its first reply, that to `1 + 1`, took from before its start. */
  async firstReply(): Promise<Cost> {
    await this.#reply('1 + 1');
    return { seconds: (performance.now() - this.#began) / 1000, cpu: cpuSeconds(this.pid) };
  }

  /** What a cell took, from the request to the reply. */
  async execute(code: string): Promise<Cost> {
    const [cpu, began] = [cpuSeconds(this.pid), performance.now()];
    await this.#reply(code);
    return { seconds: (performance.now() - began) / 1000, cpu: cpuSeconds(this.pid) - cpu };
  }

  /** Ends it at once. */
  async stop(): Promise<void> {
    this.#process.kill();
    await this.#process.ended;
    this.#shell.close();
    this.#iopub.close();
    for (const folder of [this.#folder, this.#cwd]) rmSync(folder, { recursive: true, force: true });
  }

  async #reply(code: string): Promise<void> {
    const content = { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false };
    const message = request('execute_request', this.#session, content);
    await this.#shell.send(encode(message, this.#connection.key));
    const dead = this.#process.ended.then((how): never => {
      throw new Error(`Cannot measure a kernel: ${how}`);
    });
    for (;;) {
      const frames = await Promise.race([this.#shell.receive(), dead]);
      const { parentHeader, content: reply } = decode(frames, this.#connection.key);
      if (parentHeader.msg_id !== message.header.msg_id) continue;
      if (reply.status === 'ok') return;
      throw new Error(`Cannot measure a kernel: ${reply.ename}: ${reply.evalue}, in the cell ${code}`);
    }
  }

  async #readOn(): Promise<void> {
    try {
      for await (const _ of this.#iopub);
    } catch {
      // It was closed.
    }
  }
}
