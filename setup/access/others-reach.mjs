import { lstatSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, relative } from 'node:path';

/**
 * Who neither owns a file nor is in its group reads it where each folder above lets them through.
 * @param {string} path absolute
 * @param {string} [platform] Windows has no such modes: there a home is what others do not see
 * @returns {string | undefined} the folder or file that keeps others out; undefined where they can read it
 */
export function keepsOthersOut(path, platform = process.platform) {
  const whole = realpathSync(path);
  if (platform === 'win32') return isWithin(homedir(), whole) ? homedir() : undefined;
  for (let at = whole; ; at = dirname(at)) {
    const stat = lstatSync(at);
    const asked = stat.isDirectory() ? 0o001 : 0o004;
    if ((stat.mode & asked) === 0 || (at === whole && (stat.mode & 0o004) === 0)) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** @param {string} program absolute path @returns {string | undefined} what keeps others from running it */
export function keepsOthersFromRunning(program) {
  const windows = process.platform === 'win32';
  return keepsOthersOut(program) ?? (windows || statSync(program).mode & 0o001 ? undefined : program);
}

/**
 * @param {string} folder
 * @param {string} path
 */
export function isWithin(folder, path) {
  const way = relative(folder, path);
  return !/^\.\.(?:[\\/]|$)/.test(way) && !/^(?:[\\/]|[A-Za-z]:)/.test(way);
}
