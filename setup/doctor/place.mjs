import { win32 } from 'node:path';

/** Windows' programs take no longer path unless each of them, and the system, is told to; Python is not. */
const longestPath = 259;
/** Of the longest file that the set-up makes, below the project's root: one of JupyterLab's in .venv. */
const longestBelow = 165;

/**
 * What Windows makes of the folder in which the project stands: other systems take any.
 * @param {string} root
 * @param {NodeJS.Platform} [platform]
 * @param {Record<string, string | undefined>} [environment]
 * @returns {{ works: boolean, says: string, mend?: string }}
 */
export function lookAtPlace(root, platform = process.platform, environment = process.env) {
  if (platform !== 'win32') return { works: true, says: root };
  const mend = `Move-Item '${root}' "$HOME\\bayes-notebooks", then npm start there`;
  const oneDrive = ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'].find((name) =>
    liesIn(root, environment[name]),
  );
  if (oneDrive) {
    const says = `${root} lies in OneDrive, which copies each of the project's files and holds it meanwhile`;
    return { works: false, says, mend };
  }
  const room = longestPath - longestBelow - 1;
  if (root.length > room) {
    const says = `${root} is too long for JupyterLab's files below it: at most ${room} characters, got ${root.length}`;
    return { works: false, says, mend };
  }
  return { works: true, says: root };
}

/** @param {string} path @param {string | undefined} folder */
function liesIn(path, folder) {
  if (!folder) return false;
  const way = win32.relative(folder, path);
  return !way.startsWith('..') && !win32.isAbsolute(way);
}
