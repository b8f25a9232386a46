import { type ChildProcess, spawn } from 'node:child_process';
import { endable, endProgram } from '#setup/programs/end-program.mjs';

/** How much of what the kernel last wrote on stderr is kept for the message about its death, in characters. */
const keptLength = 2000;

/** A running kernel process, its end, and its last words. */
export class KernelProcess {
  /** Settles when the process has ended, with the sentence that says how. */
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  #lastWords = '';
  #running = true;

  /**
   * @param command program and arguments
   * @param options working directory, and the environment besides the present one
   */
  constructor(command: [string, ...string[]], options: { cwd: string; env: Record<string, string> }) {
    const [program, ...args] = command;
    this.#child = spawn(program, args, {
      cwd: options.cwd,
      // The kernel ends by itself when the process of this number is gone.
      env: { ...process.env, ...options.env, JPY_PARENT_PID: String(process.pid) },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl+C in the terminal is the runner's to handle, and kill() reaches children too.
      ...endable(),
    });
    const keep = (chunk: Buffer): void => {
      this.#lastWords = (this.#lastWords + chunk.toString()).slice(-keptLength);
    };
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#running = false;
        resolve(`the kernel could not be started: ${error.message}`);
      });
      this.#child.once('close', (code, signal) => {
        this.#running = false;
        const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
        const words = this.#lastWords.trim();
        resolve(
          `the kernel ${code === 0 ? 'ended' : 'died'} (${how})${words === '' ? '' : `; its last words:\n${words}`}`,
        );
      });
    });
    // Whatever ends this process takes the kernel with it.
    const kill = (): void => this.kill();
    process.once('exit', kill);
    void this.ended.then(() => process.off('exit', kill));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** What the process has written on its own stdout and stderr lately: nothing, in a normal run. */
  get written(): string {
    return this.#lastWords;
  }

  /** Sends the signal that interrupts the running cell. */
  interrupt(): void {
    this.#child.kill('SIGINT');
  }

  /** Ends the process and its children at once. */
  kill(): void {
    if (this.#running && this.#child.pid !== undefined) endProgram(this.#child.pid);
  }
}
