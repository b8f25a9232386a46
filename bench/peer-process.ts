import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { peerVariables } from './python-peers';

/** A process that computes and times the other side: one JSON request a line, one JSON answer a line. */
export class PeerProcess {
  readonly #child: ChildProcess;
  readonly #reader: Interface;
  readonly #lines: AsyncIterator<string>;

  /**
   * Starts it.
   *
   * @param command a program and its arguments
   * @param threads how many it may compute on
   */
  constructor([program = '', ...argv]: string[], threads = 1) {
    this.#child = spawn(program, argv, { stdio: ['pipe', 'pipe', 'ignore'], env: peerVariables(threads) });
    this.#reader = createInterface({ input: this.#child.stdout as NodeJS.ReadableStream });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /**
   * Asks for one thing, and waits for the answer.
   *
   * @throws {Error} with the peer's own words where it cannot answer
   */
  async ask(request: object): Promise<unknown> {
    this.#child.stdin?.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('the process has ended');
    const answer = JSON.parse(value);
    if (answer.error) throw new Error(answer.error);
    return answer;
  }

  /** Microseconds of each of `samples` runs. */
  async times(request: object): Promise<number[]> {
    return ((await this.ask({ do: 'time', ...request })) as { times: number[] }).times;
  }

  stop(): void {
    this.#reader.close();
    this.#child.stdin?.end();
  }
}
