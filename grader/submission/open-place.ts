import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Words } from '../../lib/language';
import { type Archive, type ArchiveEntry, ArchiveError } from '../archives/archive';
import { OpenArchives } from '../archives/open-archives';
import { GraderFault } from './grader-fault';
import type { Place } from './place';
import { maxBytes } from './structure-limits';

/** What stands in an archive. */
export interface Listing {
  /** None where it cannot be opened. */
  entries: ArchiveEntry[];
  /** Why the list lacks entries. */
  damage?: Words;
}

/** What a place holds, or the sentence that says why it cannot be had. */
export type Content = { content: Uint8Array } | { message: Words };

/** The archives that were opened last, of this process. */
const archives = new OpenArchives(maxBytes);

/**
 * Reads what stands at a place.
 *
 * @throws {GraderFault} where the machine is at fault, not the file (disk error, too many open files)
 */
export async function openPlace({ path, inside }: Place): Promise<Content> {
  if (inside.length === 0) return readFile(path);
  return archives
    .use(path, inside.slice(0, -1), async (archive) => ({
      content: await archive.read(inside.at(-1) as string, maxBytes),
    }))
    .catch((error) => ({ message: reasonOf(path, error) }));
}

/**
 * Lists the entries of the archive that stands at a place, those of archives in it not among them.
 *
 * @throws {GraderFault} where the machine is at fault, not the file
 */
export async function listArchive({ path, inside }: Place): Promise<Listing> {
  return archives
    .use(path, inside, async ({ entries, damage }: Archive) => ({ entries, ...(damage && { damage }) }))
    .catch((error) => ({ entries: [], damage: reasonOf(path, error) }));
}

/** Closes the archives that are still open, so that their files can be removed on every system. */
export const closeArchives = (): Promise<void> => archives.close();

/** Opening a pipe would wait for a writer; Windows has neither. */
const nonBlocking = constants.O_NONBLOCK ?? 0;

async function readFile(path: string): Promise<Content> {
  try {
    const file = await open(path, constants.O_RDONLY | nonBlocking);
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return { message: { pl: 'to nie jest plik', en: 'it is not a file' } };
      if (stat.size > maxBytes) return { message: tooLarge(stat.size) };
      return { content: await file.readFile() };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { message: reasonOf(path, error as NodeJS.ErrnoException) };
  }
}

function reasonOf(path: string, error: ArchiveError | NodeJS.ErrnoException): Words {
  if (error instanceof ArchiveError) return error.words;
  switch (error.code) {
    case 'ENOENT':
      return { pl: 'nie ma takiego pliku', en: 'there is no such file' };
    case 'EACCES':
    case 'EPERM':
      return { pl: 'brak prawa do odczytu pliku', en: 'no permission to read the file' };
    case 'ELOOP':
      return {
        pl: 'dowiązanie symboliczne wskazuje samo na siebie',
        en: 'a symbolic link that leads to itself',
      };
    case 'EISDIR':
    case 'ENXIO':
      return { pl: 'to nie jest plik', en: 'it is not a file' };
    default:
      throw new GraderFault(`Cannot read ${path}: ${error.message}`);
  }
}

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

/** Why a file is not opened. */
export function tooLarge(size: number): Words {
  return {
    pl: `plik ma ${megabytes(size)} MB, największy dozwolony ${megabytes(maxBytes)} MB; wyczyść wyniki komórek i zapisz ponownie`,
    en: `the file has ${megabytes(size)} MB, the largest allowed is ${megabytes(maxBytes)} MB; clear the outputs and save it again`,
  };
}
