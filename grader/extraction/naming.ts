import type { Piece } from './piece';
import type { Slice } from './slice';

/** How the names of a slice are written in the code that is run. */
export interface Naming {
  /** Names that are bound once for the whole block and assigned to where a cell binds them. */
  slots: ReadonlySet<string>;
  /** What a function or class is called in its own cell, where a later cell uses its name anew. */
  inCell(piece: Piece, name: string): string | undefined;
  /** Names for the writer's own use, that no submission has: each begins with more `$` than stand together in it. */
  own(word: string): string;
}

/** @param pieces those that are run, with whether the answer needs them */
export function nameSlice({ pieces }: Slice, source: string): Naming {
  const mark = '$'.repeat(1 + longestRun(source));
  const bound = new Map<string, Piece[]>();
  for (const { piece } of pieces) {
    if (piece.kind === 'type') continue;
    for (const name of piece.names) {
      const others = bound.get(name);
      if (others) others.push(piece);
      else bound.set(name, [piece]);
    }
  }
  const clashing = [...bound].filter(([, binding]) => clash(binding)).map(([name]) => name);
  const uncertain = pieces
    .filter(({ piece, needed }) => !needed && (piece.kind === 'variable' || piece.kind === 'import'))
    .flatMap(({ piece }) => piece.names);
  const slots = new Set([...clashing, ...uncertain]);
  for (const name of slots)
    for (const piece of bound.get(name) ?? []) for (const other of piece.names) slots.add(other);
  const withinCells = new Set(
    clashing.flatMap((name) =>
      (bound.get(name) ?? []).filter(isNamedWithin).map(({ parsed }) => `${name} ${parsed.cell.number}`),
    ),
  );
  return {
    slots,
    inCell: ({ parsed: { cell } }, name) =>
      withinCells.has(`${name} ${cell.number}`) ? `${name}${mark}${cell.number}` : undefined,
    own: (word) => `${mark}${word}`,
  };
}

function longestRun(source: string): number {
  let longest = 0;
  for (const [run] of source.matchAll(/\$+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** Functions, classes, enums and namespaces are known by themselves in their own cell. */
export const isNamedWithin = ({ kind }: Piece): boolean =>
  kind === 'function' || kind === 'class' || kind === 'merging';

/** Whether pieces cannot stand in one block as they are. Two imports of the same thing are one. */
function clash(pieces: Piece[]): boolean {
  const [first] = pieces;
  if (first === undefined || pieces.length === 1) return false;
  if (pieces.every((piece) => isSameImport(piece, first))) return false;
  const oneCell = pieces.every(({ parsed }) => parsed === first.parsed);
  return !oneCell || !pieces.some(({ kind }) => kind === 'merging');
}

export const isSameImport = (piece: Piece, other: Piece): boolean =>
  piece.kind === 'import' &&
  other.kind === 'import' &&
  piece.from === other.from &&
  piece.member === other.member;
