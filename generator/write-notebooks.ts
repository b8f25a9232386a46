import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatNotebook, type Notebook, parseNotebook } from '../wire/notebook';
import { isEdited } from './build-notebook';
import { differences } from './check-notebooks';
import type { LectureNotebook } from './editions';
import { generateNotebook, lectureNotebooks } from './editions';
import { keepOutputs } from './solved-outputs';

/** What became of one notebook. */
export interface WrittenNotebook extends LectureNotebook {
  action: 'written' | 'unchanged' | 'kept';
  /** Where the student's edited copy went, from the project's root. */
  backup?: string;
}

/**
 * Writes the notebooks of all lectures under `root`. A solved notebook keeps its outputs where the code is unchanged; a
 * student's copy that somebody edited is replaced only where `mayReplace` says so, and is then backed up first.
 *
 * @param mayReplace asked with the path of each edited copy
 */
export async function writeNotebooks(
  root: string,
  mayReplace: (path: string) => Promise<boolean>,
): Promise<WrittenNotebook[]> {
  const results: WrittenNotebook[] = [];
  for (const edition of lectureNotebooks(root)) {
    results.push({ ...edition, ...(await writeNotebook(root, edition, mayReplace)) });
  }
  return results;
}

async function writeNotebook(
  root: string,
  edition: LectureNotebook,
  mayReplace: (path: string) => Promise<boolean>,
): Promise<Pick<WrittenNotebook, 'action' | 'backup'>> {
  const path = join(root, edition.path);
  const notebook = generateNotebook(root, edition);
  const found = readIfNotebook(path);
  if (found && differences(notebook, found).length === 0) return { action: 'unchanged' };
  if (edition.edition === 'solved') {
    saveNotebook(path, found ? keepOutputs(notebook, found) : notebook);
    return { action: 'written' };
  }
  let backup: string | undefined;
  if (existsSync(path) && (!found || isEdited(found))) {
    if (!(await mayReplace(edition.path))) return { action: 'kept' };
    backup = backupName(root, edition.path);
    renameSync(path, join(root, backup));
  }
  saveNotebook(path, notebook);
  return { action: 'written', ...(backup === undefined ? {} : { backup }) };
}

/** Writes a notebook whole or not at all. */
export function saveNotebook(path: string, notebook: Notebook): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, formatNotebook(notebook));
  renameSync(`${path}.part`, path);
}

function readIfNotebook(path: string): Notebook | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return parseNotebook(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // unreadable: treated as somebody's edit, so it is asked about and backed up
  }
}

function backupName(root: string, path: string): string {
  for (let number = 1; ; number++) {
    const name = path.replace(/\.ipynb$/, `.backup-${number}.ipynb`);
    if (!existsSync(join(root, name))) return name;
  }
}
