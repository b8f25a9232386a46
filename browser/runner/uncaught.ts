import { cellContext, Interrupted, outputCell, runningCell } from '../../execution/cell';
import { describeThrown } from '../../execution/cell-error';
import type { CellRunner } from '../../execution/cell-runner';
import { log } from '../../execution/platform';

/** Reports what nobody caught, as Node's kernel does: it ends its cell as failed, or is shown below one that is over. */
export function reportUncaught(runner: CellRunner): void {
  const report = (event: Event, thrown: unknown): void => {
    event.preventDefault();
    const error = describeThrown(thrown);
    const cell = cellContext.get() ?? outputCell();
    // Work of an earlier cell that was stopped as it was meant to be.
    if (thrown instanceof Interrupted && cell !== runningCell()) return;
    if (cell === undefined) log(error.traceback.join('\n'));
    else if (cell === runningCell()) runner.fail(cell, error);
    else cell.showError(error);
  };
  globalThis.addEventListener('error', (event) => report(event, (event as ErrorEvent).error));
  globalThis.addEventListener('unhandledrejection', (event) =>
    report(event, (event as PromiseRejectionEvent).reason),
  );
}
