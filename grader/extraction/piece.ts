import type ts from 'typescript';
import type { ParsedCell } from './parse-cells';

/** A value of a piece: a name from outside it, or something local to it. */
export type Target = string | Local;

/** A local variable, parameter or intermediate value, and what it may be another name for. */
export interface Local {
  /** `loose` where a call stands between, so that it may also be something new. */
  readonly aliases: { target: Target; loose: boolean }[];
  readonly parameter: boolean;
}

/** What running a stretch of code may do to names from outside it. */
export interface Effects {
  /** Names that are assigned to. */
  readonly assigned: Set<string>;
  /** Names a member of which is set. */
  readonly altered: Set<string>;
  /** Names a method of which is called that may change them. */
  readonly asked: Set<string>;
  /** Names that are called. */
  readonly called: Set<string>;
  /** Those of them that are called by themselves, not by a method. */
  readonly invoked: Set<string>;
  /** Those of them that are called by `new`, so that their methods live on in the value. */
  readonly constructed: Set<string>;
  /** Which names are given to which function from outside. */
  readonly handed: { callee: string; name: string; loose: boolean }[];
  /** The functions that are given what a function of the code was given itself. */
  readonly passedOn: Set<string>;
  /** The members that are set; `anyMember` among them where one is computed. */
  readonly members: Set<string>;
  /** It takes optimizer steps. */
  trains: boolean;
  /** It may change what a function of it is given. */
  changesParameters: boolean;
}

export const anyMember = '*';

/** How a piece uses a name: when it is run, when a function of it is called, in a type. Bits that may add up. */
export const use = { now: 1, later: 2, type: 4 } as const;

/** A place where a piece names something from outside. */
export interface Reference {
  name: string;
  start: number;
  end: number;
  /** `{ name }` in an object, which a new name makes `{ name: other }`. */
  shorthand: boolean;
}

/** A value given to a name that could be an answer's. */
export interface Definition {
  name: string;
  /** The function, variable or assignment. */
  node: ts.Node;
  /** The expression that has the value once the piece is run. */
  access: string;
  /** It is given in a function, so once that is called. */
  later?: boolean;
}

/** What a syntax tree says of a piece. */
export interface Analysis {
  uses: Map<string, number>;
  references: Reference[];
  /** The names of all members that it mentions. */
  properties: Set<string>;
  /** Effects of running it, and of calling the functions in it. */
  now: Effects;
  later: Effects;
  definitions: Definition[];
  /** What the names that it declares may be other names for; true where they surely are, no call being between. */
  aliasOf: Map<string, boolean>;
  /** Where `import(...)` stands. */
  imports: number[];
}

export type PieceKind =
  | 'import'
  | 'function'
  | 'class'
  | 'variable'
  | 'type'
  | 'merging'
  | 'statement'
  | 'export';

/** A top-level statement, or a part of one that can be taken without its neighbours. */
export interface Piece extends Analysis {
  kind: PieceKind;
  parsed: ParsedCell;
  node: ts.Node;
  /** The statement that it is a part of. */
  statement: ts.Statement;
  /** How many pieces the statement is cut into. */
  siblings: number;
  /** Its place in the notebook. */
  order: number;
  /** The names that it binds at the top level. */
  names: string[];
  /** As the student wrote it, where it is less than the whole statement: as a statement of its own. */
  text: string;
  /** The module that an import brings something from, and which member of it; without one, the whole. */
  from?: string;
  member?: string;
}
