import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files of a project and of a grading, as they lie about on an instructor's machine. */
const projectFiles = [
  'package.json',
  'dist/grader/grade.js',
  'dist/exercises/mean-kl/marking.js',
  'solutions/exercise-1.ts',
  'test/answers.ts',
  'grades/report.json',
  'grades/journal.jsonl',
];

/** Files, sockets and a runtime of this account's that a submission must not reach. */
export class Bait {
  #folder = mkdtempSync(join(tmpdir(), 'bayes-hostile-'));
  #servers = /** @type {import('node:net').Server[]} */ ([]);
  /** The child's files with the attacking programs beside them. */
  runtime = join(this.#folder, 'runtime');
  project = join(this.#folder, 'project');
  secret = join(this.#folder, 'private', 'secret');
  port = 0;

  /**
   * @param {string} runtime the folder that children are started with
   * @param {string} programs the folder of the attacking ones
   */
  constructor(runtime, programs) {
    chmodSync(this.#folder, 0o755);
    cpSync(runtime, this.runtime, { recursive: true });
    for (const name of readdirSync(programs)) cpSync(join(programs, name), join(this.runtime, name));
    for (const name of projectFiles) write(join(this.project, name));
    mkdirSync(dirname(this.secret), { mode: 0o700 });
    write(this.secret);
  }

  /** @param {string} name of a socket that has no file */
  async listen(name) {
    const [tcp] = await Promise.all([
      this.#server({ port: 0, host: '127.0.0.1' }),
      this.#server({ path: `\0${name}` }),
    ]);
    const address = tcp.address();
    if (address !== null && typeof address === 'object') this.port = address.port;
  }

  /**
   * @param {import('node:net').ListenOptions} options
   * @returns {Promise<import('node:net').Server>}
   */
  #server(options) {
    const server = createServer((socket) => socket.destroy());
    this.#servers.push(server);
    return new Promise((resolve) => server.listen(options, () => resolve(server)));
  }

  remove() {
    for (const server of this.#servers) server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** @param {string} path */
function write(path) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'not for submissions\n');
}
