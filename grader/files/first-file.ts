import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, rmSync, writeSync } from 'node:fs';

/** What a disk without hard links, such as a memory stick, answers to the wish for one. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL']);

/**
 * Makes a file whole, unless something stands in its place; of two processes that do so at once, one is the first.
 *
 * @param mode its permissions
 * @returns whether this process made it
 */
export function firstFile(path: string, content: string, mode = 0o666): boolean {
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    writeOnly(draft, content, mode);
    linkSync(draft, path); // fails where something stands there: never an empty or a half-written file
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!noLinks.has(code)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  try {
    writeOnly(path, content, mode);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function writeOnly(path: string, content: string, mode: number): void {
  const file = openSync(path, 'wx', mode);
  try {
    writeSync(file, content);
    fsyncSync(file); // a power cut must not leave it empty
  } finally {
    closeSync(file);
  }
}
