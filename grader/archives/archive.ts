import type { Words } from '../../lib/language';

/** One entry of an archive, as plain data. */
export interface ArchiveEntry {
  /** `/` between folders, none at its begin or end, neither `.` nor `..`; no other entry has the same. */
  name: string;
  /** A link, or what is neither file nor folder, has no bytes to read; nor has what names a place outside the archive. */
  kind: 'file' | 'folder' | 'link' | 'outside';
  /** Bytes once unpacked, as the archive says. */
  size: number;
  /** Why it is not to be read, where that is known beforehand. */
  refused?: Words;
}

/** An open archive; nothing of it is ever written to disk. */
export interface Archive {
  entries: ArchiveEntry[];
  /** Why not all entries could be listed. */
  damage?: Words;
  /**
   * @param most bytes
   * @throws {ArchiveError} where there is no such entry, it is damaged, or it unpacks to more than `most`
   */
  read(name: string, most: number): Promise<Buffer>;
  close(): void;
}

/** What is wrong with an archive or an entry of it, in words for its student. */
export class ArchiveError extends Error {
  override name = 'ArchiveError';
  readonly words: Words;

  constructor(words: Words) {
    super(words.en);
    this.words = words;
  }
}

/** Why an entry's bytes are not taken. */
export const unpacksToMore = (most: number): Words => {
  const megabytes = Math.round(most / 1024 / 1024);
  return {
    pl: `po rozpakowaniu ma więcej niż dozwolone ${megabytes} MB`,
    en: `it unpacks to more than the ${megabytes} MB that are allowed`,
  };
};
