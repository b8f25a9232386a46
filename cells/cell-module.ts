/** A cell's text as a module that the compiler can check beside the others. */
export interface CellModule {
  /** Absolute path of the virtual file. */
  readonly path: string;
  /** The module's text: imports of earlier cells' names on a line of their own, then the cell with its declarations exported. */
  readonly text: string;
  /** The cell's text. */
  readonly source: string;
  /** From an offset in the cell (UTF-16) to the one in the module. */
  toModule(offset: number): number;
  /** From an offset in the module to the nearest one in the cell. */
  toCell(offset: number): number;
}

/** A change of a cell's text on its way into a module. */
export interface Edit {
  /** Where it stands in the cell, as an offset. */
  at: number;
  /** How many characters it replaces. */
  removes: number;
  inserts: string;
}

/**
 * Makes a module of a cell.
 *
 * @param prelude code before the cell, of one line
 * @param edits changes of the cell's text, none inside another
 */
export function cellModule(
  path: string,
  source: string,
  prelude: string,
  edits: Edit[],
  epilogue: string,
): CellModule {
  const sorted = [...edits].sort((a, b) => a.at - b.at);
  let text = `${prelude}\n`;
  const start = text.length;
  let done = 0;
  for (const { at, removes, inserts } of sorted) {
    text += source.slice(done, at) + inserts;
    done = at + removes;
  }
  text += `${source.slice(done)}\n${epilogue}`;
  const toModule = (offset: number): number => {
    let shift = start;
    for (const { at, removes, inserts } of sorted) {
      if (at + removes > offset) break;
      shift += inserts.length - removes;
    }
    return offset + shift;
  };
  const toCell = (offset: number): number => {
    let shift = start;
    for (const { at, removes, inserts } of sorted) {
      if (offset < at + shift) break;
      if (offset < at + shift + inserts.length) return at;
      shift += inserts.length - removes;
    }
    return Math.min(Math.max(0, offset - shift), source.length);
  };
  return { path, text, source, toModule, toCell };
}
