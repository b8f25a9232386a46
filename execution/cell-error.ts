import { pointAt } from '../cells/point-at';
import { Interrupted, LeftBehind } from './cell';
import type { CellError } from './messages';
import { isNativeError } from './platform';
import { stackOf } from './stack-traces';
import { textOf } from './value';

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
/** How many errors below an error are told: its cause, that one's cause, the errors that it gathers. */
const toldBelow = 10;

/**
 * Describes what a cell threw, with the student's own lines only.
 *
 * @param thrown anything; JavaScript can throw all there is
 */
export function describeThrown(thrown: unknown): CellError {
  if (!isError(thrown)) {
    const evalue = textOf(thrown);
    return { ename: 'Thrown', evalue, traceback: [`${red('Thrown')}: ${evalue}`] };
  }
  if (thrown instanceof Interrupted || property(thrown, 'code') === engineInterrupt) return interrupted();
  if (thrown instanceof LeftBehind) {
    return interrupted('; what it waits for goes on until it ends by itself or the kernel is restarted');
  }
  const [ename, evalue] = headOf(thrown);
  return { ename, evalue, traceback: traceback(thrown, new Set()) };
}

/** By which the engine ends code that a signal has broken. */
const engineInterrupt = 'ERR_SCRIPT_EXECUTION_INTERRUPTED';

function interrupted(rest = ''): CellError {
  const evalue = `the cell was interrupted${rest}`;
  return { ename: 'Interrupted', evalue, traceback: [`${red('Interrupted')}: ${evalue}`] };
}

/** Also of an error of another realm, which `node:vm` makes, and of one that only calls itself an Error. */
function isError(thrown: unknown): thrown is Error {
  try {
    return isNativeError(thrown) || thrown instanceof Error;
  } catch {
    return false;
  }
}

/** Its name and message, which may be anything or throw. */
function headOf(error: Error): [string, string] {
  const [name, message] = [property(error, 'name'), property(error, 'message')];
  return [typeof name === 'string' ? name : 'Error', typeof message === 'string' ? message : textOf(message)];
}

function property(error: Error, name: string): unknown {
  try {
    return (error as unknown as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

function traceback(error: Error, told: Set<unknown>): string[] {
  told.add(error);
  const [name, message] = headOf(error);
  const lines = [message === '' ? red(name) : `${red(name)}: ${message}`];
  const { frames, lines: calls } = stackOf(error);
  const first = frames[0];
  if (first !== undefined) {
    const { line, text, column } = first.position;
    lines.push(`${first.place}, line ${line}:`, ...pointAt(text, column));
  }
  lines.push(...calls);
  const below = (head: string, inner: unknown): void => {
    if (told.has(inner) || told.size > toldBelow) return;
    lines.push(head, ...(isError(inner) ? traceback(inner, told) : describeThrown(inner).traceback));
  };
  const gathered = property(error, 'errors');
  if (Array.isArray(gathered)) {
    for (const [i, inner] of gathered.entries()) below(`Error ${i + 1} of ${gathered.length}:`, inner);
  }
  const cause = property(error, 'cause');
  if (cause !== undefined) below('Caused by:', cause);
  return lines;
}
