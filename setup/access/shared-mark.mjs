import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setupFolder } from '../project-paths.mjs';

const mark = join(setupFolder, 'shared');

/**
 * Whether this installation serves other users too: then all that it runs lies inside the project or where everyone can
 * read it, also what a later set-up adds.
 */
export const isShared = () => existsSync(mark);

/** Keeps it so from now on. */
export function markShared() {
  mkdirSync(setupFolder, { recursive: true });
  writeFileSync(mark, '');
}
