import { inspect } from 'node:util';
import type { CellError } from '../thread-messages';
import { Interrupted, LeftBehind } from './cell';
import { type CellPosition, positionInCell } from './cell-source';

const frame = /^\s*at (async (?=cell-))?(?:(.*) \()?cell-(\d+):(\d+):(\d+)\)?$/;
const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;

/** The line with a caret below the column (counted from 0). */
function pointAt(text: string, column: number): string[] {
  // Tabs stay tabs, so that the caret stands below its character.
  return [`    ${text}`, `    ${text.slice(0, column).replace(/[^\t]/g, ' ')}^`];
}

function framesOf(stack: string): { called: string; position: CellPosition }[] {
  return stack.split('\n').flatMap((line) => {
    const match = frame.exec(line);
    if (match === null) return [];
    const [cell, row, column] = match.slice(3).map(Number) as [number, number, number];
    const position = positionInCell(cell, row, column);
    // No place in the cell: the lines that the kernel adds to call the cell's code.
    if (position === undefined) return [];
    return [{ called: `${match[1] ?? ''}${nameOf(match[2] ?? '')}`, position }];
  });
}

/** The function's name as the cell has it: exported ones are called through objects of the emitted code. */
function nameOf(called: string): string {
  return called
    .replace(/^(?:Object|exports|Module)\.(?=[^.]+$)/, '')
    .replace(/\$\d+$/, '')
    .replace(/^<anonymous>$/, '');
}

function traceback(error: Error): string[] {
  const frames = framesOf(String(error.stack));
  const lines = [`${red(error.name)}: ${error.message}`];
  const first = frames[0]?.position;
  if (first !== undefined) {
    lines.push(`cell ${first.cell}, line ${first.line}:`, ...pointAt(first.text, first.column));
  }
  for (const { called, position } of frames) {
    const place = `cell ${position.cell}, line ${position.line}`;
    lines.push(
      called === '' || called === 'async ' ? `    at ${called}${place}` : `    at ${called} (${place})`,
    );
  }
  if (error.cause !== undefined) {
    lines.push('Caused by:', ...describeThrown(error.cause).traceback);
  }
  return lines;
}

function interrupted(rest = ''): CellError {
  const evalue = `the cell was interrupted${rest}`;
  return { ename: 'Interrupted', evalue, traceback: [`${red('Interrupted')}: ${evalue}`] };
}

/**
 * Describes what a cell threw, with the cells' own lines only.
 *
 * @param thrown anything; JavaScript can throw all there is
 */
export function describeThrown(thrown: unknown): CellError {
  if (!(thrown instanceof Error)) {
    const evalue = inspect(thrown);
    return { ename: 'Thrown', evalue, traceback: [`${red('Thrown')}: ${evalue}`] };
  }
  if (thrown instanceof Interrupted) return interrupted();
  if ('code' in thrown && thrown.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') return interrupted();
  if (thrown instanceof LeftBehind)
    return interrupted('; what it waits for goes on until it ends by itself or the kernel is restarted');
  return { ename: thrown.name, evalue: thrown.message, traceback: traceback(thrown) };
}
