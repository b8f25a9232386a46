import ts from 'typescript';
import { bare } from './bare';
import { globalObjects } from './known-calls';
import { anyMember, type Effects, type Piece, use } from './piece';
import { type Version, Versions } from './version';

/** Pieces that do something, and functions that do it when they are called: the pieces that bind them. */
export interface Doers {
  readonly pieces: Piece[];
  readonly functions: Piece[];
}

/** What the pieces of a notebook do to each other, found once for all; the work grows as the notebook does. */
export class Notebook {
  readonly versions: Versions;
  /** Interfaces and other types, which leave nothing to run. */
  readonly types = new Map<string, Piece[]>();
  /** By a function's name: pieces that run it, or hand it on as they are run. */
  readonly #callers = new Map<string, Piece[]>();
  /** By a function's name: what is made with it, and of that what may run it in its turn. */
  readonly #mentions = new Map<string, Piece[]>();
  readonly #passing = new Map<string, Piece[]>();
  /** By a member's name: what sets it on something that is not the notebook's own. */
  readonly #patches = new Map<string, Doers>();
  /** Names of functions that take optimizer steps. */
  readonly #training: ReadonlySet<string>;
  /** Names of functions that change what they are given. */
  readonly #changing: ReadonlySet<string>;

  /** @param pieces in the notebook's order */
  constructor(pieces: Piece[]) {
    pieces.forEach((piece, order) => {
      piece.order = order;
    });
    this.versions = new Versions(pieces);
    for (const piece of pieces) this.#index(piece);
    this.#training = namesReached(
      pieces.filter(({ later }) => later.trains),
      this.#passing,
    );
    const handedOn = new Map<string, Piece[]>();
    for (const piece of pieces)
      for (const callee of piece.later.passedOn) listed(handedOn, callee).push(piece);
    this.#changing = namesReached(
      pieces.filter(({ later }) => later.changesParameters),
      handedOn,
    );
    for (const piece of pieces) this.#indexChanges(piece);
  }

  callers(name: string): readonly Piece[] {
    return this.#callers.get(name) ?? [];
  }

  mentioning(name: string): readonly Piece[] {
    return this.#mentions.get(name) ?? [];
  }

  /** What sets this member of a class or an object of the library or the language. */
  patchesOf(member: string): Doers {
    return this.#patches.get(member) ?? { pieces: [], functions: [] };
  }

  /** Whether running the piece takes optimizer steps. */
  trains({ kind, now, uses }: Piece): boolean {
    if (now.trains) return true;
    for (const [name, bits] of uses)
      if (bits & use.now && (kind === 'statement' || now.called.has(name)) && this.#training.has(name))
        return true;
    return false;
  }

  #index(piece: Piece): void {
    const { kind, names, now, uses } = piece;
    if (kind === 'type') for (const name of names) listed(this.types, name).push(piece);
    for (const [name, bits] of uses) {
      if (bits === use.type || !this.versions.has(name)) continue;
      const called = now.called.has(name);
      if (bits & use.now && (called || kind === 'statement')) listed(this.#callers, name).push(piece);
      if (names.length === 0) continue;
      listed(this.#mentions, name).push(piece);
      // What a function returned does not run it again.
      if (bits & use.later || !called || now.constructed.has(name)) listed(this.#passing, name).push(piece);
    }
  }

  #indexChanges(piece: Piece): void {
    const { number } = piece.parsed.cell;
    const now = this.#changesOf(piece, piece.now);
    for (const { changers } of now.versions) changers.pieces.push(piece);
    for (const member of now.patched) this.#patch(member).pieces.push(piece);
    if (piece.names.length > 0) {
      const later = this.#changesOf(piece, piece.later);
      for (const { changers } of later.versions) changers.functions.push(piece);
      for (const member of later.patched) this.#patch(member).functions.push(piece);
    }
    for (const name of piece.now.invoked) this.#madeAt(name, number)?.callers.pieces.push(piece);
    if (piece.names.length > 0)
      for (const name of piece.later.invoked) this.#madeAt(name, number)?.callers.functions.push(piece);
    for (const [name, firm] of piece.aliasOf) {
      const version = this.versions.at(name, number);
      if (firm || !isForeign(version)) version.aliases.push(piece);
    }
  }

  /** A function that another made may keep something to itself, as `register` of `const { register, all } = registry()`. */
  #madeAt(name: string, cell: number): Version | undefined {
    const version = this.versions.at(name, cell);
    return version.pieces.some(({ kind, node }) => kind === 'variable' && isMade(node)) ? version : undefined;
  }

  /**
   * What a stretch of code may change, and which members of what is not the notebook's own. A method of the library
   * changes nothing that an answer sees.
   */
  #changesOf({ parsed }: Piece, effects: Effects): { versions: Set<Version>; patched: ReadonlySet<string> } {
    const versions = new Set<Version>();
    const change = (name: string, firm: boolean): boolean => {
      const version = this.versions.at(name, parsed.cell.number);
      const foreign = isForeign(version);
      if (!foreign || firm) versions.add(version);
      return foreign && firm;
    };
    let patches = false;
    for (const name of effects.asked) change(name, false);
    for (const name of effects.altered) patches = change(name, true) || patches;
    const patched = new Set(patches ? effects.members : []);
    for (const { callee, name, loose } of effects.handed)
      if (this.#changing.has(callee) && change(name, !loose)) patched.add(anyMember);
    for (const name of effects.assigned) {
      change(name, true);
      const [object, member] = name.split('.') as [string, string?];
      if (member === undefined || !globalObjects.has(object)) continue;
      change(object, true);
      patched.add(member);
    }
    return { versions, patched };
  }

  #patch(member: string): Doers {
    const known = this.#patches.get(member) ?? { pieces: [], functions: [] };
    this.#patches.set(member, known);
    return known;
  }
}

function isMade(node: ts.Node): boolean {
  const value = ts.isVariableDeclaration(node) && node.initializer ? bare(node.initializer) : undefined;
  return value !== undefined && !ts.isFunctionExpression(value) && !ts.isArrowFunction(value);
}

/** Whether a name is the library's or the language's, not the notebook's own. */
export const isForeign = ({ cell, pieces }: Version): boolean =>
  cell === 0 || pieces.some(({ kind }) => kind === 'import');

/** The names that some pieces bind, and those that follow from them, each looked at once. */
function namesReached(start: Piece[], following: ReadonlyMap<string, Piece[]>): Set<string> {
  const reached = new Set(start.flatMap(({ names }) => names));
  const seen = new Set(start);
  for (const name of reached) {
    for (const piece of following.get(name) ?? []) {
      if (seen.has(piece)) continue;
      seen.add(piece);
      for (const other of piece.names) reached.add(other);
    }
  }
  return reached;
}

function listed(map: Map<string, Piece[]>, name: string): Piece[] {
  const known = map.get(name) ?? [];
  map.set(name, known);
  return known;
}
