import { stat } from 'node:fs/promises';
import type { Archive } from './archive';
import { openArchive } from './open-archive';

/** How many stay open: a class's, and a student's with two more inside it. */
const keep = 4;

/**
 * Archives that stay open from one use to the next, the longest unused being closed first: a class's zip is not listed
 * again for each of its students. One use at a time, so that none is closed while it is read.
 */
export class OpenArchives {
  readonly #open = new Map<string, Archive>();
  readonly #most: number;
  #last: Promise<unknown> = Promise.resolve();

  /** @param most bytes of an archive in an archive, which has to be unpacked to be opened */
  constructor(most: number) {
    this.#most = most;
  }

  /**
   * @param path a file's
   * @param inside entries that lead to the archive that is meant; none where the file is that archive
   * @throws {ArchiveError} where an archive on the way cannot be opened
   * @throws {Error} where the file cannot be
   */
  use<T>(path: string, inside: string[], work: (archive: Archive) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const { mtimeMs, size } = await stat(path); // a file that was changed is another one
      return work(await this.#archive(path, inside, [path, mtimeMs, size]));
    });
  }

  /** Closes all. */
  close(): Promise<void> {
    return this.#inTurn(async () => this.#closeAllBut(0));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  async #archive(path: string, inside: string[], file: (string | number)[]): Promise<Archive> {
    const key = JSON.stringify([...file, ...inside]);
    const archive = this.#open.get(key) ?? (await this.#opened(path, inside, file));
    this.#open.delete(key);
    this.#open.set(key, archive);
    this.#closeAllBut(keep);
    return archive;
  }

  async #opened(path: string, inside: string[], file: (string | number)[]): Promise<Archive> {
    const name = inside.at(-1);
    if (name === undefined) return openArchive(path, path);
    const outer = await this.#archive(path, inside.slice(0, -1), file);
    return openArchive(await outer.read(name, this.#most), name);
  }

  #closeAllBut(count: number): void {
    for (const [key, archive] of this.#open) {
      if (this.#open.size <= count) return;
      archive.close();
      this.#open.delete(key);
    }
  }
}
