import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root as projectRoot } from '#setup/project-paths.mjs';
import type { Words } from '../../lib/language';
import { startLimits, type TimeLimits } from '../sandbox/limits';
import { programPath } from '../sandbox/program-path';
import { TreeWatch } from '../sandbox/watch';
import type { Archives } from '../submission/archives';
import { GraderFault } from '../submission/grader-fault';
import type { Listing } from '../submission/open-place';
import type { Place } from '../submission/place';
import type { Question, Reply } from './question';
import { heapMegabytes, readingLimits } from './reading-limits';

/** An answer, or what the process ended of. */
export type Asked<T> = { answer: T } | { ended: 'cpu' | 'idle' | 'crash' };

/** The process that reads hand-ins: one at a time, for many, and another one after each that it ended of. */
export class Reader implements Archives {
  #child: Child | undefined;
  /** What was asked before and must be answered first. */
  #last: Promise<unknown> = Promise.resolve();

  /** Starts the process, for who has other work meanwhile. */
  begin(): void {
    this.#child ??= new Child();
  }

  /**
   * Where the process ends of a crash and had answered other questions, the question is put to a fresh one, so that
   * nothing that others left behind counts against a hand-in.
   *
   * @throws {GraderFault} where the process cannot be started, or the machine is at fault
   */
  ask<T>(question: Question): Promise<Asked<T>> {
    const asked = this.#last.then(async () => {
      const used = (this.#child?.answers ?? 0) > 0;
      const first = await this.#ask<T>(question);
      return 'ended' in first && first.ended === 'crash' && used ? this.#ask<T>(question) : first;
    });
    this.#last = asked.catch(() => {}); // said to who asked
    return asked;
  }

  async list(place: Place): Promise<Listing> {
    const asked = await this.ask<Listing>({ kind: 'list', place });
    return 'answer' in asked ? asked.answer : { entries: [], damage: tooMuch[asked.ended] };
  }

  async beginsLikeNotebook(place: Place): Promise<boolean> {
    const asked = await this.ask<boolean>({ kind: 'begins-like-notebook', place });
    return 'answer' in asked && asked.answer;
  }

  /** A hash of the bytes at a place; undefined where they cannot be had. */
  async digest(place: Place): Promise<string | undefined> {
    const asked = await this.ask<string | null>({ kind: 'digest', place });
    return 'answer' in asked ? (asked.answer ?? undefined) : undefined;
  }

  async close(): Promise<void> {
    await this.#child?.end();
    this.#child = undefined;
  }

  async #ask<T>(question: Question): Promise<Asked<T>> {
    this.#child ??= new Child();
    await this.#child.ready;
    const reply = await this.#child.ask(question);
    if ('ended' in reply) {
      await this.close();
      return reply;
    }
    if ('fault' in reply) throw new GraderFault(reply.fault);
    return reply as { answer: T };
  }
}

type Settled = Reply | { ended: 'cpu' | 'idle' | 'crash' };

/** One such process, with its time metered from outside, question by question. */
class Child {
  answers = 0;
  readonly ready: Promise<void>;
  readonly #process: ChildProcess;
  readonly #watch: TreeWatch;
  readonly #closed: Promise<void>;
  #settle: ((settled: Settled) => void) | undefined;
  #ended = false;
  #errors = '';

  constructor() {
    const [command = process.execPath, ...args] = [
      ...endWithParent(),
      process.execPath,
      `--max-old-space-size=${heapMegabytes}`,
      join(projectRoot, 'dist', 'grader', 'reading', 'program.js'),
    ];
    this.#process = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: {} });
    this.#watch = new TreeWatch(this.#process.pid ?? 0);
    this.#process.stderr?.on('data', (chunk) => {
      this.#errors = `${this.#errors}${chunk}`.slice(0, 2000);
    });
    this.#process.on('message', (reply: Reply) => this.#settled(reply));
    this.#closed = new Promise((resolve) => {
      const gone = (): void => {
        this.#ended = true;
        this.#settled({ ended: 'crash' });
        resolve();
      };
      this.#process.once('close', gone);
      this.#process.once('error', (error) => {
        this.#errors ||= error.message;
        gone();
      });
    });
    this.ready = this.#await(startLimits()).then((reply) => {
      if (!('ready' in reply))
        throw new GraderFault(`Cannot start the process that reads hand-ins: ${this.#errors.trim()}`);
    });
    this.ready.catch(() => {}); // said where it is waited for
  }

  ask(question: Question): Promise<Settled> {
    if (!this.#ended) this.#process.send(question);
    return this.#await();
  }

  async end(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#closed;
  }

  async #await(limits: TimeLimits = readingLimits): Promise<Settled> {
    if (this.#ended) return { ended: 'crash' };
    let limit: 'cpu' | 'idle' | undefined;
    const settled = new Promise<Settled>((resolve) => {
      this.#settle = resolve;
    });
    this.#watch.start(limits, (passed) => {
      limit = passed;
      this.#settled({ ended: passed });
    });
    const reply = await settled;
    this.#watch.stop();
    if (limit === undefined) this.answers++;
    return reply;
  }

  #settled(settled: Settled): void {
    this.#settle?.(settled);
    this.#settle = undefined;
  }
}

/** A process that is busy does not see that its parent is gone: where the system can, it tells the kernel to end it then. */
function endWithParent(): string[] {
  const setpriv = programPath('setpriv');
  if (setpriv === undefined || spawnSync(setpriv, ['--version']).status !== 0) return [];
  return [setpriv, '--pdeathsig=KILL', '--'];
}

/** Why a hand-in could not be read to its end. */
export const tooMuch: Record<'cpu' | 'idle' | 'crash', Words> = {
  cpu: {
    pl: 'odczytywanie trwało zbyt długo: przekroczony limit czasu',
    en: 'reading took too long: over the limit of time',
  },
  idle: {
    pl: 'odczytywanie trwało zbyt długo: plik nie daje się odczytać do końca',
    en: 'reading took too long: the file cannot be read to its end',
  },
  crash: { pl: 'odczytywanie wymaga zbyt wiele pamięci', en: 'reading takes too much memory' },
};
