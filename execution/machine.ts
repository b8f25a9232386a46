import type { CellHooks, CompiledCell } from '../cells/compiled-cell';
import type { Cell } from './cell';

/** How a cell's code reaches other modules. */
export interface CellImports extends Pick<CellHooks, 'import' | 'meta'> {
  require: (specifier: string) => unknown;
}

/** What a cell's code calls that belongs to its run. */
export type RunHooks = Omit<CellHooks, keyof CellImports>;

/** What the code of cells runs on: Node, or a browser's worker. */
export interface Machine {
  /** Takes in what the cell imports, ahead of its code. */
  imports(cell: CompiledCell, hooks: RunHooks): Promise<CellImports>;
  /**
   * Calls a cell's code.
   *
   * @param script name under which stacks know the code
   * @param code body of an async function of `exports, require, __cell, __filename, __dirname`
   */
  call(script: string, code: string, given: unknown[]): Promise<void>;
  /** Waits for what a cell that is over has yet to print. */
  settled(): Promise<void>;
  /** Asks the user for what cells read. */
  readonly input: CellInput;
}

/** Asks the user for what the running cell reads. */
export interface CellInput {
  /** A cell begins; whether its user can be asked. */
  begin(cell: Cell, isAllowed: boolean): void;
  /** Waits until the cell has the answers that it asks for. */
  answered(): Promise<void>;
  /** Ends the wait of the cell that is to stop. */
  interrupt(): void;
  /** The cell is over, and with it what it has asked. */
  end(): void;
}
