import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { peerVariables } from './python-peers';

/** The Python process with PyTorch and JAX: one JSON request a line, one JSON answer a line. */
export class Peer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly lines: AsyncIterator<string>,
    private readonly reader: Interface,
  ) {}

  static start(python: string, script: string): Peer {
    const child = spawn(python, [script], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: peerVariables(),
    });
    const reader = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    return new Peer(child, reader[Symbol.asyncIterator](), reader);
  }

  /** @throws {Error} with the peer's own words where it cannot answer */
  async ask(request: object): Promise<unknown> {
    this.child.stdin?.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.lines.next();
    if (done) throw new Error('the Python process has ended');
    const answer = JSON.parse(value);
    if (answer.error) throw new Error(answer.error);
    return answer;
  }

  /** Microseconds of each of `samples` runs. */
  async times(request: object): Promise<number[]> {
    return ((await this.ask({ do: 'time', ...request })) as { times: number[] }).times;
  }

  stop(): void {
    this.reader.close();
    this.child.stdin?.end();
  }
}
