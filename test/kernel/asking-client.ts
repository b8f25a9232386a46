import { Dealer } from 'zeromq';
import type { KernelClient } from '../../runner/kernel-client';
import { addressOf } from '../../wire/connection';
import { decode, encode, request, type WireMessage } from '../../wire/wire-message';

/** A front end with a user: what a cell asks goes to the socket of the same name as the one that sent the cell. */
export class AskingClient {
  /** The prompts of all questions so far. */
  readonly asked: string[] = [];
  readonly #kernel: KernelClient;
  readonly #shell: Dealer;
  readonly #stdin: Dealer;
  readonly #replies = new Map<unknown, (reply: WireMessage) => void>();
  #questions: ((request: WireMessage) => void) | undefined;

  /** @param name by which the kernel tells clients apart */
  constructor(kernel: KernelClient, name: string) {
    this.#kernel = kernel;
    this.#shell = this.#connect(name, 'shell_port', ({ parentHeader, ...reply }) =>
      this.#replies.get(parentHeader.msg_id)?.({ parentHeader, ...reply }),
    );
    this.#stdin = this.#connect(name, 'stdin_port', (question) => {
      this.asked.push(String(question.content.prompt));
      this.#questions?.(question);
    });
  }

  /**
   * Runs a cell.
   *
   * @param answers what the user types, one line after the other; then nothing more is answered
   * @returns the reply's content
   */
  async run(code: string, answers: string[] = []): Promise<Record<string, unknown>> {
    const left = [...answers];
    this.#questions = (question) => {
      const value = left.shift();
      if (value !== undefined)
        void this.#send(this.#stdin, {
          ...request('input_reply', 's', { value }),
          parentHeader: question.header,
        });
    };
    const message = request('execute_request', 's', { code, allow_stdin: true });
    const reply = new Promise<WireMessage>((resolve) => this.#replies.set(message.header.msg_id, resolve));
    await this.#send(this.#shell, message);
    return (await reply).content;
  }

  /** Settles when the next question comes. */
  async nextQuestion(): Promise<void> {
    const answer = this.#questions;
    await new Promise<void>((resolve) => {
      this.#questions = (question) => {
        resolve();
        answer?.(question);
      };
    });
  }

  close(): void {
    this.#shell.close();
    this.#stdin.close();
  }

  #connect(name: string, port: 'shell_port' | 'stdin_port', hear: (message: WireMessage) => void): Dealer {
    const { connection } = this.#kernel;
    const socket = new Dealer({ linger: 0, routingId: name });
    socket.connect(addressOf(connection, connection[port]));
    void (async () => {
      for await (const frames of socket) hear(decode(frames, connection.key));
    })();
    return socket;
  }

  #send(socket: Dealer, message: WireMessage): Promise<void> {
    return socket.send(encode(message, this.#kernel.connection.key));
  }
}
