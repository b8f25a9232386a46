import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { keepsOthersFromRunning, keepsOthersOut } from '../access/others-reach.mjs';
import { isShared } from '../access/shared-mark.mjs';
import { logFile, setupFolder } from '../project-paths.mjs';
import { onPath } from './on-path.mjs';
import { runProgram } from './run-program.mjs';

/** The oldest Python that the pinned JupyterLab runs on. */
const oldestPython = [3, 9];

/** @typedef {{ command: string, version: string }} Python */

/** Prints its version, the program that runs, and one file of its library: both may lie elsewhere than its command. */
const about =
  'import os, sys; print("%d.%d.%d" % sys.version_info[:3], os.path.realpath(sys.executable), os.__file__, sep="\\n")';

/**
 * @param {{ forOthers?: boolean }} [wanted] `forOthers`: one that every user of this computer can run, also where another
 *   comes first on the PATH; what a shared installation needs
 * @returns {Python | undefined} the first Python that is new enough: `$PYTHON`, else one on the PATH
 */
export function findPython({ forOthers = isShared() } = {}) {
  for (const command of [process.env.PYTHON, 'python3', 'python', ...(forOthers ? furtherPythons() : [])]) {
    if (!command) continue;
    const { status, stdout } = spawnSync(command, ['-c', about], { encoding: 'utf8' });
    if (status !== 0) continue;
    const [version = '', program = '', library = ''] = stdout.split(/\r?\n/);
    const isOpen = () => !keepsOthersFromRunning(program) && !keepsOthersOut(library);
    if (isNewEnough(version) && (!forOthers || isOpen())) return { command, version };
  }
  return undefined;
}

/** All on the PATH and in the system's own folders: the first on the PATH may be one in a home. */
function furtherPythons() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/bin', '/usr/bin'];
  return folders.map((folder) => onPath('python3', folder));
}

/** @param {string} version such as `3.11.7` */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > (oldestPython[0] ?? 0) || (major === oldestPython[0] && minor >= (oldestPython[1] ?? 0));
}

/**
 * @param {string} environment folder of a virtual environment
 * @returns {string} its interpreter
 */
export function interpreterOf(environment) {
  return process.platform === 'win32'
    ? join(environment, 'Scripts', 'python.exe')
    : join(environment, 'bin', 'python');
}

/**
 * A pip that leaves the system's Python alone: only used with `--target`, or with an environment of the project.
 * @param {Python} python
 * @param {(pid: number | undefined) => void} [onChild]
 * @returns {Promise<string[] | undefined>} the command; undefined where this Python has neither pip nor ensurepip
 */
export async function findPip({ command }, onChild) {
  const log = logFile('python');
  if ((await runProgram([command, '-m', 'pip', '--version'], { onChild })).code === 0)
    return [command, '-m', 'pip'];
  const own = join(setupFolder, 'pip');
  const pip = [interpreterOf(own), '-m', 'pip'];
  if (existsSync(interpreterOf(own)) && (await runProgram([...pip, '--version'], { onChild })).code === 0)
    return pip;
  const { code } = await runProgram([command, '-m', 'venv', '--clear', own], { log, onChild });
  return code === 0 ? pip : undefined;
}

/** What installs a Python with all that is needed, in the words of the system's package manager. */
export function pythonMend() {
  if (process.platform === 'darwin') return 'brew install python';
  if (process.platform === 'win32') return 'winget install Python.Python.3.12';
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  if (existsSync('/usr/bin/dnf')) return `${sudo}dnf install -y python3 python3-pip`;
  if (existsSync('/usr/bin/pacman')) return `${sudo}pacman -S --noconfirm python`;
  return `${sudo}apt-get install -y python3 python3-venv`;
}
