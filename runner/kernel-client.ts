import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { Dealer, Subscriber } from 'zeromq';
import {
  addressOf,
  type Connection,
  newConnection,
  newConnectionFolder,
  newPortConnection,
  type Transport,
  usualTransport,
  writeConnectionFile,
} from '../wire/connection';
import { decode, encode, request, type WireMessage } from '../wire/wire-message';
import { KernelProcess } from './kernel-process';
import { kernelCommand, kernelName, readKernelSpec } from './kernel-spec';

/** A kernel that is asked too early does not answer; it is asked again after this time. */
const askAgainMs = 100;
const shutdownMs = 5000;
/** How often a kernel is started on other ports where a program took one of them before it did. */
const mostStarts = 5;

/** Options of {@link KernelClient.start}. */
export interface KernelOptions {
  /** The kernel's working directory. */
  cwd: string;
  /** Ends the kernel at once while it starts; later it is the caller's to interrupt. */
  signal?: AbortSignal;
  /** Default: what this system has. */
  transport?: Transport;
}

/** Options of {@link KernelClient.execute}. */
export interface ExecuteOptions {
  /** Receives the cell's messages of the iopub channel in order, also those that come after its end. */
  onMessage?: (message: WireMessage) => void;
  /** Whether an error aborts the requests that wait behind this one; default true. */
  stopOnError?: boolean;
  silent?: boolean;
}

interface Pending {
  settle: (reply: WireMessage) => void;
  fail: (error: Error) => void;
  reply?: WireMessage;
  idle: boolean;
}

/**
 * A connection to a kernel of its own: the one that JupyterLab would start from the same kernel.json.
 *
 * @example
 * const kernel = await KernelClient.start({ cwd: process.cwd() });
 * const reply = await kernel.execute('1 + 1', { onMessage: (message) => console.log(message.content) });
 * await kernel.shutdown();
 */
export class KernelClient {
  /** The content of the kernel's `kernel_info_reply`. */
  info: Record<string, unknown> = {};
  /** Where the kernel listens. */
  readonly connection: Connection;
  /** The kernel's process. */
  readonly process: KernelProcess;
  readonly #interruptMode: 'signal' | 'message';
  readonly #session = randomUUID();
  readonly #shell = new Dealer({ linger: 0, sendHighWaterMark: 0 });
  readonly #control = new Dealer({ linger: 0 });
  readonly #iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  readonly #pending = new Map<string, Pending>();
  readonly #listeners = new Map<string, (message: WireMessage) => void>();
  #sending: Promise<void> = Promise.resolve();
  #death: Error | undefined;

