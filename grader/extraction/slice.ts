import type { Words } from '../../lib/language';
import { globalObjects } from './known-calls';
import { libraryNames } from './library-names';
import type { Notebook } from './notebook';
import { anyMember, type Definition, type Piece, use } from './piece';
import type { Version } from './version';

/** An answer's place in a notebook. */
export interface Place {
  piece: Piece;
  definition: Definition;
}

/** The part of a notebook that gives an answer all that it has when the notebook is run from top to bottom. */
export interface Slice {
  /** In the notebook's order. What is only there because it may change something may fail without harm. */
  pieces: { piece: Piece; needed: boolean }[];
  /** Names of the library that no import brings. */
  libraryNames: string[];
  /** The binding that a name means where a piece is run, and where its functions are called. */
  resolve(piece: Piece, name: string, bits: number): Version[];
  assumptions: Words[];
}

/** @returns the slice of an answer: all that it needs, and what may change any of that up to the answer's cell */
export function slice(notebook: Notebook, answer: Place): Slice {
  return new Slicer(notebook, answer).run();
}

class Slicer {
  readonly #notebook: Notebook;
  readonly #answer: Place;
  readonly #answerCell: number;
  /** The binding that the answer's name has from the answer on. */
  readonly #answerVersion: Version;
  readonly #taken = new Map<Piece, boolean>();
  readonly #versions = new Set<Version>();
  readonly #watched = new Set<Version>();
  readonly #aliasing = new Set<Piece>();
  readonly #together = new Set<Piece>();
  readonly #hot = new Set<string>();
  readonly #members = new Set<string>();
  readonly #waiting: (() => void)[] = [];
  readonly #libraryNames = new Set<string>();
  readonly #ownClass = new Set<number>();
  /** What was left out may have changed, by cell. */
  readonly #leftOut = new Map<number, Set<string>>();
  #needed = true;

  constructor(notebook: Notebook, answer: Place) {
    this.#notebook = notebook;
    this.#answer = answer;
    this.#answerCell = answer.piece.parsed.cell.number;
    const [name = ''] = answer.definition.access.split('.');
    this.#answerVersion = notebook.versions.at(name, this.#answerCell);
  }

