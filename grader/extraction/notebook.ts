import { globalObjects } from './known-calls';
import { anyMember, type Effects, type Piece, use } from './piece';
import { type Version, Versions } from './version';

/** What the pieces of a notebook do to each other, found once for all; the work grows as the notebook does. */
export class Notebook {
  readonly pieces: Piece[];
  readonly versions: Versions;
  /** Interfaces and other types, which leave nothing to run. */
  readonly types = new Map<string, Piece[]>();
  /** Pieces that run a function, or hand it on as they are run, by its name. */
  readonly #callers = new Map<string, Piece[]>();
  /** Names of what mentions a function without running it, by the function's name. */
  readonly #mentions = new Map<string, Set<string>>();
  /** Pieces, and names of functions, that set a member of something that is not the notebook's own, by the member. */
  readonly #patches = new Map<string, { pieces: Piece[]; functions: Set<string> }>();
  readonly #training: ReadonlySet<string>;
  /** Functions that change what they are given. */
  readonly #changing: ReadonlySet<string>;

  constructor(pieces: Piece[]) {
    this.pieces = pieces;
    pieces.forEach((piece, order) => {
      piece.order = order;
    });
    this.versions = new Versions(pieces);
    for (const piece of pieces) this.#index(piece);
    this.#training = this.#reach(
      pieces.filter(({ later }) => later.trains).flatMap(({ names }) => names),
      (name) => this.mentioning(name),
    );
    this.#changing = this.#changingFunctions();
    for (const piece of pieces) this.#indexChanges(piece);
  }

  callers(name: string): readonly Piece[] {
    return this.#callers.get(name) ?? [];
  }

  mentioning(name: string): ReadonlySet<string> {
    return this.#mentions.get(name) ?? new Set();
  }

  /** What sets this member of a class or an object of the library or the language. */
  patchesOf(member: string): { pieces: readonly Piece[]; functions: ReadonlySet<string> } {
    return this.#patches.get(member) ?? { pieces: [], functions: new Set() };
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
      if (!this.versions.has(name)) continue;
      const called = now.called.has(name);
      if (bits & use.now && (called || kind === 'statement')) listed(this.#callers, name).push(piece);
      if (bits & use.later || (bits & use.now && !called)) {
        const mentions = this.#mentions.get(name) ?? new Set();
        this.#mentions.set(name, mentions);
        for (const own of names) mentions.add(own);
      }
    }
  }

  /** Functions that change their parameters, themselves or by what they hand them on to. */
  #changingFunctions(): Set<string> {
    const handedOnBy = new Map<string, string[]>();
    for (const { later, names } of this.pieces)
      for (const callee of later.passedOn) listed(handedOnBy, callee).push(...names);
    return this.#reach(
      this.pieces.filter(({ later }) => later.changesParameters).flatMap(({ names }) => names),
      (name) => handedOnBy.get(name) ?? [],
    );
  }

  #reach(start: string[], next: (name: string) => Iterable<string>): Set<string> {
    const reached = new Set(start);
    for (const name of reached) for (const other of next(name)) reached.add(other);
    return reached;
  }

  #indexChanges(piece: Piece): void {
    const { number } = piece.parsed.cell;
    const now = this.#changesOf(piece, piece.now);
    for (const version of now.versions) version.changers.push(piece);
    for (const member of now.patched) this.#patch(member).pieces.push(piece);
    const later = this.#changesOf(piece, piece.later);
    for (const own of piece.names) {
      for (const version of later.versions) version.changingFunctions.add(own);
      for (const member of later.patched) this.#patch(member).functions.add(own);
    }
    for (const [name, firm] of piece.aliasOf) {
      const version = this.versions.at(name, number);
      if (!firm && isForeign(version)) continue;
      for (const own of [...piece.names, ...piece.now.assigned])
        version.aliases.add(this.versions.at(own, number));
    }
  }

  /**
   * What a stretch of code may change, and which members of what is not the notebook's own. A method of the library
   * changes nothing that an answer sees.
   */
  #changesOf({ parsed }: Piece, effects: Effects): { versions: Set<Version>; patched: ReadonlySet<string> } {
    const versions = new Set<Version>();
    let patched = false;
    let unknown = false;
    const change = (name: string, firm: boolean): boolean => {
      const version = this.versions.at(name, parsed.cell.number);
      const foreign = isForeign(version);
      if (!foreign || firm) versions.add(version);
      return foreign && firm;
    };
    for (const name of effects.asked) change(name, false);
    for (const name of effects.altered) patched = change(name, true) || patched;
    for (const { callee, name, loose } of effects.handed)
      if (this.#changing.has(callee)) unknown = change(name, !loose) || unknown;
    const members = new Set(patched ? effects.members : []);
    if (unknown) members.add(anyMember);
    for (const name of effects.assigned) {
      change(name, true);
      const [object, member] = name.split('.') as [string, string?];
      if (member === undefined || !globalObjects.has(object)) continue;
      change(object, true);
      members.add(member);
    }
    return { versions, patched: members };
  }

  #patch(member: string): { pieces: Piece[]; functions: Set<string> } {
    const known = this.#patches.get(member) ?? { pieces: [], functions: new Set() };
    this.#patches.set(member, known);
    return known;
  }
}

/** Whether a name is the library's or the language's, not the notebook's own. */
export const isForeign = ({ cell, pieces }: Version): boolean =>
  cell === 0 || pieces.some(({ kind }) => kind === 'import');

function listed<Value>(map: Map<string, Value[]>, name: string): Value[] {
  const known = map.get(name) ?? [];
  map.set(name, known);
  return known;
}
