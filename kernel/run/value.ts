import { inspect } from 'node:util';
import type { Bundle } from '../thread-messages';

/** The library marks what it has already shown below the cell. */
const shown = Symbol.for('bayes-notebooks.shown');

/** What a cell shows of its last value; nothing of what the library has shown already. */
export function bundleOf(value: unknown): Bundle | undefined {
  if (value === undefined || (Object(value) as { [shown]?: boolean })[shown]) return undefined;
  return { data: { 'text/plain': inspect(value) }, metadata: {} };
}
