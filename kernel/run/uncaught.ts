import type { CellRunner } from '../../execution/cell-runner';
import { reportUncaught } from '../../execution/uncaught';

/** Has what nobody caught reported, where in a plain Node program it would end the process. */
export function listenForUncaught(runner: CellRunner): void {
  let rejected: { reason: unknown } | undefined;
  // Not listeners alone: those of TensorFlow.js' WebAssembly throw whatever they hear of, which would end the kernel.
  process.setUncaughtExceptionCaptureCallback((thrown: unknown) => {
    if (rejected === undefined || rejected.reason !== thrown) reportUncaught(runner, thrown);
  });
  process.on('unhandledRejection', (reason) => {
    rejected = { reason };
    process.nextTick(() => {
      rejected = undefined;
    });
    reportUncaught(runner, reason);
  });
}
