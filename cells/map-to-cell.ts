import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec';
import type { CellModule } from './cell-module';

/**
 * Has a source map lead to the cell, where it led to the cell's module: past the imports before it and the `export`s in it.
 *
 * @param map of code that was emitted from the module, version 3, as JSON
 */
export function mapToCell(map: string, module: CellModule): string {
  const raw = JSON.parse(map) as { mappings: string };
  const moduleLines = lineStarts(module.text);
  const cellLines = lineStarts(module.source);
  const [first, last] = [module.text.indexOf('\n') + 1, module.toModule(module.source.length)];
  const led = (segment: SourceMapSegment): SourceMapSegment => {
    const [emitted, , line = 0, column = 0] = segment;
    const offset = (moduleLines[line] ?? 0) + column;
    if (segment.length === 1 || offset < first || offset > last) return [emitted];
    const inCell = module.toCell(offset);
    const cellLine = cellLines.findLastIndex((start) => start <= inCell);
    return [emitted, 0, cellLine, inCell - (cellLines[cellLine] ?? 0)];
  };
  const mappings = encode(decode(raw.mappings).map((line) => line.map(led)));
  return JSON.stringify({ ...raw, names: [], mappings });
}

/** Offsets at which lines begin, as TypeScript counts them. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)].map((end) => end.index + end[0].length)];
}
