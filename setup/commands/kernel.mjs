import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeReadable } from '../access/make-readable.mjs';
import { keepsOthersFromRunning, keepsOthersOut } from '../access/others-reach.mjs';
import { dataFolderOfPrefix, jupyterDataFolder, pythonPrefix } from '../jupyter/data-folder.mjs';
import { SetupProblem } from '../programs/setup-problem.mjs';
import { inProject, root } from '../project-paths.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';
import { defineCommand } from './command.mjs';
import { flag, text } from './options.mjs';
import { UsageError } from './usage-error.mjs';

const kernel = join('kernels', 'bayes-tslab');
const renderer = join('labextensions', 'bayes-plotly');

/** @type {import('./options.mjs').Option<string | undefined>} */
const verb = {
  type: 'words',
  read([word, ...more]) {
    if (more.length > 0) throw new UsageError(`Unexpected argument '${more[0]}'`);
    if (word === undefined || word === 'install' || word === 'uninstall') return word;
    throw new UsageError(`the first word must be install or uninstall, got ${word}`);
  },
};

export const command = defineCommand({
  name: 'kernel',
  summary: 'register the kernel for your own Jupyter (install, uninstall)',
  help: `Usage: npm run kernel -- install [--user | --prefix DIR | --sys-prefix]
       npm run kernel -- uninstall [--user | --prefix DIR | --sys-prefix]

For your own JupyterLab, Notebook 7 or VS Code: install registers the kernel "TypeScript (bayes-notebooks)" and the
renderer of its figures in a folder where Jupyter looks for them, so that a notebook in any folder finds the library of
this project, which must stay where it is. uninstall removes just these two. npm start needs neither.
  --user         the default: for this user; nothing is written outside the user's Jupyter folder
  --prefix DIR   for all who use the Jupyter of that prefix, such as /usr/local or an environment: in DIR/share/jupyter
  --sys-prefix   likewise, of the Python that comes first on the PATH, such as an activated environment's`,
  options: { verb, user: flag, prefix: text, 'sys-prefix': flag },
  async run({ verb, ...place }) {
    const folder = dataFolder(place);
    try {
      if (verb === 'install') await install(folder, place);
      else if (verb === 'uninstall') uninstall(folder);
      else console.log(command.help);
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (!code || !['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EPERM'].includes(code)) throw error;
      const mend = typed(place)
        ? `sudo npm run kernel -- ${verb}${typed(place)}, or without ${typed(place).trim()} for yourself alone`
        : `JUPYTER_DATA_DIR=FOLDER npm run kernel -- ${verb}, with a folder that can be written`;
      throw new SetupProblem(`Cannot write to ${folder}: ${code}`, { mend });
    }
    return 0;
  },
});

/** @typedef {{ user: boolean, prefix?: string, 'sys-prefix': boolean }} Place */

/** @param {Place} place @returns {string} how it was typed; empty where it is the user's own */
const typed = ({ prefix, 'sys-prefix': sysPrefix }) =>
  prefix === undefined ? (sysPrefix ? ' --sys-prefix' : '') : ` --prefix ${prefix}`;

/**
 * @param {Place} place
 * @returns {string} the folder of kernels and extensions
 */
function dataFolder({ user, prefix, 'sys-prefix': sysPrefix }) {
  if ([user, prefix !== undefined, sysPrefix].filter(Boolean).length > 1)
    throw new UsageError('--user, --prefix and --sys-prefix exclude each other');
  if (prefix === '') throw new UsageError('--prefix must be a folder, got none');
  if (prefix !== undefined) return dataFolderOfPrefix(prefix);
  return sysPrefix ? dataFolderOfPrefix(pythonPrefix()) : jupyterDataFolder();
}

/**
 * @param {string} folder
 * @param {Place} place
 */
async function install(folder, place) {
  await setUp(stepsFor({ python: false, commands: false }));
  const forOthers = typed(place) !== '';
  if (forOthers) process.umask(0o022);
  mkdirSync(folder, { recursive: true });
  if (forOthers && !keepsOthersOut(folder)) mustServeOthers();
  uninstallParts(folder);
  mkdirSync(join(folder, kernel), { recursive: true });
  writeFileSync(join(folder, kernel, 'kernel.json'), `${JSON.stringify(absoluteSpec(), null, 2)}\n`);
  mkdirSync(join(folder, dirname(renderer)), { recursive: true });
  cpSync(inProject('jupyter', renderer), join(folder, renderer), { recursive: true });
  if (forOthers) for (const part of [kernel, renderer]) makeReadable(join(folder, part));
  console.log(`Installed the kernel "TypeScript (bayes-notebooks)" of ${root}
and the renderer of its figures in ${folder}.
Restart Jupyter; npm run kernel -- uninstall${typed(place)} removes both.`);
}

/** @throws {SetupProblem} where others see the kernel in their Jupyter, but could not start it */
function mustServeOthers() {
  const node = keepsOthersFromRunning(process.execPath);
  if (node) {
    throw new SetupProblem(
      `Cannot install the kernel for other users: they cannot run ${process.execPath}, since they may not enter ${node}`,
      { mend: 'PATH=/usr/bin:$PATH npm run kernel -- install ..., with a Node that everyone can run first' },
    );
  }
  const barrier = keepsOthersOut(inProject('dist', 'kernel', 'main.js'));
  if (barrier) {
    throw new SetupProblem(`Cannot install the kernel for other users: they may not read ${barrier}`, {
      mend: 'npm run setup -- --shared',
    });
  }
}

/** The project's kernel specification with absolute paths in place of those relative to its own folder. */
function absoluteSpec() {
  const folder = inProject('jupyter', kernel);
  const spec = JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8'));
  const argv = spec.argv.map((/** @type {string} */ part) =>
    part === 'node' ? process.execPath : part.replaceAll('{resource_dir}', folder),
  );
  return { ...spec, argv };
}

/** @param {string} folder */
function uninstall(folder) {
  const removed = uninstallParts(folder);
  console.log(
    removed.length > 0 ? `Removed ${removed.join(' and ')}.` : `There is nothing of it in ${folder}.`,
  );
}

/**
 * @param {string} folder
 * @returns {string[]} the folders that were there
 */
function uninstallParts(folder) {
  const found = [kernel, renderer].map((part) => join(folder, part)).filter((part) => existsSync(part));
  for (const part of found) rmSync(part, { recursive: true });
  return found;
}
