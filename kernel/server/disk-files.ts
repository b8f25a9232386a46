import fs from 'node:fs';
import type { CellFiles } from '../../cells/files';

/** The files of a disk. */
export class DiskFiles implements CellFiles {
  readonly folder: string;

  /** @param folder the notebook's */
  constructor(folder: string) {
    this.folder = folder.replaceAll('\\', '/');
  }

  read(path: string): string | undefined {
    return this.fileExists(path) ? fs.readFileSync(path, 'utf8') : undefined;
  }

  version(path: string): string | undefined {
    const found = fs.statSync(path, { throwIfNoEntry: false, bigint: true });
    return found && `${found.ino} ${found.size} ${found.mtimeNs}`;
  }

  fileExists(path: string): boolean {
    return fs.statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  }

  folderExists(path: string): boolean {
    return fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  }

  list(path: string): { files: string[]; folders: string[] } {
    const entries = this.folderExists(path) ? fs.readdirSync(path, { withFileTypes: true }) : [];
    const named = (kept: (entry: fs.Dirent) => boolean): string[] =>
      entries.filter(kept).map(({ name }) => name);
    return { files: named((entry) => entry.isFile()), folders: named((entry) => entry.isDirectory()) };
  }

  realPath(path: string): string {
    return fs.realpathSync(path).replaceAll('\\', '/');
  }
}
