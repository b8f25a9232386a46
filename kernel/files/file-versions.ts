import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** The coarsest clock of a file system that is in use (FAT), in milliseconds. */
const coarsestTickMs = 2000;

interface Seen {
  /** What the file system says of the file. */
  stat: string;
  version: string;
  /** Whether a later edit is sure to show in `stat`. */
  settled: boolean;
}

/**
 * Versions of files by their content. What the file system says of a file only spares reading it again, and is trusted
 * once its last change is older than the clock's tick: two edits within one tick leave all numbers as they are.
 */
export class FileVersions {
  readonly #seen = new Map<string, Seen>();

  /**
   * Differs after each change of the file's content, and only then.
   *
   * @returns undefined where there is no such file, or none that can be read
   */
  version(path: string): string | undefined {
    try {
      const { size, ino, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = statSync(path, { bigint: true });
      const stat = `${size} ${ino} ${mtimeNs} ${ctimeNs}`;
      const seen = this.#seen.get(path);
      if (seen?.settled && seen.stat === stat) return seen.version;
      const age = Date.now() - Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs);
      const version = createHash('sha1').update(readFileSync(path)).digest('base64');
      this.#seen.set(path, { stat, version, settled: age > coarsestTickMs });
      return version;
    } catch {
      this.#seen.delete(path);
      return undefined;
    }
  }
}
