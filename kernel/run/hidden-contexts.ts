/**
 * Node keeps with each promise and timer the cell that it was made in, as properties that anyone sees: `Promise { 7 }`
 * would be printed with all that the kernel knows of the cell. Their names are Node's own and no interface, so that they
 * are found by what is written on them; where a version of Node calls them otherwise, they are seen again.
 */
import { inspect } from 'node:util';

/** Of Node 20 and 22, then of timers from Node 24 on. */
const contexts = new Set([
  'async_id_symbol',
  'trigger_async_id_symbol',
  'kResourceStore',
  'kAsyncContextFrame',
]);

function hideContext(value: object): void {
  for (const name of Object.getOwnPropertySymbols(value)) {
    const property = contexts.has(name.description ?? '') && Object.getOwnPropertyDescriptor(value, name);
    if (property && property.enumerable === true && property.configurable) {
      Object.defineProperty(value, name, { ...property, enumerable: false });
    }
  }
}

/** Has `console.log` and the value of a cell show promises and timers without the cell that they belong to. */
export function hideContexts(): void {
  const immediate = setImmediate(() => {});
  const timeout = setTimeout(() => {}, 0);
  for (const prototype of [immediate, timeout, Promise.resolve()].map(Object.getPrototypeOf)) {
    const own: unknown = prototype[inspect.custom];
    Object.defineProperty(prototype, inspect.custom, {
      configurable: true,
      writable: true,
      value(this: object, ...rest: unknown[]) {
        hideContext(this);
        // Who answers with itself is shown as if it had not been asked.
        return typeof own === 'function' ? own.apply(this, rest) : this;
      },
    });
  }
  clearImmediate(immediate);
  clearTimeout(timeout);
}
