import { type Archive, type ArchiveEntry, ArchiveError, unpacksToMore } from './archive';

/** An archive that cannot be read at any place but from its begin, so that it was unpacked into memory. */
export class MemoryArchive implements Archive {
  readonly #contents: Map<string, Buffer>;
  readonly entries: ArchiveEntry[];
  readonly damage?: Archive['damage'];

  /** @param contents of the entries that are files, by name */
  constructor(entries: ArchiveEntry[], contents: Map<string, Buffer>, damage?: Archive['damage']) {
    this.entries = entries;
    this.#contents = contents;
    if (damage) this.damage = damage;
  }

  async read(name: string, most: number): Promise<Buffer> {
    const content = this.#contents.get(name);
    if (!content) throw new ArchiveError({ pl: 'nie ma go w archiwum', en: 'it is not in the archive' });
    if (content.length > most) throw new ArchiveError(unpacksToMore(most));
    return content;
  }

  close(): void {
    this.#contents.clear();
  }
}
