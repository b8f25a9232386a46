import type { CellRunner } from '../../execution/cell-runner';
import { reportUncaught } from '../../execution/uncaught';

/** Has what nobody caught reported, where a worker would leave it to the browser's own console. */
export function listenForUncaught(runner: CellRunner): void {
  const report = (event: Event, thrown: unknown): void => {
    event.preventDefault();
    reportUncaught(runner, thrown);
  };
  globalThis.addEventListener('error', (event) => report(event, (event as ErrorEvent).error));
  globalThis.addEventListener('unhandledrejection', (event) =>
    report(event, (event as PromiseRejectionEvent).reason),
  );
}
