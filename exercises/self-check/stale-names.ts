/** The kernel's hook; absent in plain Node and in tests, where no cell fails. */
const hook = Symbol.for('bayes-notebooks.stale-names');

/**
 * The names whose last definition failed: each still means what an earlier run of its cell has made of it.
 *
 * @returns none outside the kernel
 */
export const staleNames = (): readonly string[] =>
  (globalThis as { [hook]?: () => readonly string[] })[hook]?.() ?? [];