  run(): Slice {
    this.#take(this.#answer.piece);
    this.#need(this.#answerVersion);
    this.#work();
    this.#needed = false;
    for (const version of [...this.#versions]) this.#watch(version);
    for (const member of [anyMember, ...this.#members]) this.#patch(member);
    this.#work();
    const pieces = [...this.#taken].map(([piece, needed]) => ({ piece, needed }));
    return {
      pieces: pieces.sort((a, b) => a.piece.order - b.piece.order),
      libraryNames: [...this.#libraryNames],
      resolve: this.#resolve,
      assumptions: this.#assumptions(),
    };
  }

  #work(): void {
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) next();
  }

  #take(piece: Piece): void {
    if (this.#taken.has(piece)) return;
    this.#taken.set(piece, this.#needed);
    this.#waiting.push(() => {
      for (const [name, bits] of piece.uses) this.#use(piece, name, bits);
      for (const member of piece.properties) {
        if (this.#members.has(member)) continue;
        this.#members.add(member);
        if (!this.#needed) this.#patch(member);
      }
    });
  }

  #use(piece: Piece, name: string, bits: number): void {
    if (bits === use.type) {
      this.#type(name);
      return;
    }
    for (const version of this.#resolve(piece, name, bits)) this.#need(version);
    if (this.#notebook.types.has(name)) this.#type(name);
  }

  /** Types are taken for whoever reads the source. */
  #type(name: string): void {
    const all = this.#notebook.types.get(name) ?? [];
    const chosen = all.findLast(({ parsed }) => parsed.cell.number <= this.#answerCell) ?? all[0];
    for (const piece of all) if (piece.parsed === chosen?.parsed) this.#take(piece);
  }

  readonly #resolve = (piece: Piece, name: string, bits: number): Version[] => {
    const here = this.#notebook.versions.at(name, piece.parsed.cell.number);
    if (!(bits & use.later)) return [here];
    const last = this.#lastVersion(name);
    if (here === last || isOwnFunction(here, piece)) return [here];
    // A function may have been called while its names still meant something else: but nothing is trained for that.
    const called = bits & use.now || !here.pieces.some((one) => this.#notebook.trains(one));
    return called ? [last, here] : [last];
  };

  /** What a name means once the answer's cell was run; what only cells below bind is there when the answer is called. */
  #lastVersion(name: string): Version {
    if (name === this.#answerVersion.name) return this.#answerVersion;
    return this.#notebook.versions.at(name, this.#answerCell);
  }

  #need(version: Version): void {
    if (this.#versions.has(version)) return;
    this.#versions.add(version);
    if (!this.#needed) this.#waiting.push(() => this.#watch(version));
    const { name, pieces } = version;
    if (name === 'BayesLinear' && pieces.length > 0 && pieces.every(({ from }) => from === undefined)) {
      this.#ownClass.add(version.cell);
      this.#libraryNames.add(name);
      return;
    }
    if (pieces.length === 0) this.#unbound(name);
    const { piece } = this.#answer;
    if (pieces.includes(piece) && piece.kind !== 'statement') return;
    for (const one of pieces) this.#take(one);
  }

  #unbound(name: string): void {
    if (libraryNames.includes(name)) this.#libraryNames.add(name);
    else if (!name.includes('.') && !globalObjects.has(name))
      this.#need(this.#notebook.versions.at(`globalThis.${name}`, 0));
  }

  /** Takes what may change a binding when it is run, up to the answer's cell; below it, for what is only bound below. */
  #watch(version: Version): void {
    if (this.#watched.has(version)) return;
    this.#watched.add(version);
    const { aliases, callers, changers, name } = version;
    for (const piece of this.#inForce(changers.pieces, version)) this.#takeChanger(piece, name);
    for (const piece of changers.functions) this.#heat(piece, name);
    if (version !== this.#answerVersion) {
      for (const piece of this.#inForce(callers.pieces, version)) this.#takeChanger(piece, name);
      for (const piece of callers.functions) this.#heat(piece, name);
    }
    for (const piece of version.pieces) this.#watchTogether(piece);
    for (const piece of aliases) {
      if (this.#aliasing.has(piece)) continue;
      this.#aliasing.add(piece);
      for (const alias of [...piece.names, ...piece.now.assigned])
        this.#waiting.push(() => this.#watch(this.#notebook.versions.at(alias, piece.parsed.cell.number)));
    }
  }

  /** What one value was taken apart into may share what it keeps. */
  #watchTogether(piece: Piece): void {
    if (piece.kind !== 'variable' || this.#together.has(piece)) return;
    this.#together.add(piece);
    for (const name of piece.names)
      this.#waiting.push(() => this.#watch(this.#notebook.versions.at(name, piece.parsed.cell.number)));
  }

  #inForce(changers: readonly Piece[], version: Version): readonly Piece[] {
    if (version.cell > this.#answerCell) return changers;
    const above = changers.filter(({ parsed }) => parsed.cell.number <= this.#answerCell);
    return version.name.startsWith('globalThis.') && above.length === 0 ? changers : above;
  }

  /** Its functions change what is needed, so what calls them is run. The answer is called to try it, not to set it up. */
  #heat({ names }: Piece, changed: string): void {
    for (const name of names) {
      if (this.#hot.has(name) || name === this.#answerVersion.name) continue;
      this.#hot.add(name);
      const limit = Math.max(this.#answerCell, this.#notebook.versions.at(name, 0).cell);
      for (const piece of this.#notebook.callers(name))
        if (piece.parsed.cell.number <= limit) this.#takeChanger(piece, changed);
      for (const other of this.#notebook.mentioning(name))
        this.#waiting.push(() => this.#heat(other, changed));
    }
  }

  /** Takes what sets a member of the library's or the language's own: below the answer's cell, where nothing above does. */
  #patch(member: string): void {
    const { pieces, functions } = this.#notebook.patchesOf(member);
    const above = pieces.filter(({ parsed }) => parsed.cell.number <= this.#answerCell);
    const chosen = above.length > 0 || member === anyMember ? above : pieces;
    for (const piece of chosen) this.#takeChanger(piece, member);
    for (const piece of functions) this.#heat(piece, member);
  }

  #takeChanger(piece: Piece, name: string): void {
    if (this.#taken.has(piece)) return;
    const { definition, piece: answer } = this.#answer;
    const redefines = piece.definitions.some((one) => one.name === definition.name);
    if (redefines && piece.order > answer.order) return;
    if (this.#notebook.trains(piece)) {
      const { number } = piece.parsed.cell;
      this.#leftOut.set(number, (this.#leftOut.get(number) ?? new Set()).add(name));
    } else this.#take(piece);
  }

  #assumptions(): Words[] {
    return [
      ...[...this.#ownClass].map((cell) => ({
        pl: `klasę BayesLinear z komórki ${cell} zastąpiono klasą z biblioteki`,
        en: `the class BayesLinear of cell ${cell} was replaced by the library's`,
      })),
      ...[...this.#libraryNames]
        .filter((name) => name !== 'BayesLinear' || this.#ownClass.size === 0)
        .map((name) => ({
          pl: `brakuje importu: ${name} wzięto z biblioteki`,
          en: `an import is missing: ${name} was taken from the library`,
        })),
      ...[...this.#leftOut].map(([cell, names]) => leftOut(cell, [...names])),
    ];
  }
}

/** In its own cell a function or a class is known by itself, whatever the name means later. */
export const isOwnFunction = (version: Version, { parsed }: Piece): boolean =>
  version.cell === parsed.cell.number &&
  version.pieces.some(({ kind }) => kind === 'function' || kind === 'class' || kind === 'merging');

const leftOut = (cell: number, names: string[]): Words => ({
  pl: `pominięto uczenie sieci w komórce ${cell}; w notatniku mogło zmienić: ${names.join(', ')}`,
  en: `the training in cell ${cell} was left out; in the notebook it may have changed: ${names.join(', ')}`,
});
