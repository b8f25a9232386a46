import type { Call, Inputs, Outcome } from '../../exercises/call';
import { GraderFault } from '../submission/grader-fault';
import { chanceOf } from './chance';
import type { Asked, SubmissionProcess } from './child-process';
import { defaultLimits, type TimeLimits } from './limits';
import type { Sandbox } from './sandbox';
import type { TimeAccount } from './time-account';

/** What the answers of one batch are run with. */
export interface Running {
  sandbox: Sandbox;
  /** What the chance that an answer asks for depends on, beside the answer and its inputs. Not for a submission's eyes. */
  seed: string;
}

/** An answer loaded in a child: the same child for as long as it lives, then the next one. */
export class AnswerProcess {
  readonly #code: string;
  readonly #running: Running;
  readonly #time: TimeAccount;
  #child: SubmissionProcess | undefined;
  #everLoaded = false;
  /** Whether this child has returned a value already: whatever it keeps may spoil the next. */
  used = false;

  constructor(code: string, running: Running, time: TimeAccount) {
    this.#code = code;
    this.#running = running;
    this.#time = time;
  }

  /**
   * Sees to it that there is a child with the answer in it.
   *
   * @returns what became of it where it cannot be loaded: for the first time a `load-error`, which concerns all calls
   * @throws {GraderFault} where no child comes up
   */
  async load(): Promise<Outcome | undefined> {
    if (this.#child) return undefined;
    const limits = this.#time.forLoading();
    if (limits.cpuSeconds <= 0 || limits.idleSeconds <= 0)
      return timeout(limits.cpuSeconds <= 0 ? 'cpu' : 'idle', 0, this.#time);
    const child = await this.#start();
    const chance = chanceOf(this.#running.seed, this.#code);
    const asked = await child.ask({ kind: 'load', code: this.#code, chance }, limits);
    this.#time.loaded(secondsOf(asked));
    if (asked.kind === 'reply' && asked.reply.kind === 'loaded') {
      this.#everLoaded = true;
      return undefined;
    }
    await this.end();
    if (asked.kind === 'timeout' && this.#everLoaded) return outcomeOf(asked, this.#time);
    const message = loadError(asked, this.#time);
    return this.#everLoaded
      ? { kind: 'error', message, cpuSeconds: asked.cpuSeconds }
      : { kind: 'load-error', message };
  }

  /** Makes calls, one after the other, on the loaded answer; the first that ends the child is the last. */
  async call(calls: Call[], limits: TimeLimits): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    const took = { cpu: 0, idle: 0 };
    for (const [position, call] of calls.entries()) {
      const asked = await this.#ask(call, position, {
        cpuSeconds: limits.cpuSeconds - took.cpu,
        idleSeconds: limits.idleSeconds - took.idle,
      });
      took.cpu += asked.cpuSeconds;
      took.idle += asked.idleSeconds;
      const outcome = outcomeOf(asked, this.#time);
      outcomes.push(outcome);
      this.used ||= outcome.kind === 'value';
      if (outcome.kind === 'crash' || outcome.kind === 'timeout') {
        await this.end();
        break;
      }
    }
    this.#time.checked(took, outcomes.at(-1)?.kind !== 'timeout');
    return outcomes;
  }

  /** Ends the child, if there is one. */
  async end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    this.used = false;
    await child?.end();
  }

  async #start(): Promise<SubmissionProcess> {
    const child = this.#running.sandbox.start(defaultLimits);
    this.#child = child;
    const ready = await child.ready();
    if (ready.kind !== 'reply' || ready.reply.kind !== 'ready') {
      const reason = ready.kind === 'crash' ? ready.reason : 'it did not come up';
      throw new GraderFault(`Cannot start a child process: ${reason}${child.errors && `: ${child.errors}`}`);
    }
    this.#time.started(ready.cpuSeconds);
    return child;
  }

  #ask(call: Call, position: number, limits: TimeLimits): Promise<Asked> {
    const chance = chanceOf(this.#running.seed, this.#code, call, position);
    const { gradients = false, sameObjects = false } = call;
    const child = this.#child as SubmissionProcess;
    return child.ask({ kind: 'call', input: inputOf(call), gradients, sameObjects, chance }, limits);
  }
}

/** Nothing of a call but its inputs. */
function inputOf(call: Call): Inputs {
  if ('model' in call) return { model: call.model };
  return 'ensemble' in call ? { ensemble: call.ensemble } : { tensors: call.tensors };
}

const secondsOf = ({ cpuSeconds, idleSeconds }: Asked) => ({ cpu: cpuSeconds, idle: idleSeconds });

function loadError(loaded: Asked, time: TimeAccount): string {
  if (loaded.kind === 'timeout')
    return `loading took more than the limit of ${time.spent(loaded.limit).limit} time`;
  if (loaded.kind === 'crash') return loaded.reason;
  return loaded.reply.kind === 'error' ? loaded.reply.message : 'an answer of a wrong form';
}

const timeout = (limit: 'cpu' | 'idle', cpuSeconds: number, time: TimeAccount): Outcome => ({
  kind: 'timeout',
  cpuSeconds,
  ...time.spent(limit),
});

function outcomeOf(asked: Asked, time: TimeAccount): Outcome {
  const { cpuSeconds } = asked;
  if (asked.kind === 'timeout') return timeout(asked.limit, cpuSeconds, time);
  if (asked.kind === 'crash') return { kind: 'crash', reason: asked.reason, cpuSeconds };
  const { reply } = asked;
  switch (reply.kind) {
    case 'value': {
      const { value, gradients, effects } = reply;
      return { kind: 'value', value, effects, cpuSeconds, ...(gradients && { gradients }) };
    }
    case 'wrong-kind':
      return { kind: 'wrong-kind', got: reply.message, cpuSeconds };
    case 'error':
      return { kind: 'error', message: reply.message, cpuSeconds };
    default:
      return { kind: 'crash', reason: 'an answer of a wrong form', cpuSeconds };
  }
}
