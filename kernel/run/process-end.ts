import { signalGroup } from '../threads/process-group';

/**
 * Settles what ends the kernel's process: a shutdown request; a cell cannot.
 *
 * @returns ends the process, and the programs that cells have started with it
 */
export function settleProcessEnd(): () => void {
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    throw new Error(
      `process.exit(${code ?? ''}) was called: it would end the kernel, so the cell ends here; to end the kernel, use the menu Kernel`,
    );
  };
  return () => {
    process.on('SIGTERM', () => {}); // meant for the others
    if (process.platform !== 'win32') signalGroup('SIGTERM');
    exit(0); // timers that cells left behind would keep the process
  };
}
