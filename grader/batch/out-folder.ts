import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { showDisks, showOwner } from '#setup/programs/shell-line.mjs';

/**
 * Makes the folder of the reports, before anything is graded; a link that the instructor names is followed.
 *
 * @throws {UsageError} where it cannot be one or cannot be written
 */
export function makeOutFolder(out: string): void {
  try {
    mkdirSync(out, { recursive: true });
    if (!statSync(out).isDirectory()) throw cannot(out, 'ENOTDIR');
    accessSync(out, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw error instanceof UsageError
      ? error
      : cannot(out, (error as NodeJS.ErrnoException).code ?? String(error));
  }
}

function cannot(out: string, code: string): UsageError {
  const [found, mend] = reasons[code] ?? [`but the system says ${code}`, 'name another folder'];
  return new UsageError(
    `Cannot write the reports into ${JSON.stringify(out)}: --out must be a folder that can be written, ${found}. Mend it: ${mend}`,
  );
}

const reasons: Record<string, [found: string, mend: string]> = {
  EEXIST: ['got a file', 'name another folder, or move the file away'],
  ENOTDIR: ['but a file stands in its path', 'name another folder'],
  EACCES: ['but its permissions forbid it', `name another folder, or ${showOwner()} shows whose it is`],
  EPERM: ['but its permissions forbid it', `name another folder, or ${showOwner()} shows whose it is`],
  EROFS: ['but its disk is read-only', 'name another folder'],
  ENOSPC: ['but the disk is full', `make room: ${showDisks()} shows where`],
  ENAMETOOLONG: ['but its name is too long', 'name another folder'],
  ELOOP: ['but a link in its path leads to itself', 'name another folder'],
  ENOENT: ['but a link in its path leads nowhere', 'name another folder'],
};
