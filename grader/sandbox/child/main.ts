/**
 * The program of the child: loads the library, says so, loads one submission's answer, and then answers one call
 * after the other. It is told inputs, never an expected value; it returns values, never a verdict.
 */
import vm from 'node:vm';
import type { Inputs } from '../../../exercises/call';
import * as tf from '../../../lib/tensorflow';
import { type Answer, callAnswer } from './call-answer';
import type { Reply, Request } from './channel';
import { disarmProcess } from './disarm-process';
import { ownChance, seedChance } from './own-chance';
import { readRequest, writeReply } from './pipe';
import type { Values } from './read-value';
import { hideNode } from './submission-globals';
import { requireForSubmission } from './submission-modules';

const { exit } = process;
const maxMessage = 2000;

export { warmUp } from './warm-up';

/** @param compiled whether V8 took the compiled code that is kept beside the bundle */
export async function serve(compiled: boolean): Promise<void> {
  await tf.ready();
  ownChance();
  hideNode();
  disarmProcess();
  writeReply({ nonce: '', kind: 'ready', compiled });
  let answer: Answer | undefined;
  for (let request = readRequest(); request !== undefined; request = readRequest()) {
    try {
      seedChance(request.chance);
      if (request.kind === 'load') {
        answer = await load(request.code);
        writeReply({ nonce: request.nonce, kind: 'loaded' });
      } else {
        respond(request, answer as Answer);
      }
    } catch (error) {
      writeReply({ nonce: request.nonce, kind: 'error', message: messageOf(error) });
    }
  }
  exit(0);
}

/** Runs the module of the answer. It may wait at its top level, so it is an async function to itself. */
async function load(code: string): Promise<Answer> {
  const wrapped = new vm.Script(`(async function (exports, require, module) {${code}\n})`, {
    filename: 'submission.js',
  });
  const module: { exports: { answer?: unknown } } = { exports: {} };
  await wrapped.runInThisContext()(module.exports, requireForSubmission, module);
  const { answer } = module.exports;
  if (typeof answer !== 'function') throw new TypeError('the answer is not a function');
  return answer as Answer;
}

function respond(request: Extract<Request, { kind: 'call' }>, answer: Answer): void {
  const { nonce, gradients: withGradients, sameObjects = false } = request;
  const called = callAnswer(answer, { ...(request.input as Inputs), gradients: withGradients, sameObjects });
  if ('got' in called) {
    writeReply({ nonce, kind: 'wrong-kind', message: called.got });
    return;
  }
  const { value, gradients, effects } = called;
  const reply: Reply = { nonce, kind: 'value', list: value.list, tensors: value.tensors, effects };
  if (gradients) reply.gradients = gradients.tensors;
  writeReply(reply, joined([...value.numbers, ...(gradients?.numbers ?? [])]));
}

function joined(parts: Values['numbers']): Float64Array {
  const all = new Float64Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

function messageOf(error: unknown): string {
  try {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : `thrown: ${String(error)}`;
    return message.slice(0, maxMessage);
  } catch {
    return 'thrown: a value that cannot be printed';
  }
}
