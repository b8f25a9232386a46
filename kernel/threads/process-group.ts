/**
 * Sends a signal to the kernel and to the programs that its cells have started: their process group, whose head
 * Jupyter makes of the kernel; to the kernel alone, where something else has started it.
 */
export function signalGroup(signal: NodeJS.Signals): void {
  try {
    process.kill(-process.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    process.kill(process.pid, signal);
  }
}
