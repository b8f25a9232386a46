import { cellContext, Interrupted, outputCell, runningCell } from '../../execution/cell';
import { describeThrown } from '../../execution/cell-error';
import type { CellRunner } from '../../execution/cell-runner';

/**
 * Reports what nobody caught: an exception in a timer, a rejected promise that nobody awaits.
 *
 * In a plain Node program either would end the process. Here it ends the cell that it comes from as failed,
 * or, when that cell is over, is shown below it; the kernel goes on.
 */
export function reportUncaught(runner: CellRunner): void {
  const report = (thrown: unknown): void => {
    const error = describeThrown(thrown);
    const cell = cellContext.get() ?? outputCell();
    // Work of an earlier cell that was stopped as it was meant to be.
    if (thrown instanceof Interrupted && cell !== runningCell()) return;
    if (cell === undefined) process.stderr.write(`${error.traceback.join('\n')}\n`);
    else if (cell === runningCell()) runner.fail(cell, error);
    else cell.showError(error);
  };
  let rejected: { reason: unknown } | undefined;
  // Not listeners alone: those of TensorFlow.js' WebAssembly throw whatever they hear of, which would end the kernel.
  process.setUncaughtExceptionCaptureCallback((thrown: unknown) => {
    if (rejected === undefined || rejected.reason !== thrown) report(thrown);
  });
  process.on('unhandledRejection', (reason) => {
    rejected = { reason };
    process.nextTick(() => {
      rejected = undefined;
    });
    report(reason);
  });
}
