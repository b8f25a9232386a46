/**
 * The files that cells may import, as the compiler asks for them: a disk below Node's kernel, a table below the browser's.
 * Nothing is watched: whatever may have changed is asked for again when a cell is compiled. Paths are absolute, with `/`.
 */
export interface CellFiles {
  /** The notebook's folder, from which cells import. */
  readonly folder: string;
  /** The text of a file; undefined where there is none. */
  read(path: string): string | undefined;
  /** Differs after each change of the file; undefined where there is no such file. */
  version(path: string): string | undefined;
  fileExists(path: string): boolean;
  folderExists(path: string): boolean;
  /** Names of the files and of the folders in a folder; none where there is no such folder. */
  list(path: string): { files: string[]; folders: string[] };
  /** The path behind links. */
  realPath(path: string): string;
}
