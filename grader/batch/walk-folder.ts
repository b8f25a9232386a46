import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isReportName } from '../files/report-names';
import type { Archives } from '../submission/archives';
import { beginsLikeNotebook } from '../submission/begins-like-notebook';
import {
  isArchiveName,
  isClutter,
  isHidden,
  isNotebookName,
  isOverrides,
  looksHandedIn,
  mayBeNotebook,
} from './file-kinds';
import { isLink, type Leaf } from './leaf';
import { walkArchive } from './walk-archive';

/**
 * Finds what stands in a folder and the folders and archives in it.
 *
 * Links are not followed: a student could hand in one that leads to the solutions.
 *
 * @param parts the names that lead to it
 * @param opener looks into archives
 * @param except a folder to leave out, as an absolute path
 */
export async function* walkFolder(
  folder: string,
  parts: string[],
  opener: Archives,
  except?: string,
): AsyncGenerator<Leaf> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const reason = (error as Error).message;
    const message = {
      pl: `nie da się odczytać folderu: ${reason}`,
      en: `the folder cannot be read: ${reason}`,
    };
    yield { parts, archives: [], kind: 'refused', message };
    return;
  }
  const hasReports = isReportFolder(entries);
  let isEmpty = !hasReports;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (isClutter(entry.name) || isHidden(entry.name, entry.isDirectory()) || resolve(path) === except)
      continue;
    if (hasReports && isReportName(entry.name)) continue;
    isEmpty = false;
    const inside = [...parts, entry.name.normalize('NFC')];
    if (isOverrides(entry.name)) yield { parts: inside, archives: [], kind: 'ignored' };
    else if (entry.isDirectory()) yield* walkFolder(path, inside, opener, except);
    else if (entry.isFile() && isArchiveName(entry.name))
      yield* walkArchive({ path, inside: [] }, inside, opener);
    else if (entry.isSymbolicLink()) {
      if (await matters(entry.name, path))
        yield { parts: inside, archives: [], kind: 'refused', message: isLink };
    } else if (
      isNotebookName(entry.name) ||
      (entry.isFile() && mayBeNotebook(entry.name) && (await beginsSo(path)))
    )
      yield { parts: inside, archives: [], kind: 'notebook', place: { path, inside: [] } };
    else yield { parts: inside, archives: [], kind: 'file' };
  }
  if (isEmpty) yield { parts, archives: [], kind: 'empty' };
}

/** A folder that this grader has written into: of an earlier run, or the graded folder itself. */
const isReportFolder = (entries: Dirent[]): boolean =>
  ['journal.jsonl', 'report.json', 'report.csv'].every((name) =>
    entries.some((entry) => entry.name === name),
  );

const matters = async (name: string, path: string): Promise<boolean> =>
  isNotebookName(name) ||
  isArchiveName(name) ||
  looksHandedIn(name) ||
  (await stat(path).catch(() => undefined))?.isDirectory() === true;

/** What cannot be read is no notebook. */
async function beginsSo(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const head = Buffer.alloc(100_000);
      const { bytesRead } = await file.read(head, 0, head.length, 0);
      return beginsLikeNotebook(head.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
