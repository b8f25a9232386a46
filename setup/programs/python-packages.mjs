import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, setupFolder } from '../project-paths.mjs';
import { onPath } from './on-path.mjs';
import { findPip, findPython, interpreterOf, pythonMend } from './python.mjs';
import { runProgram } from './run-program.mjs';
import { programProblem, SetupProblem } from './setup-problem.mjs';
import { networkPatience } from './standstill.mjs';

const uvPackage = 'uv==0.13.9';

/** @typedef {(pid: number | undefined) => void} OnChild */

/**
 * @typedef {object} Packages
 * @property {string} name what is installed, as the sentence of a failure calls it
 * @property {string} environment folder of the virtual environment; made anew
 * @property {string} requirements a file with the hash of each package
 * @property {string} log file that gets the output
 * @property {OnChild} [onChild] told the number of each program, and undefined at its end
 * @property {(line: string) => void} [report] told what is done differently from the usual
 */

/**
 * Makes a virtual environment with pinned packages in it, by uv where it is to be had, else by pip.
 * @param {Packages} packages
 * @throws {SetupProblem} where there is no Python, or its packages cannot be had
 */
export async function installPackages(packages) {
  const { name, log, onChild, report } = packages;
  const python = findPython();
  if (!python) {
    throw new SetupProblem(`Cannot install ${name}: there is no Python 3.9 or later`, {
      mend: pythonMend(),
    });
  }
  rmSync(log, { force: true });
  const pip = await findPip(python, onChild);
  const uv = await findUv(pip, packages);
  if (!uv && !pip) {
    throw new SetupProblem(`Cannot install ${name}: Python ${python.version} has neither pip nor venv`, {
      mend: pythonMend(),
      log,
    });
  }
  if (uv && (await installWithUv(uv, python.command, packages))) return;
  if (uv) report?.('uv failed, trying pip');
  await installWithPip(python.command, packages);
}

/**
 * uv installs in a fraction of pip's time.
 * @param {string[] | undefined} pip
 * @param {Packages} packages
 * @returns {Promise<string | undefined>} undefined where it is neither on the PATH nor to be had
 */
async function findUv(pip, { log, onChild }) {
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
 * @param {Packages} packages
 */
async function installWithUv(uv, python, { environment, requirements, log, onChild }) {
  const env = { UV_CACHE_DIR: join(cacheFolder(), 'uv'), UV_PYTHON_DOWNLOADS: 'never', UV_NO_PROGRESS: '1' };
  rmSync(environment, { recursive: true, force: true });
  const made = await runProgram([uv, 'venv', '--python', python, environment], { log, env, onChild });
  if (made.code !== 0) return false;
  const install = [
    uv,
    'pip',
    'install',
    '--python',
    interpreterOf(environment),
    '--require-hashes',
    '-r',
    requirements,
  ];
  return (await runProgram(install, { log, env, onChild, standstillSeconds: networkPatience })).code === 0;
}

/**
 * @param {string} python
 * @param {Packages} packages
 */
async function installWithPip(python, { name, environment, requirements, log, onChild }) {
  rmSync(environment, { recursive: true, force: true });
  const install = ['-m', 'pip', 'install', '--no-cache-dir', '--require-hashes', '-r', requirements];
  const steps = [
    [python, '-m', 'venv', environment],
    [interpreterOf(environment), ...install],
  ];
  for (const [index, command] of steps.entries()) {
    const { code, output } = await runProgram(command, { log, onChild, standstillSeconds: networkPatience });
    if (code === 0) continue;
    if (index === 0 && /ensurepip is not available|No module named venv/.test(output)) {
      throw new SetupProblem(`Cannot install ${name}: this Python has no venv module`, {
        mend: pythonMend(),
        log,
      });
    }
    throw programProblem(`Cannot install ${name}`, output, { mend: 'npm run setup', log });
  }
}
