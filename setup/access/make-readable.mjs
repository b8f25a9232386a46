import { chmodSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { isWithin, keepsOthersOut } from './others-reach.mjs';

/**
 * @typedef {object} Readable
 * @property {number} files all that were looked at, folders and links too
 * @property {{ link: string, barrier: string }[]} broken links that lead others nowhere, and what keeps them out
 */

/**
 * Lets everyone read what lies in a folder, and run what its owner runs; only the owner and the group go on writing.
 * @param {string} folder
 * @param {(path: string) => boolean} [isPrivate] what stays as it is, and all below it
 * @returns {Readable}
 */
export function makeReadable(folder, isPrivate = () => false) {
  /** @type {Readable} */
  const done = { files: 0, broken: [] };
  const home = realpathSync(folder);
  /** @param {string} path */
  const visit = (path) => {
    if (isPrivate(path)) return;
    const stat = lstatSync(path);
    done.files++;
    if (stat.isSymbolicLink()) return follow(path);
    const mode = stat.mode & 0o7777;
    const run = stat.isDirectory() || mode & 0o100 ? 0o111 : 0;
    const wanted = (mode | 0o444 | run) & ~0o002;
    if (wanted !== mode) chmodSync(path, wanted);
    if (stat.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
  };
  /** @param {string} link */
  const follow = (link) => {
    const to = target(link);
    const barrier = to === undefined || isWithin(home, to) ? undefined : keepsOthersOut(to);
    if (barrier) done.broken.push({ link, barrier });
  };
  visit(folder);
  return done;
}

/** @param {string} link @returns {string | undefined} where it leads, undefined where that is nowhere */
function target(link) {
  try {
    return realpathSync(link);
  } catch {
    return undefined; // nobody misses it
  }
}
