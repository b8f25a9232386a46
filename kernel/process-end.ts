import { signalGroup } from './process-group';
import { serverPrototype } from './tslab';

/**
 * Settles what ends the kernel's process: a shutdown request; a cell cannot. The programs that cells have
 * started end with it.
 *
 * @param answered settles when the answers on the control channel are sent
 */
export function settleProcessEnd(answered: () => Promise<void>): void {
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    throw new Error(
      `process.exit(${code ?? ''}) was called: it would end the kernel, so the cell ends here; to end the kernel, use the menu Kernel`,
    );
  };

  const { close } = serverPrototype;
  serverPrototype.close = function () {
    close.call(this);
    void answered().then(() => {
      process.on('SIGTERM', () => {}); // meant for the others
      if (process.platform !== 'win32') signalGroup('SIGTERM');
      exit(0); // timers that cells left behind would keep the process
    });
  };

  const { init } = serverPrototype;
  serverPrototype.init = async function () {
    try {
      await init.call(this);
    } catch (error) {
      console.error(`Cannot start the kernel: ${(error as Error).message}`);
      exit(1);
    }
  };
}
