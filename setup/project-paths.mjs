import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
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
 * The one folder outside the project that is written to, for what is large and would be fetched again by a second clone
 * or a new `npm ci`, and for what the folders that are worked on must not hold. A home that cannot be written moves it
 * into the project.
 * @returns {string} absolute path of a folder that exists
 */
export function cacheFolder() {
  const folder = join(userCache(), 'bayes-notebooks');
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

/**
 * Where the system keeps what programs can make again.
 * @param {string} [platform]
 * @param {Record<string, string | undefined>} [environment] a path that is not absolute counts as unset
 * @returns {string} absolute path; it need not exist
 */
export function userCache(platform = process.platform, { XDG_CACHE_HOME, LOCALAPPDATA } = process.env) {
  if (XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (platform !== 'win32') return join(homedir(), '.cache');
  return LOCALAPPDATA && isAbsolute(LOCALAPPDATA) ? LOCALAPPDATA : join(homedir(), 'AppData', 'Local');
}
