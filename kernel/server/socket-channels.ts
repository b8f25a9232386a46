import { randomUUID } from 'node:crypto';
import { Publisher, Reply, Router } from 'zeromq';
import { log } from '../../execution/platform';
import type { ChannelName, Channels, Incoming } from '../../execution/queue/channels';
import { addressOf, type Connection } from '../../wire/connection';
import {
  decode,
  encode,
  identityOf,
  type MessageHeader,
  request,
  type WireMessage,
} from '../../wire/wire-message';

/** Sends the messages of one socket one after the other: zeromq allows one unfinished send. */
class Outbox {
  #sent: Promise<void> = Promise.resolve();
  #closed = false;
  readonly #socket: Router | Publisher;

  constructor(socket: Router | Publisher) {
    this.#socket = socket;
  }

  send(frames: Buffer[]): Promise<void> {
    if (this.#closed) return this.#sent;
    this.#sent = this.#sent.then(() => this.#socket.send(frames)).catch((error: Error) => log(error.message));
    return this.#sent;
  }

  /** Takes nothing any more: a cell may still say something while the kernel ends. Resolves once all before is sent. */
  close(): Promise<void> {
    this.#closed = true;
    return this.#sent;
  }
}

/** Jupyter's five channels, as ZeroMQ's sockets. */
export class SocketChannels implements Channels {
  readonly #connection: Connection;
  readonly #session = randomUUID();
  // A client that comes back under its own name takes its place again: two tabs, a laptop that has slept.
  readonly #routers = {
    shell: new Router({ handover: true }),
    control: new Router({ handover: true }),
    stdin: new Router({ handover: true }),
  };
  readonly #iopub = new Publisher({ sendHighWaterMark: 0, sendTimeout: 0 });
  readonly #heartbeat = new Reply();
  readonly #outboxes: Record<ChannelName | 'iopub', Outbox>;
  /** Each runs until its socket is closed. */
  readonly #reading: Promise<void>[] = [];

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#outboxes = {
      shell: new Outbox(this.#routers.shell),
      control: new Outbox(this.#routers.control),
      stdin: new Outbox(this.#routers.stdin),
      iopub: new Outbox(this.#iopub),
    };
  }

  /**
   * Opens the channels, the one on which all is published first: the status of a request that comes in before it
   * would be lost.
   *
   * @param take receives each message that somebody of this session has signed
   * @throws {Error} where an address is taken
   */
  async open(take: (message: Incoming) => void): Promise<void> {
    const { iopub_port, hb_port, shell_port, control_port, stdin_port } = this.#connection;
    await this.#iopub.bind(addressOf(this.#connection, iopub_port));
    await this.#heartbeat.bind(addressOf(this.#connection, hb_port));
    const ports = { control: control_port, stdin: stdin_port, shell: shell_port };
    for (const [name, port] of Object.entries(ports) as [ChannelName, number][]) {
      await this.#routers[name].bind(addressOf(this.#connection, port));
      this.#reading.push(this.#read(name, take));
    }
    this.#reading.push(this.#echo());
  }

  get ports(): Record<string, number> {
    const { shell_port, iopub_port, stdin_port, control_port, hb_port } = this.#connection;
    return { shell_port, iopub_port, stdin_port, control_port, hb_port };
  }

  publish(parent: Partial<MessageHeader>, type: string, content: Record<string, unknown>): Promise<void> {
    const message = this.#message(parent, type, content);
    return this.#outboxes.iopub.send([Buffer.from(type), ...encode(message, this.#connection.key)]);
  }

  send(to: Incoming, type: string, content: Record<string, unknown>): Promise<void> {
    return this.#outboxes[to.channel].send(this.#frames(to, this.#message(to.header, type, content)));
  }

  ask(to: Incoming, content: { prompt: string; password: boolean }): MessageHeader {
    const question = this.#message(to.header, 'input_request', content);
    void this.#outboxes.stdin.send(this.#frames(to, question));
    return question.header;
  }

  #frames(to: Incoming, message: WireMessage): Buffer[] {
    return [...(to.identity as Buffer[]), ...encode(message, this.#connection.key)];
  }

  /**
   * Closes the channels; what was sent before still goes out. Once it resolves nothing calls zeromq any more, which
   * would abort the process while its thread is ended: https://github.com/zeromq/zeromq.js/issues/411
   */
  async close(): Promise<void> {
    await Promise.all(Object.values(this.#outboxes).map((outbox) => outbox.close()));
    for (const socket of [...Object.values(this.#routers), this.#iopub, this.#heartbeat]) socket.close();
    await Promise.allSettled(this.#reading);
  }

  #message(
    parentHeader: Partial<MessageHeader>,
    type: string,
    content: Record<string, unknown>,
  ): WireMessage {
    return { ...request(type, this.#session, content), parentHeader };
  }

  async #read(channel: ChannelName, take: (message: Incoming) => void): Promise<void> {
    for await (const frames of this.#routers[channel] as AsyncIterable<Buffer[]>) {
      try {
        // Any program of the machine can reach a port, and takes it at times for one of its own.
        const message = decode(frames, this.#connection.key);
        take({ ...message, channel, identity: identityOf(frames) });
      } catch (error) {
        log((error as Error).message);
      }
    }
  }

  async #echo(): Promise<void> {
    for await (const frames of this.#heartbeat) await this.#heartbeat.send(frames);
  }
}
