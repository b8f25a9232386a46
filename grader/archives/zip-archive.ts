import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromBuffer, open, type ZipFile } from 'yauzl';
import { type Archive, type ArchiveEntry, ArchiveError, unpacksToMore } from './archive';
import { entryNames } from './entry-names';
import { zipNames } from './zip-names';

/** The most entries of one zip that are listed: a whole class's, unpacked folders of a project included. */
const mostEntries = 100_000;

/** An open zip whose entries are read one at a time. */
export class ZipArchive implements Archive {
  readonly #file: ZipFile;
  readonly #originals: Map<string, Entry>;
  readonly entries: ArchiveEntry[];
  readonly damage?: Archive['damage'];

  /** Made by `ZipArchive.open` alone. */
  constructor(file: ZipFile, originals: Map<string, Entry>, entries: ArchiveEntry[], damage?: Error) {
    this.#file = file;
    this.#originals = originals;
    this.entries = entries;
    if (damage) this.damage = notListed(damage);
  }

  /**
   * @param source a path, or a zip's own bytes
   * @throws {ArchiveError} where it is no zip, or not one entry can be listed
   */
  static async open(source: string | Buffer): Promise<ZipArchive> {
    const file = await openFile(source).catch((error: NodeJS.ErrnoException) => {
      throw error.syscall ? error : new ArchiveError(notListed(error)); // the disk's errors are the caller's
    });
    const listed: Entry[] = [];
    const damage = await list(file, listed);
    if (damage && listed.length === 0) {
      file.close();
      throw new ArchiveError(notListed(damage));
    }
    const named = entryNames(zipNames(listed));
    const originals = new Map(named.map(({ name }, i) => [name, listed[i] as Entry]));
    const entries = named.map(({ name, leadsOut }, i): ArchiveEntry => {
      const entry = listed[i] as Entry;
      return {
        name,
        kind: leadsOut ? 'outside' : kindOf(entry),
        size: entry.uncompressedSize,
        ...(entry.isEncrypted() && { refused: needsPassword }),
      };
    });
    return new ZipArchive(file, originals, entries, damage);
  }

  async read(name: string, most: number): Promise<Buffer> {
    const entry = this.#originals.get(name);
    if (!entry) throw new ArchiveError({ pl: 'nie ma go w archiwum', en: 'it is not in the archive' });
    if (entry.isEncrypted()) throw new ArchiveError(needsPassword);
    if (entry.uncompressedSize > most) throw new ArchiveError(unpacksToMore(most));
    try {
      const bytes = await contentOf(await this.#stream(entry), most);
      if (bytes.length !== entry.uncompressedSize || crc32(bytes) !== entry.crc32)
        throw new Error('its size or checksum is not the one that the zip states');
      return bytes;
    } catch (error) {
      if (error instanceof ArchiveError) throw error;
      const reason = (error as Error).message;
      throw new ArchiveError({
        pl: `nie da się rozpakować: ${reason}`,
        en: `it cannot be unpacked: ${reason}`,
      });
    }
  }

  close(): void {
    this.#file.close();
  }

  #stream(entry: Entry): Promise<Readable> {
    return new Promise((resolve, reject) =>
      this.#file.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
    );
  }
}

/** Names are decoded, and sizes are checked, here: yauzl would give up the whole zip for one bad entry. */
const options = { lazyEntries: true, autoClose: false, validateEntrySizes: false, decodeStrings: false };

const openFile = (source: string | Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | null, file: ZipFile) => (error ? reject(error) : resolve(file));
    if (typeof source === 'string') open(source, options, done);
    else fromBuffer(source, options, done);
  });

/** @returns why the list ends before its end, if it does */
const list = (file: ZipFile, listed: Entry[]): Promise<Error | undefined> =>
  new Promise((resolve) => {
    file.on('error', resolve);
    file.on('end', () => resolve(undefined));
    file.on('entry', (entry: Entry) => {
      if (listed.length === mostEntries) return resolve(new Error(`it has more than ${mostEntries} entries`));
      listed.push(entry);
      file.readEntry();
    });
    file.readEntry();
  });

/** Stops at `most` bytes: the size that an entry declares may be a lie. */
async function contentOf(stream: Readable, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream) {
    length += (part as Buffer).length;
    if (length > most) {
      stream.destroy();
      throw new ArchiveError(unpacksToMore(most));
    }
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts, length);
}

/** Of a zip made by Unix or macOS: the type of the file stands in the upper half of its attributes. */
function kindOf(entry: Entry): ArchiveEntry['kind'] {
  const madeBy = entry.versionMadeBy >>> 8;
  const type = madeBy === 3 || madeBy === 19 ? (entry.externalFileAttributes >>> 28) & 0xf : 0;
  if (type === 0xa) return 'link';
  const last = entry.fileNameRaw.at(-1);
  return type === 0x4 || last === 0x2f || last === 0x5c ? 'folder' : 'file';
}

const needsPassword = {
  pl: 'jest zaszyfrowany hasłem; spakuj go bez hasła',
  en: 'it is encrypted with a password; pack it without one',
};

const notListed = ({ message }: Error) => ({
  pl: `nie da się odczytać archiwum zip: ${message}`,
  en: `the zip cannot be read: ${message}`,
});
