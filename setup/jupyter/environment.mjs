import { delimiter, dirname, join } from 'node:path';
import { jupyterFolder } from '../access/users-folder.mjs';
import { inProject } from '../project-paths.mjs';

/** Everything that JupyterLab writes: settings, workspaces, signatures, connection files, its log. */
const own = (/** @type {string[]} */ ...parts) => join(jupyterFolder(), ...parts);

export const jupyterLog = own('jupyterlab.log');
export const runtimeFolder = own('runtime');

/**
 * The variables that keep JupyterLab inside the project, both what it reads (the kernel, the figure renderer, the
 * configuration) and what it writes, which goes to the user's own folder where the project cannot be written. The kernel
 * runs on the same Node as this process.
 * @param {Record<string, string | undefined>} [environment]
 * @returns {Record<string, string | undefined>}
 */
export function jupyterEnvironment(environment = process.env) {
  return {
    ...environment,
    PATH: [dirname(process.execPath), environment.PATH ?? ''].join(delimiter),
    JUPYTER_PATH: inProject('jupyter'),
    JUPYTER_CONFIG_PATH: inProject('jupyter', 'config'),
    JUPYTER_CONFIG_DIR: own('config'),
    JUPYTER_DATA_DIR: own('data'),
    JUPYTER_RUNTIME_DIR: runtimeFolder,
    JUPYTERLAB_SETTINGS_DIR: own('lab', 'user-settings'),
    JUPYTERLAB_WORKSPACES_DIR: own('lab', 'workspaces'),
    IPYTHONDIR: own('ipython'),
  };
}
