import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * How a program is started that can be ended with all that it starts: in a process group of its own. On Windows a group
 * would be a window of its own, and the system keeps note of whose child a process is.
 * @param {NodeJS.Platform} [platform]
 */
export const endable = (platform = process.platform) => ({
  detached: platform !== 'win32',
  windowsHide: true,
});

/**
 * Ends a program that was started as {@link endable}, with all that it started.
 * @param {number} pid
 * @param {NodeJS.Platform} [platform]
 */
export function endProgram(pid, platform = process.platform) {
  if (platform === 'win32' && endTree(pid)) return;
  try {
    process.kill(platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error; // it has just ended
  }
}

/**
 * @param {number} pid
 * @returns {boolean} false where Windows could not: the process has ended, or there is no taskkill that knows /T
 */
function endTree(pid) {
  const taskkill = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  const { status } = spawnSync(taskkill, ['/PID', String(pid), '/T', '/F'], {
    stdio: 'ignore',
    windowsHide: true,
  });
  return status === 0;
}
