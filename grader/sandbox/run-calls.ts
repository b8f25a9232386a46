import type { Call, Inputs, Outcome } from '../../exercises/call';
import type { Extracted } from '../extraction/extracted';
import { GraderFault } from '../submission/grader-fault';
import type { Asked, SubmissionProcess } from './child-process';
import { defaultLimits, type Limits } from './limits';
import type { Sandbox } from './sandbox';

/**
 * Runs one extracted answer on the inputs of all calls, in order, in a fresh child process.
 *
 * A call that crashes or runs out of time ends the child; the calls after it get another. Where a call fails in any
 * way in a child that had returned a value before, it is tried once more in a fresh one, so that nothing that an
 * earlier call left behind counts against a later one.
 *
 * @returns one outcome per call, in the order of the calls
 * @throws {GraderFault} where a child cannot be started or does not come up: the machine's fault, not the submission's
 */
export async function runCalls(
  extracted: Extracted,
  calls: Call[],
  { sandbox, limits: given }: { sandbox: Sandbox; limits?: Partial<Limits> },
): Promise<Outcome[]> {
  const limits = { ...defaultLimits, ...given };
  const outcomes: Outcome[] = [];
  let child: SubmissionProcess | undefined;
  let used = false;
  try {
    while (outcomes.length < calls.length) {
      if (child === undefined) {
        const loaded = await start(extracted, sandbox, limits);
        if ('kind' in loaded) return calls.map((_, index) => outcomes[index] ?? loaded);
        child = loaded;
        used = false;
      }
      const call = calls[outcomes.length] as Call;
      const outcome = await ask(child, call);
      // On the objects of the call before, what that one left behind is just what is looked at.
      const retried: boolean = used && outcome.kind !== 'value' && !call.sameObjects;
      if (!retried) outcomes.push(outcome);
      if (retried || outcome.kind === 'crash' || outcome.kind === 'timeout') {
        await child.end();
        child = undefined;
      }
      used ||= outcome.kind === 'value';
    }
    return outcomes;
  } finally {
    await child?.end();
  }
}

async function ask(child: SubmissionProcess, call: Call): Promise<Outcome> {
  const { gradients = false, sameObjects = false } = call;
  return outcomeOf(await child.ask({ kind: 'call', input: inputOf(call), gradients, sameObjects }));
}

/** Nothing of a call but its inputs. */
function inputOf(call: Call): Inputs {
  if ('model' in call) return { model: call.model };
  return 'ensemble' in call ? { ensemble: call.ensemble } : { tensors: call.tensors };
}

async function start(
  extracted: Extracted,
  sandbox: Sandbox,
  limits: Limits,
): Promise<SubmissionProcess | Outcome> {
  const child = sandbox.start(limits);
  try {
    const ready = await child.ready();
    if (ready.kind !== 'reply' || ready.reply.kind !== 'ready') {
      const reason = ready.kind === 'crash' ? ready.reason : 'it did not come up';
      throw new GraderFault(`Cannot start a child process: ${reason}${child.errors && `: ${child.errors}`}`);
    }
    const loaded = await child.ask({ kind: 'load', code: extracted.code });
    if (loaded.kind === 'reply' && loaded.reply.kind === 'loaded') return child;
    await child.end();
    return { kind: 'load-error', message: loadError(loaded) };
  } catch (error) {
    await child.end();
    throw error;
  }
}

function loadError(loaded: Asked): string {
  if (loaded.kind === 'timeout') return `loading took more than the limit of ${loaded.limit} time`;
  if (loaded.kind === 'crash') return loaded.reason;
  return loaded.reply.kind === 'error' ? loaded.reply.message : 'an answer of a wrong form';
}

function outcomeOf(asked: Asked): Outcome {
  const { cpuSeconds } = asked;
  if (asked.kind !== 'reply') return asked;
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
