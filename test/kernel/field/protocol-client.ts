import { randomUUID } from 'node:crypto';
import { Dealer, Subscriber } from 'zeromq';
import { addressOf, type Connection } from '../../../wire/connection';
import { decode, encode, request, type WireMessage } from '../../../wire/wire-message';

type Channel = 'shell' | 'control' | 'stdin' | 'iopub';

/** A message with the channel that it came on. */
export interface Received extends WireMessage {
  channel: Channel;
}

/** A request's reply, and all that was published for it up to its end. */
export interface Exchange {
  reply: Received;
  published: Received[];
}

/**
 * A client as a Jupyter server is one: the three sockets of a session have the session's name as their identity, so that
 * another client of the same session takes its place. It keeps all that it receives.
 */
export class ProtocolClient {
  readonly session: string;
  /** All that has come so far, in order. */
  readonly received: Received[] = [];
  readonly #connection: Connection;
  readonly #dealers: Record<'shell' | 'control' | 'stdin', Dealer>;
  readonly #iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  readonly #waiting = new Set<() => void>();
  #sending: Promise<void> = Promise.resolve();

  /** {@link ProtocolClient.connect} makes one and waits until it hears all. */
  constructor(connection: Connection, session: string) {
    this.session = session;
    this.#connection = connection;
    const dealer = () => new Dealer({ linger: 0, routingId: session });
    this.#dealers = { shell: dealer(), control: dealer(), stdin: dealer() };
    for (const channel of ['shell', 'control', 'stdin'] as const) {
      this.#dealers[channel].connect(addressOf(connection, connection[`${channel}_port`]));
      void this.#read(channel, this.#dealers[channel]);
    }
    this.#iopub.connect(addressOf(connection, connection.iopub_port));
    this.#iopub.subscribe();
    void this.#read('iopub', this.#iopub);
  }

  /**
   * Connects to a running kernel.
   *
   * @param session another client's, to take its place; else a new one
   */
  static async connect(connection: Connection, session: string = randomUUID()): Promise<ProtocolClient> {
    const client = new ProtocolClient(connection, session);
    // What is published before the subscription has arrived is lost, so it is asked until something of it comes; on the
    // control channel, which answers also while a cell runs.
    let subscribed = false;
    const first = client
      .until(({ channel, header }) => channel === 'iopub' && header.msg_type === 'status')
      .then(() => {
        subscribed = true;
      });
    while (!subscribed) {
      const asked = await client.send('control', 'kernel_info_request');
      await client.until((message) => message.channel === 'control' && answers(message, asked));
      await Promise.race([first, new Promise(setImmediate)]);
    }
    return client;
  }

  /** Sends a request and returns it. */
  async send(
    channel: 'shell' | 'control' | 'stdin',
    type: string,
    content: Record<string, unknown> = {},
  ): Promise<WireMessage> {
    const message = request(type, this.session, content);
    await this.sendFrames(channel, encode(message, this.#connection.key));
    return message;
  }

  /** Answers a request of the kernel's. */
  async answer(parent: WireMessage, type: string, content: Record<string, unknown>): Promise<void> {
    const message = { ...request(type, this.session, content), parentHeader: parent.header };
    await this.sendFrames('stdin', encode(message, this.#connection.key));
  }

  /** Sends anything at all. */
  sendFrames(channel: 'shell' | 'control' | 'stdin', frames: Buffer[]): Promise<void> {
    // zeromq allows one unfinished send on a socket.
    this.#sending = this.#sending.then(() => this.#dealers[channel].send(frames));
    return this.#sending;
  }

  /** Settles with the first message, of those that have come and those to come, that fits. */
  until(fits: (message: Received) => boolean): Promise<Received> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.received.find(fits);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** The reply to a request and what was published for it, once the end of it has come as well. */
  async ended(asked: WireMessage, channel: Channel = 'shell'): Promise<Exchange> {
    const reply = await this.until((message) => message.channel === channel && answers(message, asked));
    await this.idle(asked);
    return { reply, published: this.publishedFor(asked) };
  }

  /** Sends a request and waits for its end. */
  async exchange(
    channel: 'shell' | 'control',
    type: string,
    content: Record<string, unknown> = {},
  ): Promise<Exchange> {
    return this.ended(await this.send(channel, type, content), channel);
  }

  /** Runs a cell, with the protocol's defaults. */
  async execute(code: string, content: Record<string, unknown> = {}): Promise<Exchange> {
    return this.ended(await this.start(code, content));
  }

  /** Sends a cell and does not wait for it. */
  start(code: string, content: Record<string, unknown> = {}): Promise<WireMessage> {
    return this.send('shell', 'execute_request', {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
      ...content,
    });
  }

  /** Waits for the status that ends a request. */
  idle(asked: WireMessage): Promise<Received> {
    return this.until(
      (message) =>
        message.channel === 'iopub' && answers(message, asked) && message.content.execution_state === 'idle',
    );
  }

  /** Waits for something that a request has printed. */
  printed(asked: WireMessage, text: string): Promise<Received> {
    return this.until(
      (message) =>
        message.header.msg_type === 'stream' &&
        answers(message, asked) &&
        String(message.content.text).includes(text),
    );
  }

  /** What was published for a request so far. */
  publishedFor(asked: WireMessage): Received[] {
    return this.received.filter((message) => message.channel === 'iopub' && answers(message, asked));
  }

  /** Drops the connection. */
  close(): void {
    for (const socket of [...Object.values(this.#dealers), this.#iopub]) socket.close();
  }

  async #read(channel: Channel, socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket) {
      this.received.push({ channel, ...decode(frames as Buffer[], this.#connection.key) });
      for (const look of [...this.#waiting]) look();
    }
  }
}

/** Whether a message belongs to a request. */
export function answers(message: WireMessage, asked: WireMessage): boolean {
  return message.parentHeader.msg_id === asked.header.msg_id;
}

/** The types of messages in order, of a status its state. */
export function typesOf(messages: WireMessage[]): string[] {
  return messages.map(({ header, content }) =>
    header.msg_type === 'status' ? String(content.execution_state) : header.msg_type,
  );
}
