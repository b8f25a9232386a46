import { UsageError } from '#setup/commands/usage-error.mjs';
import type { SheetFile } from './sheet-file';

/** One cell, and where it stands in the file's raw text. */
export interface Cell {
  text: string;
  start: number;
  end: number;
}

export interface Row {
  /** The line of the file where it begins, from 1: a cell in quotation marks may hold line breaks. */
  line: number;
  cells: Cell[];
}

/** What stands between the cells. */
export const separators = [',', ';', '\t'] as const;
export type Separator = (typeof separators)[number];

/** A file as it reads with one of the separators. */
export interface Table {
  file: SheetFile;
  separator: Separator;
  /** Those that are not empty; the first is the header. */
  rows: Row[];
  /** The line of a quotation mark that is never closed, which swallows the rows after it. */
  unclosed?: number;
}

/**
 * A file's table, if it is separated so. Papa Parse reads the same but does not say where a cell stands, which is what
 * {@link withCells} needs.
 */
export function tableOf(file: SheetFile, separator: Separator): Table {
  const { raw } = file;
  const ends = new RegExp(`[${separator}\r\n]`, 'g');
  const table: Table = { file, separator, rows: [] };
  let at = 0;
  for (let line = 1; at < raw.length; ) {
    const row: Row = { line, cells: [] };
    for (;;) {
      const start = at;
      const closed = raw[at] === '"' ? closing(raw, at, separator) : at;
      if (closed < 0) table.unclosed = line;
      ends.lastIndex = closed;
      const end = closed < 0 ? raw.length : (ends.exec(raw)?.index ?? raw.length);
      const words = file.decode(raw.slice(start, end));
      const text = closed > start ? words.slice(1, -1).replaceAll('""', '"') : words;
      row.cells.push({ start, end, text });
      line += words.match(/\r\n|\r|\n/g)?.length ?? 0;
      at = end;
      if (raw[at] !== separator) break;
      at++;
    }
    at += raw.startsWith('\r\n', at) ? 2 : 1;
    line++;
    if (!isEmpty(row) && !(table.rows.length === 0 && namesSeparator(row))) table.rows.push(row);
  }
  return table;
}

const isEmpty = ({ cells }: Row): boolean => cells.every(({ text }) => text.trim() === '');

/** Some programs write first how the cells are separated. */
const namesSeparator = ({ cells }: Row): boolean => /^sep=/i.test(cells[0]?.text ?? '');

/**
 * @param name of the file
 * @throws {UsageError} where rows are lost in a cell that is never closed
 */
export function mustBeWhole({ unclosed }: Table, name: string): void {
  if (unclosed !== undefined)
    throw new UsageError(`Cannot read ${name}: the quotation mark in line ${unclosed} is never closed`);
}

/** @returns where the cell that begins at a quotation mark ends, or -1; a mark inside it need not be doubled */
function closing(raw: string, start: number, separator: Separator): number {
  for (let at = start + 1; ; at++) {
    at = raw.indexOf('"', at);
    if (at < 0) return -1;
    const next = raw[at + 1];
    if (next === '"') at++;
    else if (next === undefined || next === separator || next === '\r' || next === '\n') return at + 1;
  }
}

/**
 * The table's file with other words in some of its cells; all else stays byte for byte as it was.
 *
 * @param words what is to stand in which cell
 */
export function withCells({ file, separator }: Table, words: ReadonlyMap<Cell, string>): Buffer {
  const { raw } = file;
  const parts: string[] = [];
  let at = 0;
  for (const [cell, text] of [...words].sort(([a], [b]) => a.start - b.start)) {
    const quoted = raw[cell.start] === '"' || /["\r\n]/.test(text) || text.includes(separator);
    parts.push(raw.slice(at, cell.start), file.encode(quoted ? `"${text.replaceAll('"', '""')}"` : text));
    at = cell.end;
  }
  return file.bytes(parts.join('') + raw.slice(at));
}
