import { SourceMap, type SourceMapPayload } from 'node:module';
import type { CompiledCell } from '../../cells/compiled-cell';

/** A place in a cell; the line counts from 1, the column from 0. */
export interface CellPosition {
  cell: number;
  line: number;
  column: number;
  /** The text of that line. */
  text: string;
}

interface EmittedCell {
  /** The number that the notebook shows. */
  count: number;
  lines: string[];
  map: string;
  /** The line of the script behind the cell's code, which calls it. */
  lastLine: number;
  decoded?: SourceMap;
}

/** Lines that stand before the cell's in its module, and before the emitted code in its script. */
export const linesBefore = 1;

const emitted = new Map<number, EmittedCell>();

/** Remembers how the code of a run leads back to the cell. */
export function rememberSource(
  run: number,
  count: number,
  { source, map, code }: Pick<CompiledCell, 'source' | 'map' | 'code'>,
): void {
  const lastLine = code.split('\n').length + linesBefore + 1;
  emitted.set(run, { count, lines: source.split('\n'), map, lastLine });
}

/** The name under which the engine knows the code of a run. */
export function scriptName(run: number): string {
  return `cell-${run}`;
}

/** Finds the place in a cell that a stack frame's position (both counted from 1) in emitted code stands for. */
export function positionInCell(run: number, line: number, column: number): CellPosition | undefined {
  const known = emitted.get(run);
  if (known === undefined || line === known.lastLine) return undefined;
  known.decoded ??= new SourceMap(JSON.parse(known.map) as SourceMapPayload);
  const entry = known.decoded.findEntry(line - 1 - linesBefore, column - 1);
  if (!('originalLine' in entry)) return undefined;
  const text = known.lines[entry.originalLine - linesBefore];
  if (text === undefined) return undefined;
  return {
    cell: known.count,
    line: entry.originalLine - linesBefore + 1,
    column: entry.originalColumn,
    text,
  };
}
