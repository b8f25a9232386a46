import type { UsedName } from './cell-names';

/** A file of the student's own that a cell imports, at any depth, in compiled form. */
export interface CompiledModule {
  /** Absolute path of the source. */
  path: string;
  /** Body of a function of `(exports, require, module, __filename, __dirname, __cell)`. */
  code: string;
  /** Source map of `code`, version 3, as JSON; it leads to the lines of the file. */
  map: string;
  /** The file's text. */
  source: string;
}

/** A cell in compiled form. */
export interface CompiledCell {
  /** Body of an async function of `(exports, require, __cell, __filename, __dirname)`: see {@link CellHooks}. */
  code: string;
  /** Source map of `code`, version 3, as JSON; it leads to the lines of the cell. */
  map: string;
  /** The cell's text. */
  source: string;
  /** The number under which later cells import the cell's names: `x` as `x$3`. */
  slot: number;
  /** The names of earlier cells in its text: its code imports them from `notebook:names`, as `x$3`. */
  uses: readonly UsedName[];
  /** Names of earlier cells whose last definition has failed: see `StaleNames`. */
  stale: string[];
  /** All modules of the student's own behind the cell, each after those that it imports. */
  modules: CompiledModule[];
}

/** What emitted code calls, as its parameter `__cell`. */
export interface CellHooks {
  /** Receives the value of the cell's last statement, where that is an expression. */
  result(value: unknown): void;
  /** Is called before each `await`; what it returns comes back behind it. */
  context(): unknown;
  /** Receives each value that was awaited and returns it; throws where the cell is to stop. */
  awaited<T>(context: unknown, value: T): T;
  /** Is called in each turn of a loop; throws where the cell is to stop. */
  turn(): void;
  /** `import(specifier)` of the cell or module. */
  import(specifier: string): Promise<object>;
  /** `import.meta` of the cell or module. */
  readonly meta: ImportMeta;
}

/** Something that the compiler found wrong. Lines and columns count from 1. */
export interface CellDiagnostic {
  /** Path of the student's file; empty for the cell itself. */
  file: string;
  line: number;
  column: number;
  /** TypeScript's number of the finding. */
  code: number;
  message: string;
}
