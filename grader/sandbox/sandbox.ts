import { rm } from 'node:fs/promises';
import { SubmissionProcess } from './child-process';
import { childEnvironment, commandLine } from './command-line';
import { detectLayers } from './detect-layers';
import type { LaunchLayers } from './launch';
import type { Limits } from './limits';
import { copyRuntime, openRuntime } from './runtime';

/** What children are started in: the runtime's files and the layers that this machine has. One for a whole batch. */
export class Sandbox {
  readonly layers: LaunchLayers;
  readonly #runtime: string;
  readonly #copied: boolean;

  constructor(layers: LaunchLayers, runtime: string, copied: boolean) {
    this.layers = layers;
    this.#runtime = runtime;
    this.#copied = copied;
  }

  start(limits: Limits): SubmissionProcess {
    return new SubmissionProcess(commandLine(this.layers, limits, this.#runtime), limits, childEnvironment);
  }

  /** Removes what was made for the batch. */
  async close(): Promise<void> {
    if (this.#copied) await rm(this.#runtime, { recursive: true, force: true });
  }
}

/**
 * Opens the strongest sandbox that this machine has, or the given layers of it.
 *
 * @throws {GraderFault} where the runtime cannot be prepared
 */
export async function openSandbox(layers?: LaunchLayers): Promise<Sandbox> {
  const runtime = await openRuntime();
  const chosen = layers ?? (await detectLayers(runtime));
  const copied = chosen.unprivilegedUser;
  return new Sandbox(chosen, copied ? await copyRuntime(runtime) : runtime, copied);
}
