import { Interrupted, outputCell, runningCell } from './cell';
import { describeThrown } from './cell-error';
import type { CellRunner } from './cell-runner';
import { log } from './platform';

/**
 * Reports what nobody caught: an exception in a timer, a rejected promise that nobody awaits.
 *
 * It ends the cell that it comes from as failed, or, when that cell is over, is shown below it; the kernel goes on.
 */
export function reportUncaught(runner: CellRunner, thrown: unknown): void {
  const error = describeThrown(thrown);
  const cell = outputCell();
  // Work of an earlier cell that was stopped as it was meant to be.
  if (thrown instanceof Interrupted && cell !== runningCell()) return;
  if (cell === undefined) log(error.traceback.join('\n'));
  else if (cell === runningCell()) runner.fail(cell, error);
  else cell.showError(error);
}
