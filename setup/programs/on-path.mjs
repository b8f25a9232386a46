import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/**
 * @param {string} program without its extension
 * @param {string} [path] folders to search
 * @param {NodeJS.Platform} [platform]
 * @param {string[]} [windowsEndings] on Windows `.cmd` and `.bat` are programs to a shell alone, and a shell has its
 *   own mind about blanks in paths
 * @returns {string | undefined} the file that can be started
 */
export function onPath(
  program,
  path = process.env.PATH ?? '',
  platform = process.platform,
  windowsEndings = ['.exe'],
) {
  const { delimiter, join } = platform === 'win32' ? win32 : posix;
  const endings = platform === 'win32' ? windowsEndings : [''];
  const candidates = path
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => endings.map((ending) => join(folder, program + ending)));
  return candidates.find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false; // not there, or not for this user: the search goes on
  }
}
