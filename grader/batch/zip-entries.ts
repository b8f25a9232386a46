import type { Readable } from 'node:stream';
import { type Entry, fromBuffer, type Options, open, type ZipFile } from 'yauzl';

/** A notebook, or another zip, inside a zip. */
export interface ZipEntry {
  /** As the zip says, `/` between folders; never absolute and never with `..`, which yauzl refuses. */
  name: string;
  size: number;
}

/** An open zip whose entries are listed and read one at a time; nothing is ever written to disk. */
export class Zip {
  readonly #file: ZipFile;
  readonly entries: ZipEntry[];
  readonly #originals: Map<string, Entry>;

  /** Made by `Zip.open` alone. */
  constructor(file: ZipFile, entries: ZipEntry[], originals: Map<string, Entry>) {
    this.#file = file;
    this.entries = entries;
    this.#originals = originals;
  }

  /**
   * @param source a path, or a zip's own bytes
   * @param mostEntries a zip with more is refused
   * @throws {Error} where it is no zip, is damaged, or names a path outside itself
   */
  static async open(source: string | Buffer, mostEntries = 100_000): Promise<Zip> {
    const file = await openFile(source);
    const originals = new Map<string, Entry>();
    let count = 0;
    await new Promise<void>((resolve, reject) => {
      file.on('error', reject);
      file.on('end', resolve);
      file.on('entry', (entry: Entry) => {
        if (++count > mostEntries) return reject(new Error(`it has more than ${mostEntries} entries`));
        if (/\.(ipynb|zip)$/i.test(entry.fileName) && !isClutter(entry.fileName))
          originals.set(entry.fileName, entry);
        file.readEntry();
      });
      file.readEntry();
    }).catch((error) => {
      file.close();
      throw error;
    });
    const entries = [...originals.values()].map((entry) => ({
      name: entry.fileName,
      size: entry.uncompressedSize,
    }));
    return new Zip(file, entries, originals);
  }

  /** @returns the entry's bytes, or undefined where it unpacks to more than `most` */
  async read(name: string, most: number): Promise<Buffer | undefined> {
    const entry = this.#originals.get(name) as Entry;
    if (entry.uncompressedSize > most) return undefined;
    const stream = await new Promise<Readable>((resolve, reject) =>
      this.#file.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
    );
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    return Buffer.concat(parts); // yauzl ends a stream that outgrows the size it declared
  }

  close(): void {
    this.#file.close();
  }
}

const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true } satisfies Options;

const openFile = (source: string | Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | null, file: ZipFile) => (error ? reject(error) : resolve(file));
    if (typeof source === 'string') open(source, options, done);
    else fromBuffer(source, options, done);
  });

/** What macOS and JupyterLab add to a folder. */
export const isClutter = (path: string): boolean =>
  path
    .split('/')
    .some((part) => part === '__MACOSX' || part === '.ipynb_checkpoints' || part.startsWith('._'));
