import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { processSource } from './process-source.mjs';

/**
 * Names a process so that another one which was later given the same number is not taken for it.
 * @param {number} pid
 * @param {import('./process-source.mjs').ProcessSource} [by]
 * @returns {string | undefined} undefined where no such process runs
 */
export function processIdentity(pid, by = processSource()) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return undefined;
  }
  if (by === 'files') return identityInFiles(pid);
  return by === 'ps' ? identityByPs(pid) : `${pid}`;
}

/** @param {number} pid */
function identityInFiles(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    if (fields[0] === 'Z') return undefined; // ended, and not yet collected by its parent
    return `${pid}@${fields[19]}`; // the 22nd field: when it started
  } catch {
    return undefined; // it has just ended
  }
}

/** @param {number} pid */
function identityByPs(pid) {
  const { stdout, error } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', `${pid}`], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (error) return `${pid}`; // without ps the number alone has to do
  const [state, ...started] = stdout.trim().split(/\s+/);
  return !state || state.startsWith('Z') ? undefined : `${pid}@${started.join(' ')}`;
}
