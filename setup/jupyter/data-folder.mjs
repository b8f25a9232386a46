import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { findPython, pythonMend } from '../programs/python.mjs';
import { SetupProblem } from '../programs/setup-problem.mjs';

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

/** @param {string} prefix of an installation, as `jupyter kernelspec install --prefix` takes it @returns {string} absolute */
export const dataFolderOfPrefix = (prefix) => join(resolve(prefix), 'share', 'jupyter');

/**
 * @returns {string} `sys.prefix` of the Python that comes first: an activated environment's folder
 * @throws {SetupProblem} where there is none
 */
export function pythonPrefix() {
  const python = findPython({ forOthers: false });
  if (!python) {
    throw new SetupProblem('Cannot find the folder of --sys-prefix: there is no Python 3.9 or later', {
      mend: pythonMend(),
    });
  }
  return spawnSync(python.command, ['-c', 'import sys; print(sys.prefix)'], {
    encoding: 'utf8',
  }).stdout.trim();
}
