import { createHash, createHmac } from 'node:crypto';
import type { Call } from '../../exercises/call';

/** Of each call's inputs: the calls of a rubric are those of every submission of the batch. */
const digests = new WeakMap<Call, string>();

/**
 * The seed of all chance that an answer can ask for in one call, in hexadecimal digits: the same whenever the same
 * answer is called on the same inputs, and another for each call of a check.
 *
 * It is made with the batch's own seed, so that no answer can compute it beforehand and tell a call by what is drawn.
 *
 * @param call the call; without it the seed is that of loading
 * @param position of the call in its check, since a check may call twice on the same inputs
 */
export const chanceOf = (seed: string, code: string, call?: Call, position = 0): string =>
  createHmac('sha256', seed)
    .update(JSON.stringify([code, call ? digestOf(call) : '', position]))
    .digest('hex');

function digestOf(call: Call): string {
  const known = digests.get(call) ?? createHash('sha256').update(JSON.stringify(call)).digest('hex');
  digests.set(call, known);
  return known;
}
