import { Script } from 'node:vm';

const key = Symbol.for('bayes-notebooks.breakable');
const script = new Script(`globalThis[Symbol.for('${Symbol.keyFor(key)}')]()`);

/**
 * Calls a function within a script, which is what a signal can break, as far as it runs without awaiting.
 *
 * @returns what the function returns
 * @throws {Error} where a signal broke it, with the code ERR_SCRIPT_EXECUTION_INTERRUPTED
 */
export function breakable<T>(run: () => T): T {
  Object.defineProperty(globalThis, key, { value: run, configurable: true });
  return script.runInThisContext({ breakOnSigint: true }) as T;
}
