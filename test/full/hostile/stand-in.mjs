/**
 * Stands for a grader while programs attack it: it holds marks, and does nothing else.
 *
 * node stand-in.mjs DIST guarded|open: `open` leaves out what the grader does against its own debugger, as any other
 * program of the account does.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [dist = '', kind] = process.argv.slice(2);
const marks = { marks: 0 };
Object.assign(globalThis, marks);

if (kind === 'guarded')
  createRequire(import.meta.url)(join(dist, 'grader', 'sandbox', 'refuse-inspector.js')).refuseInspector();

process.on('message', () => process.send?.(Reflect.get(globalThis, 'marks')));
process.on('disconnect', () => process.exit());
process.send?.('ready');
