import { readFileSync } from 'node:fs';

/**
 * Names a process so that another one which was later given the same number is not taken for it.
 * @param {number} pid
 * @returns {string | undefined} undefined where no such process runs
 */
export function processIdentity(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return undefined;
  }
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    if (fields[0] === 'Z') return undefined; // ended, and not yet collected by its parent
    return `${pid}@${fields[19]}`; // the 22nd field: when it started
  } catch {
    return `${pid}`; // no /proc on this system
  }
}
