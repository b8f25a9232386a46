import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from '../programs/on-path.mjs';
import { findPip, findPython, interpreterOf, pythonMend } from '../programs/python.mjs';
import { runProgram } from '../programs/run-program.mjs';
import { programProblem, SetupProblem } from '../programs/setup-problem.mjs';
import { networkPatience } from '../programs/standstill.mjs';
import { cacheFolder, inProject, logFile, root, setupFolder } from '../project-paths.mjs';

const uvPackage = 'uv==0.13.9';
const environment = inProject('.venv');
const requirements = inProject('jupyter', 'requirements.txt');
const stamp = join(environment, '.jupyterlab-stamp');
const log = logFile('python');

/** The interpreter of the project's own environment. */
export const environmentPython = interpreterOf(environment);

/** @typedef {(pid: number | undefined) => void} OnChild */

/** @type {import('./step.mjs').Step} */
export const pythonEnvironment = {
  name: 'JupyterLab',
  isDone: () =>
    existsSync(stamp) && existsSync(environmentPython) && readFileSync(stamp, 'utf8') === fingerprint(),
  async run({ onChild, report }) {
    const python = findPython();
    if (!python) {
      throw new SetupProblem('Cannot install JupyterLab: there is no Python 3.9 or later', {
        mend: pythonMend(),
      });
    }
    rmSync(log, { force: true });
    const pip = await findPip(python, onChild);
    const uv = await findUv(pip, onChild);
    if (!uv && !pip) {
      throw new SetupProblem(`Cannot install JupyterLab: Python ${python.version} has neither pip nor venv`, {
        mend: pythonMend(),
        log,
      });
    }
    if (!(uv && (await installWithUv(uv, python.command, onChild)))) {
      if (uv) report('uv failed, trying pip');
      await installWithPip(python.command, onChild);
    }
    writeFileSync(stamp, fingerprint()); // last: an environment without it is made anew
    return undefined;
  },
};

/** An environment holds its own absolute path and its Python's, so that a moved clone needs a new one. */
function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(requirements));
  return hash.update(realpathSync(root)).update(realpathSync(environmentPython)).digest('hex');
}

/**
 * uv installs JupyterLab in a fraction of pip's time.
 * @param {string[] | undefined} pip
 * @param {OnChild} [onChild]
 * @returns {Promise<string | undefined>} undefined where it is neither on the PATH nor to be had
 */
async function findUv(pip, onChild) {
  const installed = onPath('uv');
  if (installed) return installed;
  const folder = join(setupFolder, 'uv');
  const uv = join(folder, 'bin', process.platform === 'win32' ? 'uv.exe' : 'uv');
  if (existsSync(uv) && (await runProgram([uv, '--version'], { onChild })).code === 0) return uv;
  if (!pip) return undefined;
  rmSync(folder, { recursive: true, force: true });
  const install = [
    ...pip,
    'install',
    '--quiet',
    '--no-cache-dir',
    '--only-binary=:all:',
    '--target',
    folder,
    uvPackage,
  ];
  return (await runProgram(install, { log, onChild, standstillSeconds: networkPatience })).code === 0
    ? uv
    : undefined;
}

/**
 * @param {string} uv
 * @param {string} python
 * @param {OnChild} [onChild]
 */
async function installWithUv(uv, python, onChild) {
  const env = { UV_CACHE_DIR: join(cacheFolder(), 'uv'), UV_PYTHON_DOWNLOADS: 'never', UV_NO_PROGRESS: '1' };
  rmSync(environment, { recursive: true, force: true });
  const made = await runProgram([uv, 'venv', '--python', python, environment], { log, env, onChild });
  if (made.code !== 0) return false;
  const install = [
    uv,
    'pip',
    'install',
    '--python',
    environmentPython,
    '--require-hashes',
    '-r',
    requirements,
  ];
  return (await runProgram(install, { log, env, onChild, standstillSeconds: networkPatience })).code === 0;
}

/**
 * @param {string} python
 * @param {OnChild} [onChild]
 */
async function installWithPip(python, onChild) {
  rmSync(environment, { recursive: true, force: true });
  const steps = [
    [python, '-m', 'venv', environment],
    [environmentPython, '-m', 'pip', 'install', '--no-cache-dir', '--require-hashes', '-r', requirements],
  ];
  for (const [index, command] of steps.entries()) {
    const { code, output } = await runProgram(command, { log, onChild, standstillSeconds: networkPatience });
    if (code === 0) continue;
    if (index === 0 && /ensurepip is not available|No module named venv/.test(output)) {
      throw new SetupProblem('Cannot install JupyterLab: this Python has no venv module', {
        mend: pythonMend(),
        log,
      });
    }
    throw programProblem('Cannot install JupyterLab', output, { mend: 'npm run setup', log });
  }
}
