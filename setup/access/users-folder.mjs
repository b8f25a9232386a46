import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { inProject, setupFolder } from '../project-paths.mjs';
import { canWriteProject } from './can-write.mjs';

/**
 * Where the system keeps what a program has of its user and nobody can make again.
 * @param {string} [platform]
 * @param {Record<string, string | undefined>} [environment] a path that is not absolute counts as unset
 * @returns {string} absolute path; it need not exist
 */
export function userData(platform = process.platform, { XDG_DATA_HOME, LOCALAPPDATA } = process.env) {
  if (XDG_DATA_HOME && isAbsolute(XDG_DATA_HOME)) return XDG_DATA_HOME;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  if (platform !== 'win32') return join(homedir(), '.local', 'share');
  return LOCALAPPDATA && isAbsolute(LOCALAPPDATA) ? LOCALAPPDATA : join(homedir(), 'AppData', 'Local');
}

/** @returns {string} for what JupyterLab writes: in the project, or the user's where the project cannot be written */
export const jupyterFolder = () =>
  canWriteProject() ? inProject('.jupyter') : join(userData(), 'bayes-notebooks', 'jupyter');

/** @returns {string} for what the commands note of this user's runs */
export const notesFolder = () => (canWriteProject() ? setupFolder : join(userData(), 'bayes-notebooks'));
