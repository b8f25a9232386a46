import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../setup/commands/usage-error.mjs';
import { gradeSubmission, Reader, RemoteHandIn, rubricsFor } from './grader.ts';
import { openSandbox, runCalls } from './grader-sandbox.ts';

type Sandbox = Awaited<ReturnType<typeof openSandbox>>;

/** What a hand-in came to. */
export type Result = Awaited<ReturnType<typeof gradeSubmission>>;

/** What a worker grades by. */
export interface Grader {
  /** A line about each layer of its sandbox. */
  readonly sandbox: Sandbox['report'];
  /**
   * @param packed cells of a notebook, as they travel
   * @param place of the worker, from 0: those of one place are graded one after the other
   */
  grade(packed: Buffer, seed: string, place: number): Promise<Result>;
  close(): Promise<void>;
}

/** To read a hand-in takes a tenth of the time that its answers run. */
const placesPerReader = 4;

/** The project's own grader, behind a sandbox that was proven by trying it. */
export class SandboxedGrader implements Grader {
  readonly sandbox: Sandbox['report'];
  readonly #sandbox: Sandbox;
  readonly #readers: InstanceType<typeof Reader>[];
  readonly #scratch = mkdtempSync(join(tmpdir(), 'bayes-farm-'));
  readonly #rubrics = new Map<string, ReturnType<typeof rubricsFor>>();

  /** Made by `SandboxedGrader.open`. */
  constructor(sandbox: Sandbox, places: number) {
    this.#sandbox = sandbox;
    this.sandbox = sandbox.report;
    this.#readers = Array.from({ length: Math.ceil(places / placesPerReader) }, () => new Reader());
    for (const reader of this.#readers) reader.begin(); // a worker often has to wait for its first job
  }

  /**
   * @param places how many hand-ins are graded at a time
   * @throws {UsageError} where bubblewrap does not isolate here: an answer could reach the database
   */
  static async open(places: number): Promise<SandboxedGrader> {
    const sandbox = await openSandbox();
    if (sandbox.isolates) return new SandboxedGrader(sandbox, places);
    throw new UsageError(
      'Cannot work here: bubblewrap must stand between an answer and the database, and it does not work on this machine. Mend it: npm run doctor says how',
    );
  }

  async grade(packed: Buffer, seed: string, place: number): Promise<Result> {
    const reader = this.#readers[place % this.#readers.length] as InstanceType<typeof Reader>;
    const path = join(this.#scratch, randomUUID());
    writeFileSync(path, packed);
    try {
      return await gradeSubmission(new RemoteHandIn(reader, { path, inside: [], packed: true }, ''), {
        rubrics: this.#rubricsFor(seed),
        run: (extracted, groups, how) => runCalls(extracted, groups, { sandbox: this.#sandbox, seed }, how),
      });
    } finally {
      rmSync(path, { force: true });
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.close()));
    await this.#sandbox.close();
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  #rubricsFor(seed: string): ReturnType<typeof rubricsFor> {
    const known = this.#rubrics.get(seed) ?? rubricsFor(seed);
    this.#rubrics.set(seed, known);
    return known;
  }
}
