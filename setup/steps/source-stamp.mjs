import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject, root } from '../project-paths.mjs';

/** Whether what was made of some sources is up to date: a file beside it that holds the hash of all of them. */
export class SourceStamp {
  #sources;

  /**
   * @param {string} file the stamp's path below the project's root
   * @param {() => string[]} sources files and folders below the project's root; what does not exist counts as empty
   */
  constructor(file, sources) {
    this.file = inProject(file);
    this.#sources = sources;
  }

  isCurrent() {
    return existsSync(this.file) && readFileSync(this.file, 'utf8') === this.hash();
  }

  hash() {
    const hash = createHash('sha256');
    for (const source of this.#sources()) {
      for (const file of filesBelow(inProject(source)))
        hash.update(file.slice(root.length)).update(readFileSync(file));
    }
    return hash.digest('hex');
  }

  /** @param {string} hash of the sources before they were read, so that a change meanwhile is not missed */
  write(hash) {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, hash);
  }

  remove() {
    rmSync(this.file, { force: true });
  }
}

/**
 * @param {string} path
 * @returns {string[]} absolute paths, sorted; the path itself where it is a file, none where it does not exist
 */
function filesBelow(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat ? [path] : [];
  const entries = readdirSync(path, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  return entries.map((entry) => join(entry.parentPath, entry.name)).sort();
}
