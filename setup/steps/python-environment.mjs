import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepsOthersFromRunning } from '../access/others-reach.mjs';
import { isShared } from '../access/shared-mark.mjs';
import { interpreterOf } from '../programs/python.mjs';
import { installPackages } from '../programs/python-packages.mjs';
import { inProject, logFile, root } from '../project-paths.mjs';

const environment = inProject('.venv');
const requirements = inProject('jupyter', 'requirements.txt');
const stamp = join(environment, '.jupyterlab-stamp');

/** The interpreter of the project's own environment. */
export const environmentPython = interpreterOf(environment);

/** @type {import('./step.mjs').Step} */
export const pythonEnvironment = {
  name: 'JupyterLab',
  without: 'npm start needs another JupyterLab on the PATH, npm run execute none',
  isDone: () =>
    existsSync(stamp) &&
    existsSync(environmentPython) &&
    readFileSync(stamp, 'utf8') === fingerprint() &&
    !(isShared() && keepsOthersFromRunning(environmentPython)),
  async run({ onChild, report }) {
    const log = logFile('python');
    await installPackages({ name: 'JupyterLab', environment, requirements, log, onChild, report });
    writeFileSync(stamp, fingerprint()); // last: an environment without it is made anew
    return undefined;
  },
};

/** An environment holds its own absolute path and its Python's, so that a moved clone needs a new one. */
function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(requirements));
  return hash.update(realpathSync(root)).update(realpathSync(environmentPython)).digest('hex');
}
