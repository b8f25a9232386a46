import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { CellFiles } from '../../cells/files';

const kindOf = (path: string) => statSync(path, { throwIfNoEntry: false });

/** A folder on the disk, for the compiler. */
export function filesIn(folder: string): CellFiles {
  const named = (path: string, isFolder: boolean) =>
    readdirSync(path).filter((name) => kindOf(`${path}/${name}`)?.isDirectory() === isFolder);
  return {
    folder,
    read: (path) => (kindOf(path)?.isFile() ? readFileSync(path, 'utf8') : undefined),
    version: (path) => {
      const kind = kindOf(path);
      return kind && `${kind.mtimeMs} ${kind.size}`;
    },
    fileExists: (path) => kindOf(path)?.isFile() ?? false,
    folderExists: (path) => kindOf(path)?.isDirectory() ?? false,
    list: (path) =>
      kindOf(path)?.isDirectory()
        ? { files: named(path, false), folders: named(path, true) }
        : { files: [], folders: [] },
    realPath: (path) => realpathSync(path),
  };
}
