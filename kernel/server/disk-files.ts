import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CellFiles } from '../../cells/files';
import { FileVersions } from '../files/file-versions';
import { withSlashes } from '../files/with-slashes';

/** The one version of all files of installed packages. */
const installedVersion = 'installed';

/**
 * The files of a disk, without a watcher. What is found in an installed package is remembered, because a package does
 * not change while a kernel lives; what is not found there is looked for again, because it may yet be installed.
 */
export class DiskFiles implements CellFiles {
  readonly folder: string;
  readonly #installedFolders: string[];
  readonly #installedFiles = new Set<string>();
  readonly #installedFolderPaths = new Set<string>();
  readonly #realPaths = new Map<string, string>();
  readonly #versions = new FileVersions();

  /**
   * @param folder absolute path of the notebook's folder
   * @param installed absolute paths of further folders, besides all `node_modules`, whose files do not change
   */
  constructor(folder: string, installed: readonly string[] = []) {
    this.folder = withSlashes(path.resolve(folder));
    this.#installedFolders = installed.map((place) => `${withSlashes(path.resolve(place))}/`);
  }

  read(file: string): string | undefined {
    try {
      return decode(readFileSync(file));
    } catch {
      return undefined;
    }
  }

  version(file: string): string | undefined {
    if (this.#isInstalled(file)) return this.fileExists(file) ? installedVersion : undefined;
    return this.#versions.version(file);
  }

  fileExists(file: string): boolean {
    return this.#exists(file, this.#installedFiles, 'isFile');
  }

  folderExists(folder: string): boolean {
    return this.#exists(folder, this.#installedFolderPaths, 'isDirectory');
  }

  list(folder: string): { files: string[]; folders: string[] } {
    const files: string[] = [];
    const folders: string[] = [];
    for (const entry of entriesOf(folder)) {
      const kind = entry.isSymbolicLink() ? statOf(path.join(folder, entry.name)) : entry;
      if (kind?.isFile()) files.push(entry.name);
      else if (kind?.isDirectory()) folders.push(entry.name);
    }
    return { files, folders };
  }

  realPath(place: string): string {
    const known = this.#realPaths.get(place);
    if (known !== undefined) return known;
    try {
      const real = withSlashes(realpathSync.native(place));
      if (this.#isInstalled(place)) this.#realPaths.set(place, real);
      return real;
    } catch {
      return place;
    }
  }

  #isInstalled(place: string): boolean {
    return (
      place.includes('/node_modules/') || this.#installedFolders.some((folder) => place.startsWith(folder))
    );
  }

  #exists(place: string, known: Set<string>, kind: 'isFile' | 'isDirectory'): boolean {
    if (known.has(place)) return true;
    const exists = statOf(place)?.[kind]() ?? false;
    if (exists && this.#isInstalled(place)) known.add(place);
    return exists;
  }
}

function statOf(place: string): { isFile(): boolean; isDirectory(): boolean } | undefined {
  try {
    // Also where a part of the path is a file, nothing is thrown.
    return statSync(place, { throwIfNoEntry: false });
  } catch {
    return undefined; // not for this user's eyes
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Text as editors write it: UTF-8, or UTF-16 with its mark in front; the mark is no part of the text. */
function decode(bytes: Buffer): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
