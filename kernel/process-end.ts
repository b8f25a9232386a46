import { serverPrototype } from './tslab';

const PARENT_POLL_MS = 1000;

/**
 * Settles what ends the kernel's process: a shutdown request, or the end of the Jupyter server that started
 * it; a cell cannot.
 */
export function settleProcessEnd(): void {
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    throw new Error(
      `process.exit(${code ?? ''}) was called: it would end the kernel, so the cell ends here; to end the kernel, use the menu Kernel`,
    );
  };

  const { close } = serverPrototype;
  serverPrototype.close = function () {
    close.call(this);
    // Timers that cells left behind would keep the process; the answer has gone out by the next turn.
    setImmediate(() => exit(0));
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

  // Jupyter sets this variable; a server that was killed says no goodbye.
  const parent = Number(process.env.JPY_PARENT_PID);
  if (Number.isInteger(parent) && parent > 1 && process.ppid === parent) {
    setInterval(() => {
      if (process.ppid !== parent) exit(0);
    }, PARENT_POLL_MS).unref();
  }
}
