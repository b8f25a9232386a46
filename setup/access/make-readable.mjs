import { chmodSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { isWithin, keepsOthersOut } from './others-reach.mjs';

/**
 * @typedef {object} Readable
 * @property {number} files all that were looked at, folders and links too
 * @property {{ link: string, barrier: string }[]} broken links that lead others nowhere, and what keeps them out
 */

/**
 * Lets everyone read a file, or all that lies in a folder, and run what its owner runs; only the owner and the group go on writing.
 * @param {string} part a folder or a file
 * @param {string} [whole] the folder that is made readable as a whole, part by part: links within it serve everyone
 * @returns {Readable}
 */
export function makeReadable(part, whole = part) {
  /** @type {Readable} */
  const done = { files: 0, broken: [] };
  const home = realpathSync(whole);
  /** @param {string} path */
  const visit = (path) => {
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
  visit(part);
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
