import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('stand-in.mjs', import.meta.url));

/** A stand-in of the grader's that programs attack, and what became of it. */
export class Victim {
  /** @type {import('node:child_process').ChildProcess} */
  #process;
  /** Where its debugger would listen. */
  port;

  /**
   * @param {import('node:child_process').ChildProcess} child
   * @param {number} port
   */
  constructor(child, port) {
    this.#process = child;
    this.port = port;
  }

  /**
   * @param {string} dist the compiled project
   * @param {'guarded' | 'open'} kind
   */
  static async start(dist, kind) {
    const port = await freePort();
    const child = fork(program, [dist, kind], { execArgv: [`--inspect-port=${port}`], stdio: 'ignore' });
    await once(child, 'message');
    return new Victim(child, port);
  }

  get pid() {
    return this.#process.pid ?? 0;
  }

  /** @returns {Promise<string | undefined>} what was done to it, if anything */
  async harm() {
    const state = stateOf(this.pid);
    if (state === 'T' || state === 't') return 'stopped';
    if (state === undefined || state === 'Z') return 'ended';
    this.#process.send('marks?');
    const [marks] = await once(this.#process, 'message');
    return marks === 0 ? undefined : `has marks of ${marks}`;
  }

  async end() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await gone;
  }
}

/** @param {number} pid */
function stateOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat[stat.lastIndexOf(')') + 2];
  } catch {
    return undefined; // it is gone
  }
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === 'object' ? address.port : 0;
}
