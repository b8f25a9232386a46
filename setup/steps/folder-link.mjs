import { lstatSync, rmSync, statSync, symlinkSync, unlinkSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/**
 * Makes a link to a folder, in place of what stands there: on Windows a junction, for which a user needs no right of
 * their own, elsewhere a symbolic link that moves with the two.
 * @param {string} link absolute path
 * @param {string} folder absolute path
 * @param {NodeJS.Platform} [platform]
 */
export function linkFolder(link, folder, platform = process.platform) {
  const there = lstatSync(link, { throwIfNoEntry: false });
  // Never what another link leads to.
  if (there?.isSymbolicLink()) unlinkSync(link);
  else rmSync(link, { recursive: true, force: true });
  if (platform === 'win32') symlinkSync(folder, link, 'junction');
  else symlinkSync(relative(dirname(link), folder), link, 'dir');
}

/**
 * @param {string} link
 * @param {string} folder
 * @returns {boolean} whether both are the same folder, by whatever kind of link
 */
export function leadsTo(link, folder) {
  const [one, other] = [link, folder].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino;
}
