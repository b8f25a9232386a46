import { accessSync, constants, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../project-paths.mjs';

/**
 * @param {string} folder
 * @param {string} [platform]
 * @returns {boolean} whether this user can write into the folder
 */
export function canWrite(folder, platform = process.platform) {
  try {
    if (platform === 'win32') leaveNothing(join(folder, `.bayes-${process.pid}`));
    else accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false; // another's, on a read-only disk, or not there
  }
}

/** Windows tells a folder's rights only to who tries them. @param {string} file */
function leaveNothing(file) {
  writeFileSync(file, '', { flag: 'wx' });
  rmSync(file);
}

/** @type {boolean | undefined} */
let known;

/** @returns {boolean} whether this user can write into the project; another's installation is used as it is */
export function canWriteProject() {
  known ??= canWrite(root);
  return known;
}
