import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { childEnvironment, commandLine } from './command-line';
import type { LaunchLayers } from './launch';
import { defaultLimits } from './limits';
import { runtimeFiles } from './runtime-files';

/** What the probe found behind some layers: for each attempt "allowed" or an error's code; or why it did not start. */
export type Findings = { uid: string; environment: string } & Record<
  'read' | 'write' | 'start' | 'signal' | 'memory' | 'network',
  string
>;

/** Things outside that a child must not reach: this process, its environment and a port that it listens on. */
export class Bait {
  readonly #server: Server;
  readonly #runtime: string;

  static async lay(runtime: string): Promise<Bait> {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return new Bait(server, runtime);
  }

  /** Made by `Bait.lay` alone. */
  constructor(server: Server, runtime: string) {
    this.#server = server;
    this.#runtime = runtime;
  }

  /** Runs the probe behind the layers. @returns what it found, or the reason why it could not run */
  async tempt(layers: LaunchLayers): Promise<Findings | string> {
    const port = (this.#server.address() as { port: number }).port;
    const memory = 2 * defaultLimits.memoryMegabytes;
    const bait = [`/proc/${process.pid}/environ`, process.pid, port, memory].map(String);
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
          const lines = stderr.trim().split('\n');
          const reason = lines.find((line) => /^\w*Error\b/.test(line)) ?? lines[0]; // Node names a place first
          if (error) resolve(reason || error.message);
          else resolve(JSON.parse(stdout) as Findings);
        },
      );
    });
  }

  async remove(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
