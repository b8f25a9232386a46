/** By which the library asks for the names whose last definition has failed. */
const hook = Symbol.for('bayes-notebooks.stale-names');

/** Tells the library which names of earlier cells are stale for the cell that runs now. */
export function tellStaleNames(names: readonly string[]): void {
  Object.defineProperty(globalThis, hook, { value: () => names, configurable: true });
}