  /** Connects to a kernel that has been started; {@link KernelClient.start} starts one and waits for it. */
  constructor(connection: Connection, process: KernelProcess, interruptMode: 'signal' | 'message') {
    this.connection = connection;
    this.process = process;
    this.#interruptMode = interruptMode;
    for (const [socket, port] of [
      [this.#shell, connection.shell_port],
      [this.#control, connection.control_port],
      [this.#iopub, connection.iopub_port],
    ] as const) {
      socket.connect(addressOf(connection, port));
    }
    this.#iopub.subscribe();
    this.#read(this.#shell, (message) => this.#onReply(message));
    this.#read(this.#control, (message) => this.#onReply(message));
    this.#read(this.#iopub, (message) => this.#onPublished(message));
    void process.ended.then((how) => this.#end(new Error(how)));
  }

  /**
   * Starts a kernel and waits until it answers.
   *
   * @throws {Error} when the kernel ends before it answers, with what it said
   */
  static async start(options: KernelOptions): Promise<KernelClient> {
    const { transport = usualTransport() } = options;
    for (let start = 1; ; start++) {
      const folder = newConnectionFolder(transport);
      const connection =
        transport === 'ipc' ? newConnection(folder, kernelName) : await newPortConnection(kernelName);
      try {
        return await KernelClient.#startAt(connection, folder, options);
      } catch (error) {
        const taken = transport === 'tcp' && /EADDRINUSE/.test(String(error));
        if (!taken || start === mostStarts) throw error;
      }
    }
  }

  static async #startAt(
    connection: Connection,
    folder: string,
    { cwd, signal }: KernelOptions,
  ): Promise<KernelClient> {
    const spec = readKernelSpec();
    const file = writeConnectionFile(folder, connection);
    const kernel = new KernelProcess(kernelCommand(spec, file), { cwd, env: spec.env });
    void kernel.ended.then(() => rmSync(folder, { recursive: true, force: true }));
    const client = new KernelClient(connection, kernel, spec.interrupt_mode);
    const kill = (): void => kernel.kill();
    signal?.addEventListener('abort', kill);
    if (signal?.aborted) kill();
    try {
      client.info = await client.#firstAnswer();
    } finally {
      signal?.removeEventListener('abort', kill);
    }
    return client;
  }

  /**
   * Runs code; settles when the reply *and* the message that ends the cell's output have come.
   *
   * @returns the content of the `execute_reply`: `status` is `ok`, `error` or `aborted`
   * @throws {Error} when the kernel dies meanwhile
   */
  async execute(code: string, options: ExecuteOptions = {}): Promise<Record<string, unknown>> {
    const { onMessage, stopOnError = true, silent = false } = options;
    const message = request('execute_request', this.#session, {
      code,
      silent,
      store_history: !silent,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: stopOnError,
    });
    if (onMessage) this.#listeners.set(message.header.msg_id, onMessage);
    return (await this.#send(this.#shell, message)).content;
  }

  /** Sends any other request on the shell channel, and returns the whole reply. */
  ask(type: string, content: Record<string, unknown> = {}): Promise<WireMessage> {
    return this.#send(this.#shell, request(type, this.#session, content));
  }

  /** Interrupts the running cell, in the way that kernel.json names. */
  interrupt(): void {
    if (this.#interruptMode === 'signal') this.process.interrupt();
    else void this.#post(this.#control, request('interrupt_request', this.#session, {})).catch(() => {}); // it has died
  }

  /** Asks the kernel to end, and ends it where it does not within five seconds. */
  async shutdown(): Promise<void> {
    const timer = setTimeout(() => this.process.kill(), shutdownMs);
    if (this.#death === undefined) {
      const message = request('shutdown_request', this.#session, { restart: false });
      // A reply that never comes is no loss: the end of the process is what counts.
      this.#send(this.#control, message).catch(() => {});
    }
    await this.process.ended;
    clearTimeout(timer);
    this.#end(new Error('the kernel was shut down'));
  }

  #send(socket: Dealer, message: WireMessage): Promise<WireMessage> {
    if (this.#death !== undefined) return Promise.reject(this.#death);
    return new Promise((settle, fail) => {
      this.#pending.set(message.header.msg_id, { settle, fail, idle: false });
      this.#post(socket, message).catch(fail);
    });
  }

  #post(socket: Dealer, message: WireMessage): Promise<void> {
    // zeromq allows one unfinished send on a socket.
    const sent = this.#sending.then(() => socket.send(encode(message, this.connection.key)));
    this.#sending = sent.catch(() => {});
    return sent;
  }

  /** Asks until both channels are known to work: what is published before a subscription arrives is lost. */
  #firstAnswer(): Promise<Record<string, unknown>> {
    let timer: NodeJS.Timeout | undefined;
    const first = new Promise<Record<string, unknown>>((resolve, reject) => {
      const ask = (): void => {
        this.ask('kernel_info_request').then((reply) => resolve(reply.content), reject);
      };
      ask();
      timer = setInterval(ask, askAgainMs);
    });
    return first.finally(() => clearInterval(timer));
  }

  async #read(socket: Dealer | Subscriber, take: (message: WireMessage) => void): Promise<void> {
    try {
      for await (const frames of socket) take(decode(frames as Buffer[], this.connection.key));
    } catch (error) {
      this.#end(error as Error);
    }
  }

  #onReply(message: WireMessage): void {
    const pending = this.#pending.get(message.parentHeader.msg_id ?? '');
    if (pending === undefined) return;
    pending.reply = message;
    this.#settle(message.parentHeader.msg_id ?? '', pending);
  }

  #onPublished(message: WireMessage): void {
    const id = message.parentHeader.msg_id ?? '';
    this.#listeners.get(id)?.(message);
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    if (message.header.msg_type === 'status' && message.content.execution_state === 'idle')
      pending.idle = true;
    this.#settle(id, pending);
  }

  #settle(id: string, { reply, idle, settle }: Pending): void {
    if (reply === undefined || !idle) return;
    this.#pending.delete(id);
    settle(reply);
  }

  #end(reason: Error): void {
    if (this.#death !== undefined) return;
    this.#death = reason;
    for (const { fail } of this.#pending.values()) fail(reason);
    this.#pending.clear();
    for (const socket of [this.#shell, this.#control, this.#iopub]) socket.close();
  }
}
