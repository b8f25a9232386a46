import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment, commandLine } from './command-line';
import type { LaunchLayers } from './launch';
import { defaultLimits } from './limits';
import { runtimeFiles } from './runtime-files';

/** What the probe found behind some layers: for each attempt "allowed" or an error's code; or why it did not start. */
export type Findings = { uid: string; environment: string } & Record<
  'read' | 'write' | 'start' | 'signal' | 'memory' | 'network',
  string
>;

/** Things outside that a child must not reach, set up for one round of tries. */
export class Bait {
  readonly #folder: string;
  readonly #server: Server;
  readonly #runtime: string;

  static async lay(runtime: string): Promise<Bait> {
    const folder = await mkdtemp(join(tmpdir(), 'bayes-bait-'));
    await writeFile(join(folder, 'secret'), 'not for submissions', { mode: 0o600 });
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return new Bait(folder, server, runtime);
  }

  private constructor(folder: string, server: Server, runtime: string) {
    this.#folder = folder;
    this.#server = server;
    this.#runtime = runtime;
  }

  /** Runs the probe behind the layers. @returns what it found, or the reason why it could not run */
  async tempt(layers: LaunchLayers): Promise<Findings | string> {
    const port = (this.#server.address() as { port: number }).port;
    const memory = 2 * defaultLimits.memoryMegabytes;
    const bait = [join(this.#folder, 'secret'), process.pid, port, memory].map(String);
    const { command, args } = commandLine(layers, defaultLimits, this.#runtime, [
      runtimeFiles.probe,
      ...bait,
    ]);
    return new Promise((resolve) => {
      execFile(
        command,
        args,
        { env: childEnvironment, cwd: '/', timeout: 20_000 },
        (error, stdout, stderr) => {
          if (error) resolve(stderr.trim().split('\n')[0] || error.message);
          else resolve(JSON.parse(stdout) as Findings);
        },
      );
    });
  }

  async remove(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.#folder, { recursive: true, force: true });
  }
}
