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

/**
 * The rows of a table, without those that are empty. Papa Parse reads the same but does not say where a cell stands,
 * which is what {@link withCells} needs.
 *
 * @param name of the file, for the error
 * @throws {UsageError} where a quotation mark is never closed: the rows after it would be lost in its cell
 */
export function rowsOf(file: SheetFile, separator: Separator, name: string): Row[] {
  const { raw } = file;
  const ends = new RegExp(`[${separator}\r\n]`, 'g');
  const rows: Row[] = [];
  let at = 0;
  for (let line = 1; at < raw.length; ) {
    const row: Row = { line, cells: [] };
    for (;;) {
      const start = at;
      const quoted = raw[at] === '"';
      if (quoted) at = closing(raw, at, separator);
      if (at < 0)
        throw new UsageError(`Cannot read ${name}: the quotation mark in line ${line} is never closed`);
      ends.lastIndex = at;
      const end = ends.exec(raw)?.index ?? raw.length;
      at = end;
      const words = file.decode(raw.slice(start, end));
      row.cells.push({ start, end, text: quoted ? words.slice(1, -1).replaceAll('""', '"') : words });
      line += words.match(/\r\n|\r|\n/g)?.length ?? 0;
      if (raw[at] !== separator) break;
      at++;
    }
    at += raw.startsWith('\r\n', at) ? 2 : 1;
    line++;
    if (row.cells.some(({ text }) => text.trim() !== '')) rows.push(row);
  }
  return rows;
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
 * The file with other words in some of its cells; all else stays byte for byte as it was.
 *
 * @param words what is to stand in which cell
 */
export function withCells(file: SheetFile, separator: Separator, words: Map<Cell, string>): Buffer {
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
