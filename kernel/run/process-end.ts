import { signalGroup } from '../threads/process-group';
import type { StartedPrograms } from './started-programs';

/**
 * Settles what ends the kernel's process: a shutdown request; a cell cannot.
 *
 * @param programs those that cells have started, where the group's signal does not reach them
 * @returns ends the process, and the programs that cells have started with it
 */
export function settleProcessEnd(programs?: StartedPrograms): () => void {
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    throw new Error(
      `process.exit(${code ?? ''}) was called: it would end the kernel, so the cell ends here; to end the kernel, use the menu Kernel`,
    );
  };
  return () => {
    process.on('SIGTERM', () => {}); // meant for the others
    signalGroup('SIGTERM');
    programs?.end();
    exit(0); // timers that cells left behind would keep the process
  };
}
