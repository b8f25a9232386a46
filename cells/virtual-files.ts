import ts from 'typescript';
import { cellSpecifier, namesSpecifier } from './cell-names';

const cellFile = /\/__(?:cell_\d+|typed)__\.ts$/;

/** The files that cells are to the compiler; they stand in the notebook's folder, and on no disk. */
export class VirtualFiles {
  /** The file that gathers all cells' names. */
  readonly names: string;
  /** The file of a cell that is being typed. */
  readonly typed: string;
  readonly #folder: string;
  readonly #empty = ts.ScriptSnapshot.fromString(`import {} from '${namesSpecifier}';`);
  readonly #files = new Map<string, { snapshot: ts.IScriptSnapshot; version: number; text: string }>();

  /** @param folder the notebook's */
  constructor(folder: string) {
    this.#folder = folder;
    this.names = `${folder}/__names__.ts`;
    this.typed = `${folder}/__typed__.ts`;
  }

  /** The file of a cell. */
  cell(slot: number): string {
    return this.imported(cellSpecifier(slot));
  }

  /** The file that the one of all names imports by such a specifier. */
  imported(specifier: string): string {
    return `${this.#folder}/${specifier.slice(2)}.ts`;
  }

  /** Whether a path is that of such a file; a cell's is there before the cell is. */
  has(path: string): boolean {
    return path === this.names || (path.startsWith(`${this.#folder}/__`) && cellFile.test(path));
  }

  /** @returns whether that changes the file */
  put(path: string, text: string): boolean {
    const known = this.#files.get(path);
    if (known?.text === text) return false;
    const version = (known?.version ?? 0) + 1;
    this.#files.set(path, { snapshot: ts.ScriptSnapshot.fromString(text), version, text });
    return true;
  }

  /** Empties a cell's file. */
  empty(path: string): boolean {
    return this.put(path, this.#empty.getText(0, this.#empty.getLength()));
  }

  /** The text of a file that was put. */
  text(path: string): string | undefined {
    return this.#files.get(path)?.text;
  }

  /** Differs after each change. */
  version(path: string): string {
    return String(this.#files.get(path)?.version ?? 0);
  }

  snapshot(path: string): ts.IScriptSnapshot {
    return this.#files.get(path)?.snapshot ?? this.#empty;
  }
}
