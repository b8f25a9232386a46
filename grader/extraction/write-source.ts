import type ts from 'typescript';
import { libraryPackage } from './library-names';
import type { Piece } from './piece';
import type { Slice } from './slice';

/** A slice as the student wrote it, in the notebook's order: whole statements, or of a longer one what is needed. */
export function sourceOf({ pieces, libraryNames }: Slice): string {
  const taken = new Map<ts.Statement, Piece[]>();
  for (const { piece } of pieces) {
    const parts = taken.get(piece.statement);
    if (parts) parts.push(piece);
    else taken.set(piece.statement, [piece]);
  }
  const missing =
    libraryNames.length > 0 ? [`import { ${libraryNames.join(', ')} } from '${libraryPackage}';`] : [];
  const written = [...taken].flatMap(([statement, parts]) => {
    const all = parts.every(({ text }) => text === '') || parts.length === (parts[0]?.siblings ?? 0);
    return all ? [statement.getText(parts[0]?.parsed.file)] : parts.map(({ text }) => text);
  });
  return [...missing, ...new Set(written)].join('\n\n');
}
