import vm from 'node:vm';
import { cellContext } from './cell';
import { type Locate, lastEmitted } from './compiler';

/** A place in a cell; the line counts from 1, the column from 0. */
export interface CellPosition {
  cell: number;
  line: number;
  column: number;
  /** The text of that line. */
  text: string;
}

interface EmittedCell {
  lines: string[];
  locate: Locate | undefined;
  /** How much tslab puts in front of the first emitted line. */
  prefix: number;
  /** The line that tslab puts behind the emitted ones. */
  lastLine: number;
}

const emitted = new Map<number, EmittedCell>();
const wrapperStart = /^\((?:async )?function\(exports, require\) \{ /;

/** The name under which the engine knows the code of a cell. */
function scriptName(cell: number): string {
  return `cell-${cell}`;
}

/** Finds the place in a cell that a stack frame's position (both counted from 1) in emitted code stands for. */
export function positionInCell(cell: number, line: number, column: number): CellPosition | undefined {
  const known = emitted.get(cell);
  if (known === undefined || line === known.lastLine) return undefined;
  const place = known.locate?.(line - 1, column - 1 - (line === 1 ? known.prefix : 0));
  if (place === undefined) return undefined;
  const text = known.lines[place.line];
  return text === undefined ? undefined : { cell, line: place.line + 1, column: place.column, text };
}

/**
 * Gives each cell's code a name of its own in stack traces, and remembers how it was emitted.
 *
 * tslab runs every cell under the one name `evalmachine.<anonymous>`, so that a function's line could not be
 * told from a line of the cell that calls it.
 *
 * @param code the text of the cell with the given number
 */
export function nameCells(code: (cell: number) => string): void {
  const { runInThisContext } = vm;
  vm.runInThisContext = (script, options) => {
    const number = cellContext.getStore()?.number;
    const wrapper = wrapperStart.exec(script)?.[0];
    if (number === undefined || wrapper === undefined || typeof options !== 'object' || options.filename)
      return runInThisContext(script, options);
    emitted.set(number, {
      lines: code(number).split('\n'),
      locate: lastEmitted(),
      prefix: wrapper.length,
      lastLine: script.split('\n').length,
    });
    return runInThisContext(script, { ...options, filename: scriptName(number) });
  };
}
