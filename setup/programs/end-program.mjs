/**
 * Ends a program that was started in a process group of its own, with all that it started.
 * @param {number} pid
 */
export function endProgram(pid) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error; // it has just ended
  }
}
