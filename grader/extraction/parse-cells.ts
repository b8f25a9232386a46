import ts from 'typescript';
import type { Cell } from '../submission/cell';
import { isParserTrap } from './parser-traps';

/** A cell whose source could hold code, with its syntax tree. */
export interface ParsedCell {
  cell: Cell;
  file: ts.SourceFile;
  /** What the parser could not read, first things first. */
  errors: readonly ts.Diagnostic[];
  /** Jupyter magics were blanked out. */
  magics: boolean;
  /** It nests deeper than can be read, and stands without a tree. */
  tooDeep?: boolean;
}

/** Whether a cell's code can be used. */
export const isSound = ({ errors, tooDeep }: ParsedCell): boolean => errors.length === 0 && !tooDeep;

/** The most code that is parsed: the whole lecture has about 40 kB. */
const maxCode = 4_000_000;

const parsedCode = new WeakMap<Cell[], ParsedCell[]>();

/**
 * Parses the code cells, once for all exercises of a submission. Lines of a magic (`%%time`, `!npm`) are blanked, which
 * keeps the positions of all others.
 *
 * @throws {RangeError} where the code is longer than {@link maxCode}
 */
export function parseCode(cells: Cell[]): ParsedCell[] {
  const known = parsedCode.get(cells);
  if (known) return known;
  const parsed = parse(cells.filter(({ kind }) => kind === 'code'));
  parsedCode.set(cells, parsed);
  return parsed;
}

/** Parses those markdown and raw cells as code that mention a name: prose is slow to parse, being one long error. */
export function parseProse(cells: Cell[], mentioned: RegExp): ParsedCell[] {
  return parse(cells.filter(({ kind, source }) => kind !== 'code' && mentioned.test(source)));
}

function parse(cells: Cell[]): ParsedCell[] {
  const written = cells.filter(({ source }) => source.trim() !== '');
  const length = written.reduce((sum, { source }) => sum + source.length, 0);
  if (length > maxCode)
    throw new RangeError(`${length} characters of code, the most that is read is ${maxCode}`);
  return written.map(parseCell);
}

function parseCell(cell: Cell): ParsedCell {
  const source = cell.kind === 'code' ? cell.source : codeWithin(cell.source);
  if (isParserTrap(source)) return tooDeep(cell);
  try {
    return parseWithMagics(cell, source);
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(cell); // the parser's stack is full
    throw error;
  }
}

const tooDeep = (cell: Cell): ParsedCell => ({ ...parseSource(cell, ''), tooDeep: true });

function parseWithMagics(cell: Cell, source: string): ParsedCell {
  const parsed = parseSource(cell, source);
  if (parsed.errors.length === 0) return parsed;
  const blanked = source.replace(magic, (line) => ' '.repeat(line.length));
  const retried = blanked === source ? parsed : parseSource(cell, blanked);
  return retried.errors.length === 0 ? { ...retried, magics: true } : parsed;
}

/** Also how a line may begin that goes on with an expression: so lines are blanked only where the cell is wrong with them. */
const magic = /^[ \t]*(?:%{1,2}[a-zA-Z]|![a-z]).*$/gm;

function parseSource(cell: Cell, source: string): ParsedCell {
  const name = `cell-${cell.number}.ts`;
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  return { cell, file, errors: syntaxErrorsOf(file), magics: false };
}

/** The parser keeps its findings on the tree; the public way to them is a whole program. */
function syntaxErrorsOf(file: ts.SourceFile): readonly ts.Diagnostic[] {
  return (file as ts.SourceFile & { parseDiagnostics: ts.DiagnosticWithLocation[] }).parseDiagnostics;
}

/** A markdown cell's text with only its fenced code left, on its own lines; a text without fences as it is. */
function codeWithin(source: string): string {
  if (!source.includes('```')) return source;
  let inside = false;
  return source
    .split('\n')
    .map((line) => {
      const fence = line.trimStart().startsWith('```');
      if (fence) inside = !inside;
      return inside && !fence ? line : '';
    })
    .join('\n');
}
