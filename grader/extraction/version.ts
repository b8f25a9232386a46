import type { Piece } from './piece';

/** One binding of a name: what the cell says that binds it. A name that several cells bind has several. */
export interface Version {
  name: string;
  /** The number of that cell; 0 for what no cell binds: globals, and the library's names without an import. */
  cell: number;
  pieces: Piece[];
  /** Pieces that may change it when they are run, and those that bind functions that may. */
  changers: { pieces: Piece[]; functions: Piece[] };
  /** What calls a function that was made by another, and so changes what that keeps. */
  callers: { pieces: Piece[]; functions: Piece[] };
  /** Pieces that bind what may be other names for its value. */
  aliases: Piece[];
}

/** All bindings of all names, found by name and place. */
export class Versions {
  readonly #byName = new Map<string, Version[]>();

  /** @param pieces in the order of the notebook */
  constructor(pieces: Piece[]) {
    for (const piece of pieces)
      if (piece.kind !== 'type') for (const name of piece.names) this.#add(name, piece);
  }

  /** Whether a cell of the notebook binds the name. */
  has(name: string): boolean {
    return (this.#byName.get(name)?.[0]?.cell ?? 0) > 0;
  }

  /**
   * The binding that a name means in a cell: its own, else the last one above, else, since cells are also run out of
   * their order, the first one below.
   */
  at(name: string, cell: number): Version {
    const versions = this.#byName.get(name);
    const first = versions?.[0];
    if (versions === undefined || first === undefined) return this.#unbound(name);
    let low = 0;
    for (let high = versions.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((versions[middle] as Version).cell <= cell) low = middle + 1;
      else high = middle;
    }
    return versions[low - 1] ?? first;
  }

  #add(name: string, piece: Piece): void {
    const { number } = piece.parsed.cell;
    const versions = this.#byName.get(name) ?? [];
    this.#byName.set(name, versions);
    const last = versions.at(-1);
    if (last?.cell !== number) {
      versions.push(versionOf(name, number, [piece]));
      return;
    }
    // Of several functions of one name, a cell has the last.
    if (piece.kind === 'function') last.pieces = last.pieces.filter(({ kind }) => kind !== 'function');
    last.pieces.push(piece);
  }

  #unbound(name: string): Version {
    const version = versionOf(name, 0, []);
    this.#byName.set(name, [version]);
    return version;
  }
}

const versionOf = (name: string, cell: number, pieces: Piece[]): Version => ({
  name,
  cell,
  pieces,
  changers: { pieces: [], functions: [] },
  callers: { pieces: [], functions: [] },
  aliases: [],
});
