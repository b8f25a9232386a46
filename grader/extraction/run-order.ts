import { type Piece, use } from './piece';
import type { Slice } from './slice';
import type { Version } from './version';

/**
 * The pieces of a slice in the order in which they are run: the notebook's, but what a piece needs as it is run stands
 * before it, since cells are also run out of their order. The stack is a list, so that a chain may be of any length.
 */
export function runOrder({ pieces, resolve }: Slice): Piece[] {
  const taken = new Set(pieces.map(({ piece }) => piece));
  const ordered = new Set<Piece>();
  const opened = new Set<Version>();

  /** The pieces behind what a piece uses in one of these ways, each but once in all. */
  const behind = (piece: Piece, bits: number): Piece[] => {
    const found: Piece[] = [];
    for (const [name, used] of piece.uses) {
      if (!(used & bits)) continue;
      for (const version of resolve(piece, name, used & bits)) {
        if (opened.has(version)) continue;
        opened.add(version);
        found.push(...version.pieces);
      }
    }
    return found;
  };

  for (const { piece } of pieces) {
    const stack = [{ piece, wanted: behind(piece, use.now), next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const wanted = top.wanted[top.next++];
      if (wanted === undefined) {
        stack.pop();
        ordered.add(top.piece);
      } else if (taken.has(wanted) && wanted !== top.piece) {
        stack.push({ piece: wanted, wanted: behind(wanted, use.now | use.later), next: 0 });
      }
    }
  }
  return [...ordered];
}
