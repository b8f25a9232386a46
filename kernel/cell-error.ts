import { inspect } from 'node:util';
import { type CellError, Interrupted } from './cell';
import { type CellPosition, positionInCell } from './cell-source';

/** A finding of the compiler; line and column count from 1. */
export interface Diagnostic {
  /** Empty for the cell itself. */
  file: string;
  line: number;
  column: number;
  message: string;
}

const frame = /^\s*at (async (?=cell-))?(?:(.*) \()?cell-(\d+):(\d+):(\d+)\)?$/;
/** The message of the error by which tslab leaves a cell that awaits. */
const tslabInterrupt = 'Interrupted asynchronously';
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
    // No place in the cell: the line that tslab adds to call the cell's code.
    if (position === undefined) return [];
    // Functions of earlier cells are called through tslab's table of variables, a Proxy.
    return [{ called: `${match[1] ?? ''}${match[2] ?? ''}`.replace(/\bProxy\./, ''), position }];
  });
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
  if (thrown.message === tslabInterrupt) {
    return interrupted('; what it waits for goes on until it ends by itself or the kernel is restarted');
  }
  return { ename: thrown.name, evalue: thrown.message, traceback: traceback(thrown) };
}

/**
 * Describes what the compiler found in a cell.
 *
 * @param code the cell's text
 * @param diagnostics at least one
 */
export function describeDiagnostics(code: string, diagnostics: Diagnostic[]): CellError {
  const source = code.split('\n');
  const traceback: string[] = [];
  const places: string[] = [];
  for (const { file, line, column, message } of diagnostics) {
    const place = `${file === '' ? '' : `${file}, `}line ${line}, column ${column}`;
    // The compiler explains a finding by further ones at the same place.
    if (places.at(-1) === place) {
      traceback.push(`    ${message}`);
      continue;
    }
    places.push(place);
    traceback.push(`${red('TypeScriptError')}: ${place}: ${message}`);
    const text = file === '' ? source[line - 1] : undefined;
    if (text !== undefined) traceback.push(...pointAt(text, column - 1));
  }
  return { ename: 'TypeScriptError', evalue: `${places[0]}: ${diagnostics[0]?.message}`, traceback };
}
