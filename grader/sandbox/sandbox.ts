import { GraderFault } from '../submission/grader-fault';
import { SubmissionProcess } from './child-process';
import { childEnvironment, commandLine } from './command-line';
import { beginToDetect, type Layer } from './detect-layers';
import type { LaunchLayers } from './launch';
import type { Limits } from './limits';
import { refuseInspector } from './refuse-inspector';
import { openRuntime } from './runtime';

/** What children are started in: the child's files and the layers around it. One for a whole batch. */
export class Sandbox {
  readonly layers: LaunchLayers;
  /** A line about each layer, for the terminal and the report. */
  readonly report: Layer[];
  /** CPU time of all children that are gone; the system itself does not count those that were killed. */
  cpuSeconds = 0;
  readonly #runtime: string;
  readonly #running = new Set<SubmissionProcess>();

  constructor(layers: LaunchLayers, report: Layer[], runtime: string) {
    this.layers = layers;
    this.report = report;
    this.#runtime = runtime;
    refuseInspector();
  }

  /**
   * Whether a submission can neither write marks nor end the grader nor read what is not its own: without this, other
   * people's work is not graded. A user of its own does it where root grades, bubblewrap for everyone.
   */
  get holds(): boolean {
    const { bubblewrap, unprivilegedUser, resourceLimits } = this.layers;
    return (bubblewrap !== undefined || unprivilegedUser) && resourceLimits;
  }

  /** Whether the system itself stands between a submission and the machine: what `--require-sandbox` asks for. */
  get isolates(): boolean {
    return this.layers.bubblewrap !== undefined && this.layers.resourceLimits;
  }

  /** @throws {GraderFault} where the system refuses another process or pipe */
  start(limits: Limits): SubmissionProcess {
    const child = this.#spawn(limits);
    this.#running.add(child);
    void child.closed.then(() => {
      this.#running.delete(child);
      this.cpuSeconds += child.cpuSeconds;
    });
    return child;
  }

  #spawn(limits: Limits): SubmissionProcess {
    try {
      return new SubmissionProcess(commandLine(this.layers, limits, this.#runtime), limits, childEnvironment);
    } catch (error) {
      throw new GraderFault(`Cannot start a child process: ${(error as Error).message}`);
    }
  }

  /** Ends every child that still runs. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map((child) => child.end()));
  }
}

/**
 * Opens the strongest sandbox that this machine has, or one of the given layers.
 *
 * @throws {GraderFault} where the child's files cannot be prepared
 */
export async function openSandbox(layers?: LaunchLayers): Promise<Sandbox> {
  if (layers) return new Sandbox(layers, [], await openRuntime());
  return (await beginToOpenSandbox()).opened;
}

/**
 * Begins to open the strongest sandbox, for who has other work meanwhile.
 *
 * @returns as soon as its layers are being tried
 * @throws {GraderFault} where the child's files cannot be prepared
 */
export async function beginToOpenSandbox(): Promise<{ opened: Promise<Sandbox> }> {
  const runtime = await openRuntime();
  const { detected } = await beginToDetect(runtime);
  return { opened: detected.then(({ layers, report }) => new Sandbox(layers, report, runtime)) };
}
