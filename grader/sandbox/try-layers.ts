import type { ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { childEnvironment, commandLine } from './command-line';
import type { LaunchLayers } from './launch';
import { defaultLimits } from './limits';
import { beganAt } from './process-tree';
import { runtimeFiles } from './runtime-files';
import { startLaunch } from './start-launch';

/** What the probe found behind some layers: for each attempt "allowed" or an error's code; or why it did not start. */
export type Findings = { uid: string; environment: string } & Record<
  'read' | 'write' | 'start' | 'signal' | 'priority' | 'memory' | 'network',
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
    const { pid } = process;
    const bait = [`/proc/${pid}/environ`, pid, port, memory, beganAt(pid) ?? ''].map(String);
    const launch = commandLine(layers, defaultLimits, this.#runtime, [runtimeFiles.probe, ...bait]);
    return outcomeOf(startLaunch(launch, ['ignore', 'pipe', 'pipe', 'ignore'], childEnvironment));
  }

  async remove(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const limitMs = 20_000;

/** @returns what the probe printed, or the reason why it could not */
async function outcomeOf(probe: ChildProcess): Promise<Findings | string> {
  const timer = setTimeout(() => probe.kill('SIGKILL'), limitMs);
  const end = new Promise<string>((resolve) => {
    probe.once('error', (error) => resolve(error.message));
    probe.once('exit', (code, signal) => resolve(code === 0 ? '' : `ended with ${signal ?? code}`));
  });
  const [printed, errors, failure] = await Promise.all([
    text(probe.stdout as Readable),
    text(probe.stderr as Readable),
    end,
  ]);
  clearTimeout(timer);
  if (failure === '') return JSON.parse(printed) as Findings;
  const lines = errors.trim().split('\n');
  return (lines.find((line) => /^\w*Error\b/.test(line)) ?? lines[0]) || failure; // Node names a place first
}
