import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { UsageError } from '#setup/commands/usage-error.mjs';
import type { Words } from '../../lib/language';
import { type Archives, archivesHere } from '../submission/archives';
import type { Place } from '../submission/place';
import { isArchiveName, isOtherArchiveName } from './file-kinds';
import { inFileOrder } from './file-order';
import { handInsOf } from './hand-ins';
import type { Leaf } from './leaf';
import { limitHandIns } from './limit-hand-ins';
import { platformName } from './platform-name';
import type { Row } from './row';
import { Students } from './students';
import { tellApart } from './tell-apart';
import { walkArchive } from './walk-archive';
import { walkFolder } from './walk-folder';

/** A submission that was found, not yet read. Plain data, so that another process can read it. */
export type Found = FoundRow & ({ place: Place; message?: never } | { place?: never; message: Words });

interface FoundRow {
  /** As the report names it: unique within the batch. */
  file: string;
  /** As the report names them: unique within the batch but for more hand-ins of theirs. */
  student: string;
  /** The platform's own number or account of the student, where it gives one. */
  id?: string;
}

export interface FindOptions {
  /** A folder to leave out, the reports' own. */
  except?: string;
  /** Looks into archives. Default in this process. */
  opener?: Archives;
  /** Told of each file that could be taken for points given by hand. */
  onIgnored?: (file: string) => void;
}

/**
 * Lists the notebooks in files, folders and archives, and what was handed in instead of one, in natural order; reads
 * none of them yet.
 *
 * @param paths as typed
 * @throws {UsageError} where one of the paths does not exist
 */
export async function findSubmissions(
  paths: string[],
  { except, opener = archivesHere, onIgnored = () => {} }: FindOptions = {},
): Promise<Found[]> {
  const rows: { row: Row; file: string }[] = [];
  for (const path of paths) {
    const graded = await gradedPath(path, opener, except ? resolve(except) : undefined);
    const fileOf = (parts: string[]): string =>
      (paths.length === 1
        ? parts.slice(graded.unnamed)
        : [path.replace(/[\\/]+$/, ''), ...parts.slice(graded.own)]
      ).join('/');
    const ignored = (parts: string[]) => onIgnored(fileOf(parts));
    for (const row of await handInsIn(graded.leaves, ignored)) rows.push({ row, file: fileOf(row.parts) });
  }
  const sorted = withoutRepeats(rows).sort((a, b) => inFileOrder(a.file, b.file));
  const students = tellApart(sorted.map(({ row }) => row));
  return uniqueFiles(sorted.map(({ file }) => file)).map((file, i): Found => {
    const { owner, place, message } = (sorted[i] as (typeof sorted)[0]).row;
    const found = { file, student: students[i] as string, ...(owner.id !== undefined && { id: owner.id }) };
    return place ? { ...found, place } : { ...found, message: message as Words };
  });
}

interface GradedPath {
  leaves: AsyncIterable<Leaf> | Leaf[];
  /** How many of the first parts are the path's own. */
  own: number;
  /** How many of them a report leaves out where it is the only path. */
  unnamed: number;
}

async function gradedPath(path: string, opener: Archives, except?: string): Promise<GradedPath> {
  const full = resolve(path);
  const outer = platformFolder(dirname(full));
  const name = basename(full).normalize('NFC');
  const kind = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT')
      throw new UsageError(`Cannot grade ${path}: there is no such file or folder`);
    return undefined;
  });
  if (kind?.isDirectory()) {
    const parts = [...outer, name];
    return { leaves: walkFolder(path, parts, opener, except), own: parts.length, unnamed: parts.length };
  }
  if (kind?.isFile() && (isArchiveName(name) || isOtherArchiveName(name))) {
    const parts = [...outer, name];
    return {
      leaves: walkArchive({ path, inside: [] }, parts, opener),
      own: parts.length,
      unnamed: outer.length,
    };
  }
  // a single file's folder counts for its student's name
  const parts = [outer[0] ?? basename(dirname(full)), name];
  return {
    leaves: [{ parts, archives: [], kind: 'notebook', place: { path, inside: [] } }],
    own: parts.length,
    unnamed: 1,
  };
}

/** A platform's folder around what was typed, where somebody looks at one student's work. */
const platformFolder = (folder: string): string[] =>
  folder
    .split(/[\\/]/)
    .filter((part) => platformName(part, false, false))
    .slice(0, 1);

async function handInsIn(
  found: AsyncIterable<Leaf> | Leaf[],
  onIgnored: (parts: string[]) => void,
): Promise<Row[]> {
  const leaves: Leaf[] = [];
  for await (const leaf of found)
    if (leaf.kind === 'ignored') onIgnored(leaf.parts);
    else leaves.push(leaf);
  const students = new Students(leaves);
  return limitHandIns(handInsOf(leaves, students), students);
}

/** What two of the paths lead to stands once. */
function withoutRepeats<T extends { row: Row; file: string }>(rows: T[]): T[] {
  const keyOf = ({ row: { place }, file }: T) =>
    place ? JSON.stringify([resolve(place.path), ...place.inside]) : file;
  return [...new Map(rows.map((one) => [keyOf(one), one])).values()];
}

/** Names that differ in the encoding of their accents alone look the same: the second one gets a number. */
function uniqueFiles(files: string[]): string[] {
  const taken = new Set<string>();
  return files.map((file) => {
    let unique = file;
    for (let i = 2; taken.has(unique); i++) unique = `${file} (${i})`;
    taken.add(unique);
    return unique;
  });
}
