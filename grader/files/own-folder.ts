import { lstatSync, mkdirSync, rmSync, type Stats } from 'node:fs';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { removeLeftovers } from './new-file';

/**
 * Makes a folder in the folder of the reports, unless it is there. A link that stands in its place is taken away, and
 * not followed: a student could have put it there, to have the reports written elsewhere.
 *
 * @throws {UsageError} where a file stands in its place
 */
export function ownFolder(path: string): void {
  const found: Stats | undefined = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    removeLeftovers(path);
    return;
  }
  if (found && !found.isSymbolicLink())
    throw new UsageError(`Cannot make the folder ${path}: nothing else may stand there, and a file does`);
  if (found) rmSync(path);
  mkdirSync(path);
}
