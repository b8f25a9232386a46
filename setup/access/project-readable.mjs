import { basename, dirname } from 'node:path';
import { inProject, root, setupFolder } from '../project-paths.mjs';
import { makeReadable } from './make-readable.mjs';

/** What the owner's own JupyterLab and git keep (tokens, addresses with passwords), and the key of the owner's reports. */
const own = [inProject('.git'), inProject('.jupyter')];

/**
 * @param {string} path
 * @returns {boolean} whether nobody needs it but the owner: logs of the set-up, its lock and its tools too
 */
function isPrivate(path) {
  if (own.includes(path) || basename(path) === 'grader-key') return true;
  return dirname(path) === setupFolder && !['native', 'shared', 'timings.json'].includes(basename(path));
}

/** Lets every user read the project, and none but its owner and the owner's group write it. */
export const makeProjectReadable = () => makeReadable(root, isPrivate);
