import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProgram } from '../programs/end-program.mjs';
import { failureReason } from '../programs/failure-reason.mjs';
import { descendants } from '../programs/process-tree.mjs';
import { SetupProblem } from '../programs/setup-problem.mjs';
import { jupyterEnvironment, jupyterLog, runtimeFolder } from './environment.mjs';

/** JupyterLab gets this long to end its kernels before they are ended for it. */
const stopSeconds = 3;

/** @typedef {{ command: string[], folder: string, notebook: string, port?: number, browser: boolean }} ServerOptions */

/** One JupyterLab server, in a process group of its own: Ctrl+C reaches only this process, which then stops it. */
export class JupyterServer {
  #notebook;
  #token;
  #child;
  #output = '';

  /** @param {ServerOptions} options `command` runs JupyterLab on what lies in `folder`; `notebook` is a path below it */
  constructor({ command, folder, notebook, port, browser }) {
    this.#notebook = notebook.split('/').map(encodeURIComponent).join('/');
    this.#token = randomBytes(24).toString('hex');
    this.stopping = false;
    const [program = '', ...args] = [
      ...command,
      `--ServerApp.root_dir=${folder}`,
      `--LabApp.default_url=/lab/tree/${this.#notebook}`,
      ...(port === undefined ? [] : [`--ServerApp.port=${port}`]),
      ...(browser ? [] : ['--no-browser']),
      ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
    ];
    mkdirSync(dirname(jupyterLog), { recursive: true });
    this.#child = spawn(program, args, {
      cwd: folder,
      env: { ...jupyterEnvironment(), JUPYTER_TOKEN: this.#token },
      stdio: ['pipe', 'pipe', 'pipe'], // the server ends with its standard input
      detached: process.platform !== 'win32',
    });
    this.ended = new Promise((resolve) => {
      this.#child.on('error', () => resolve(127));
      this.#child.on('close', (code) => resolve(code ?? 1));
    });
    const log = createWriteStream(jupyterLog);
    log.on('error', () => undefined); // a full disk: the output is still kept for the reason of the failure
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`);
        if (this.#output.length < 100_000) this.#output += `${line}\n`;
        if (!this.stopping && /^\[[EC] /.test(line)) console.error(line);
      });
    }
  }

  /**
   * Waits until the server answers.
   * @returns {Promise<{ url: string, port: number } | undefined>} `url` opens the notebook and carries the token;
   *   undefined where the server was stopped meanwhile
   * @throws {SetupProblem} where the server ends instead
   */
  async ready() {
    let ended = false;
    this.ended.then(() => {
      ended = true;
    });
    while (!ended) {
      const info = this.#serverInfo();
      if (info && (await answers(`${info.url}api/status?token=${this.#token}`))) {
        return { url: `${info.url}lab/tree/${this.#notebook}?token=${this.#token}`, port: info.port };
      }
      await sleep(50);
    }
    if (this.stopping) return undefined;
    throw new SetupProblem(`Cannot start JupyterLab: ${failureReason(this.#output)}`, {
      mend: 'npm run doctor, which looks at each part',
      log: jupyterLog,
    });
  }

  /** @returns {{ url: string, port: number } | undefined} what the server wrote about itself */
  #serverInfo() {
    if (!existsSync(runtimeFolder)) return undefined;
    for (const file of readdirSync(runtimeFolder)) {
      if (!/^jpserver-\d+\.json$/.test(file)) continue;
      try {
        const info = JSON.parse(readFileSync(join(runtimeFolder, file), 'utf8'));
        if (info.token === this.#token) return info;
      } catch (error) {
        // Another server has just removed its file, or is just writing it.
        if (!(error instanceof SyntaxError) && !isMissing(error)) throw error;
      }
    }
    return undefined;
  }

  /** Ends the server and its kernels. */
  async stop() {
    if (this.stopping) return;
    this.stopping = true;
    const family = this.#child.pid === undefined ? [] : [...descendants(this.#child.pid), this.#child.pid];
    this.#child.kill('SIGTERM');
    const late = Symbol('late');
    const timer = sleep(stopSeconds * 1000, late, { ref: false });
    await Promise.race([this.ended, timer]);
    for (const pid of family) endProgram(pid);
    await this.ended;
  }
}

/** @param {unknown} error */
const isMissing = (error) => /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT';

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false; // not listening yet
  }
}
