import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder, absolute. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Logs, the lock and set-up tools live here; git ignores it. */
export const setupFolder = join(root, '.setup');

/** @param {...string} parts path below the project's root */
export const inProject = (...parts) => join(root, ...parts);

/** @param {string} name of a step, such as `npm` */
export const logFile = (name) => join(setupFolder, `${name}.log`);

/**
 * The one folder outside the project that set-up writes to, so that a second clone or a new `npm ci` does not
 * fetch again what is large. A home that cannot be written moves it into the project.
 * @returns {string} absolute path of a folder that exists
 */
export function cacheFolder() {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'bayes-notebooks');
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    const own = join(setupFolder, 'cache');
    mkdirSync(own, { recursive: true });
    return own;
  }
}
