import { displayed } from './cell';

/** Where a library that knows nothing of Jupyter finds the way to show a figure. */
const displayHook = Symbol.for('bayes-notebooks.display');

/** Offers that way, which shows in the cell that the showing code belongs to. */
export function offerDisplay(): void {
  Object.defineProperty(globalThis, displayHook, { value: displayed });
}
