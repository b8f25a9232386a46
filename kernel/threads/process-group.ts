/**
 * Sends a signal to the kernel and to the programs that its cells have started: their process group, whose head
 * Jupyter makes of the kernel; to the kernel alone, where something else has started it. Windows has neither groups nor
 * signals, so that there only `SIGKILL` does something: it ends the kernel.
 */
export function signalGroup(signal: NodeJS.Signals, platform: NodeJS.Platform = process.platform): void {
  if (platform === 'win32') {
    if (signal === 'SIGKILL') process.kill(process.pid, signal);
    return;
  }
  try {
    process.kill(-process.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    process.kill(process.pid, signal);
  }
}
