import { randomBytes } from 'node:crypto';
import { closeSync, constants, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '#setup/commands/usage-error.mjs';

/** A file that is being written; until `finish` it stands under another name. */
export interface NewFile {
  descriptor: number;
  /** Gives it its own name; the caller has closed it, or keeps writing through the descriptor. */
  finish: () => void;
}

/**
 * Begins a file in a folder that students may have written into. It gets a name that nobody can guess, and its own one
 * when it is complete: what stands there by then, a link to a file elsewhere too, is replaced and never written to.
 *
 * @param path where it is to stand
 * @returns open for reading and writing
 * @throws {UsageError} from `finish`, where a folder stands at `path`
 */
export function newFile(path: string): NewFile {
  const part = `${path}.${randomBytes(8).toString('hex')}.part`;
  const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW = 0 } = constants; // Windows has no O_NOFOLLOW; O_EXCL follows no link
  const descriptor = openSync(part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o666);
  const finish = () => {
    try {
      renameSync(part, path);
    } catch (error) {
      rmSync(part, { force: true });
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EISDIR' && code !== 'ENOTEMPTY' && code !== 'EPERM') throw error;
      throw new UsageError(`Cannot write ${path}: a file must be able to stand there, and it is a folder`);
    }
  };
  return { descriptor, finish };
}

/** Writes a file whole, as {@link newFile} does. */
export function writeNewFile(path: string, content: string | Uint8Array): void {
  const { descriptor, finish } = newFile(path);
  const bytes = Buffer.from(content as string);
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
  closeSync(descriptor);
  finish();
}

/** Takes away what a run that was killed has left in a folder of the reports. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder))
    if (/\.[0-9a-f]{16}\.part$/.test(name)) rmSync(join(folder, name), { force: true });
}
