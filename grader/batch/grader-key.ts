import { createHash, randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { cacheFolder } from '#setup/project-paths.mjs';
import { firstFile } from '../files/first-file';

/** Fewer characters could be guessed. */
const leastLength = 16;

/**
 * The key of this grader's seals. It is made once and kept in the user's cache, out of the reach of what is graded;
 * `BAYES_GRADER_KEY` takes its place where several machines share the work.
 *
 * @param folders that students may have written into: a key that lies in one could be theirs
 * @returns 32 bytes
 * @throws {UsageError} where the key is too short, lies in one of the folders, or may be read by others
 */
export function graderKey(folders: readonly string[], given = process.env.BAYES_GRADER_KEY?.trim()): Buffer {
  if (given) {
    if (given.length >= leastLength) return createHash('sha256').update(given).digest();
    throw new UsageError(
      `Cannot use BAYES_GRADER_KEY: it must have at least ${leastLength} characters, got ${given.length}. A new one: openssl rand -hex 32`,
    );
  }
  const path = keyPath();
  const around = folders.find((folder) => liesIn(path, real(folder)));
  if (around !== undefined)
    throw new UsageError(
      `Cannot keep the grader's key in ${path}: it must lie outside what is graded and reported, and it is inside ${around}. Set XDG_CACHE_HOME to a folder outside, or BAYES_GRADER_KEY`,
    );
  firstFile(path, `${randomBytes(32).toString('hex')}\n`, 0o600);
  return readKey(path);
}

function keyPath(): string {
  try {
    return join(realpathSync(cacheFolder()), 'grader-key');
  } catch (error) {
    throw new UsageError(
      `Cannot keep the grader's key: it must have a folder that can be written, and there is none (${(error as Error).message}). Set XDG_CACHE_HOME to one, or BAYES_GRADER_KEY`,
    );
  }
}

function readKey(path: string): Buffer {
  const refuse = (why: string): never => {
    throw new UsageError(
      `Cannot use the grader's key ${path}: it must be a file of 64 hexadecimal digits that its owner alone can read, and ${why}. Remove it, and the next run makes a new one: rm ${path}`,
    );
  };
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    return refuse(
      (error as NodeJS.ErrnoException).code === 'ELOOP' ? 'it is a link' : (error as Error).message,
    );
  }
  try {
    const { mode, uid } = fstatSync(file);
    const text = readFileSync(file, 'latin1').trim();
    if (process.getuid && (mode & 0o077) !== 0) refuse('others can');
    if (process.getuid && uid !== process.getuid()) refuse('it is owned by someone else');
    if (!/^[0-9a-f]{64}$/.test(text)) refuse('it is something else');
    return Buffer.from(text, 'hex');
  } finally {
    closeSync(file);
  }
}

/** The path without links, as far as it exists. */
function real(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch {
    return dirname(whole) === whole ? whole : join(real(dirname(whole)), basename(whole));
  }
}

function liesIn(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
}
