import { Interrupted } from './cell';
import type { Bundle } from './messages';
import { inspect } from './platform';

/** The library marks what it has already shown below the cell. */
const shown = Symbol.for('bayes-notebooks.shown');
/** By which objects say how a notebook shows them, as in Deno's kernel: https://docs.deno.com/runtime/reference/cli/jupyter */
const display = Symbol.for('Jupyter.display');

/**
 * What a cell shows of the value that it ends with.
 *
 * @returns undefined where nothing is to be shown: for `undefined`, and for a figure that the library has shown
 * @throws {Error} where the object's own way of being shown does
 */
export async function bundleOf(value: unknown): Promise<Bundle | undefined> {
  if (value === undefined || property(value, shown) === true) return undefined;
  const own = property(value, display);
  const data = typeof own === 'function' ? await own.call(value) : undefined;
  if (Object(data) !== data) return { data: { 'text/plain': textOf(value) }, metadata: {} };
  return {
    data: 'text/plain' in data ? { ...data } : { ...data, 'text/plain': textOf(value) },
    metadata: {},
  };
}

/**
 * How an object is written; one that throws when it is looked at as well.
 *
 * @throws {Interrupted} where the cell is interrupted meanwhile
 */
export function textOf(value: unknown): string {
  try {
    return inspect(value);
  } catch (thrown) {
    if (thrown instanceof Interrupted) throw thrown;
    return `[${typeof value} that throws when it is looked at]`;
  }
}

/** Undefined also where looking for it throws. */
function property(value: unknown, name: symbol): unknown {
  if (Object(value) !== value) return undefined;
  try {
    return (value as Record<symbol, unknown>)[name];
  } catch {
    return undefined;
  }
}
