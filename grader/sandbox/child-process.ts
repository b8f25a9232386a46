import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Duplex, Readable } from 'node:stream';
import type { Request } from './child/channel';
import { killTree } from './kill-tree';
import type { Launch } from './launch';
import type { TimeLimits } from './limits';
import { type ParsedReply, parseReply } from './parse-reply';
import { ReplyReader } from './reply-reader';
import { startLaunch } from './start-launch';
import { TreeWatch } from './watch';

/** What became of a question to the child: its answer, or the end of the child. */
export type Asked = { cpuSeconds: number; idleSeconds: number } & (
  | { kind: 'reply'; reply: ParsedReply }
  | { kind: 'timeout'; limit: 'cpu' | 'idle' }
  | { kind: 'crash'; reason: string }
);

type Question = Request extends infer One ? (One extends Request ? Omit<One, 'nonce'> : never) : never;

const keptErrors = 4000;

/** One child process: asked one thing at a time, trusted in nothing, and gone with all its descendants after `end`. */
export class SubmissionProcess {
  readonly #process: ChildProcess;
  readonly #launch: Launch;
  readonly #limits: TimeLimits;
  readonly #reader = new ReplyReader();
  #waiting: ((result: { reply: ParsedReply } | { crash: string }) => void) | undefined;
  #ended: string | undefined;
  #errors = '';
  readonly #watch: TreeWatch;
  /** Kept once the child is gone and its pipes are closed. */
  readonly closed: Promise<void>;

  /** @param limits of its coming up, and of each question that has none of its own */
  constructor(launch: Launch, limits: TimeLimits, environment: Record<string, string>) {
    this.#launch = launch;
    this.#limits = limits;
    this.#process = startLaunch(launch, ['ignore', 'ignore', 'pipe', 'pipe'], environment);
    this.#watch = new TreeWatch(this.#process.pid ?? 0);
    this.closed = new Promise((resolve) => {
      this.#process.once('close', resolve);
      this.#process.once('error', (error) => {
        this.#finish(`it cannot be started: ${error.message}`);
        resolve();
      });
    });
    this.#process.once('exit', (code, signal) => this.#finish(reasonOf(code, signal)));
    const errors = this.#process.stderr as Readable;
    errors.on('data', (chunk: Buffer) => {
      if (this.#errors.length < keptErrors) this.#errors += chunk.toString('utf8').slice(0, keptErrors);
    });
    this.#pipe.on('data', (chunk: Buffer) => this.#receive(chunk));
    // A child that is gone breaks the pipe; its exit says so better.
    this.#pipe.on('error', () => {});
  }

  /** What the child's programs wrote to stderr, for the grader's own faults. */
  get errors(): string {
    return this.#errors.trim();
  }

  /** CPU time of the child and all it started, as metered from outside. */
  get cpuSeconds(): number {
    return this.#watch.cpuSeconds;
  }

  /** Waits for the child's word that it has loaded the library. It comes unasked and before any of a submission's code. */
  ready(): Promise<Asked> {
    return this.#await('', this.#limits);
  }

  ask(question: Question, limits: TimeLimits = this.#limits): Promise<Asked> {
    const nonce = randomBytes(16).toString('hex');
    if (this.#ended === undefined) {
      const text = Buffer.from(JSON.stringify({ nonce, ...question }), 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32LE(text.length);
      this.#pipe.write(Buffer.concat([length, text]));
    }
    return this.#await(nonce, limits);
  }

  /** Kills everything that the child has started and waits until it is gone. */
  async end(): Promise<void> {
    this.#finish('it was ended');
    killTree(this.#process, this.#launch);
    this.#pipe.destroy();
    this.#process.stderr?.destroy();
    await this.closed;
  }

  get #pipe(): Duplex {
    return this.#process.stdio[3] as Duplex;
  }

  async #await(nonce: string, limits: TimeLimits): Promise<Asked> {
    if (this.#ended !== undefined)
      return { kind: 'crash', reason: this.#ended, cpuSeconds: 0, idleSeconds: 0 };
    let limit: 'cpu' | 'idle' | undefined;
    const before = { cpu: this.#watch.cpuSeconds, idle: this.#watch.idleSeconds };
    this.#watch.start(limits, (passed) => {
      limit = passed;
      this.#finish(`its limit of ${passed} time was passed`);
    });
    const result = await new Promise<{ reply: ParsedReply } | { crash: string }>((resolve) => {
      this.#waiting = resolve;
    });
    this.#watch.stop();
    const took = {
      cpuSeconds: this.#watch.cpuSeconds - before.cpu,
      idleSeconds: this.#watch.idleSeconds - before.idle,
    };
    if (limit !== undefined) return { kind: 'timeout', limit, ...took };
    if ('crash' in result) return { kind: 'crash', reason: result.crash, ...took };
    if (result.reply.nonce === nonce) return { kind: 'reply', reply: result.reply, ...took };
    return { kind: 'crash', reason: this.#finish('an answer to something that was not asked'), ...took };
  }

  #receive(chunk: Buffer): void {
    if (this.#ended !== undefined) return;
    if (this.#waiting === undefined) {
      this.#finish('an answer before it was asked');
      return;
    }
    const frame = this.#reader.push(chunk);
    if (frame === undefined) return;
    const reply = typeof frame === 'string' ? undefined : parseReply(frame);
    if (reply === undefined) this.#finish(typeof frame === 'string' ? frame : 'an answer of a wrong form');
    else this.#settle({ reply });
  }

  #finish(reason: string): string {
    this.#ended ??= reason;
    this.#settle({ crash: this.#ended });
    return this.#ended;
  }

  #settle(result: { reply: ParsedReply } | { crash: string }): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(result);
  }
}

/** Programs in between say by a status above 128 which signal ended the one they ran. */
function reasonOf(code: number | null, signal: string | null): string {
  if (signal !== null) return signalReason(signal);
  if (code === 134) return signalReason('SIGABRT');
  if (code === 137) return signalReason('SIGKILL');
  return `the process ended itself with status ${code}`;
}

function signalReason(signal: string): string {
  if (signal === 'SIGABRT' || signal === 'SIGTRAP') return 'the process ran out of memory or aborted';
  return `the process was ended by ${signal}`;
}
