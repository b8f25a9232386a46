/** A cell's text as a module that the compiler can check beside the others. */
export interface CellModule {
  /** Absolute path of the virtual file. */
  readonly path: string;
  /** The module's text: imports of earlier cells' names on a line of their own, then the cell with its declarations exported. */
  readonly text: string;
  /** The cell's text. */
  readonly source: string;
  /** From an offset in the cell (UTF-16) to the one in the module. */
  toModule(offset: number): number;
  /** From an offset in the module to the nearest one in the cell. */
  toCell(offset: number): number;
}
