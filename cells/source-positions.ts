import { GREATEST_LOWER_BOUND, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { textLines } from './text-lines';

/** A place in what a student wrote; the line counts from 1, the column from 0. */
export interface SourcePosition {
  line: number;
  column: number;
  /** The text of that line. */
  text: string;
}

/** Leads from places in emitted code back to what the student wrote. */
export class SourcePositions {
  readonly #map: string;
  readonly #source: string;
  #decoded: { trace: TraceMap; lines: string[] } | undefined;

  /**
   * @param map source map of the emitted code, version 3, as JSON
   * @param source the text that the code was emitted from
   */
  constructor(map: string, source: string) {
    this.#map = map;
    this.#source = source;
  }

  /**
   * Finds the place that one in emitted code stands for.
   *
   * @param line counts from 1
   * @param column counts from 0
   * @returns undefined for code that stands for nothing in the source, such as the imports of earlier cells' names
   */
  find(line: number, column: number): SourcePosition | undefined {
    // Most cells never throw, so that their maps are left unread.
    this.#decoded ??= {
      trace: new TraceMap(this.#map),
      lines: textLines(this.#source),
    };
    const found = originalPositionFor(this.#decoded.trace, { line, column, bias: GREATEST_LOWER_BOUND });
    if (found.line === null) return undefined;
    const text = this.#decoded.lines[found.line - 1];
    return text === undefined ? undefined : { line: found.line, column: found.column, text };
  }
}
