import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where Jupyter looks for a user's own kernels and extensions, as `jupyter --data-dir` says it, but without Python.
 * https://docs.jupyter.org/en/latest/use/jupyter-directories.html#data-files
 * @param {Record<string, string | undefined>} environment
 * @param {NodeJS.Platform} platform
 * @returns {string} absolute path
 */
export function jupyterDataFolder(environment = process.env, platform = process.platform) {
  const home = environment.HOME || homedir();
  if (environment.JUPYTER_DATA_DIR) return environment.JUPYTER_DATA_DIR;
  if (platform === 'darwin') return join(home, 'Library', 'Jupyter');
  if (platform === 'win32') return join(environment.APPDATA || join(home, '.jupyter', 'data'), 'jupyter');
  return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'jupyter');
}
