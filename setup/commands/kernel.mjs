import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { jupyterDataFolder } from '../jupyter/data-folder.mjs';
import { SetupProblem } from '../programs/setup-problem.mjs';
import { inProject, root } from '../project-paths.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';
import { readOptions, UsageProblem } from './options.mjs';

const HELP = `Usage: npm run kernel -- install [--user]
       npm run kernel -- uninstall

For your own JupyterLab, Notebook 7 or VS Code: install registers the kernel "TypeScript (bayes-notebooks)" and the
renderer of its figures in your user's Jupyter folder, so that a notebook in any folder finds the library of this
project, which must stay where it is. uninstall removes just these two. npm start needs neither.
  --user   the default: for this user; nothing is written outside the user's Jupyter folder`;

const KERNEL = join('kernels', 'bayes-tslab');
const RENDERER = join('labextensions', 'bayes-plotly');

/** @param {string[]} argv */
export async function run([verb = '--help', ...argv]) {
  if (verb === '--help' || verb === '-h') {
    console.log(HELP);
    return 0;
  }
  const { help } = readOptions('kernel', argv, {
    user: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (help) {
    console.log(HELP);
    return 0;
  }
  const folder = jupyterDataFolder();
  try {
    if (verb === 'install') await install(folder);
    else if (verb === 'uninstall') uninstall(folder);
    else throw new UsageProblem(`kernel: the first word must be install or uninstall, got ${verb}`);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!code || !['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR'].includes(code)) throw error;
    throw new SetupProblem(`Cannot write to ${folder}: ${code}`, {
      mend: `JUPYTER_DATA_DIR=FOLDER npm run kernel -- ${verb}, with a folder that can be written`,
    });
  }
  return 0;
}

/** @param {string} folder */
async function install(folder) {
  await setUp(stepsFor({ python: false, commands: false }));
  uninstallParts(folder);
  mkdirSync(join(folder, KERNEL), { recursive: true });
  writeFileSync(join(folder, KERNEL, 'kernel.json'), `${JSON.stringify(absoluteSpec(), null, 2)}\n`);
  mkdirSync(join(folder, dirname(RENDERER)), { recursive: true });
  cpSync(inProject('jupyter', RENDERER), join(folder, RENDERER), { recursive: true });
  console.log(`Installed the kernel "TypeScript (bayes-notebooks)" of ${root}
and the renderer of its figures in ${folder}.
Restart Jupyter; npm run kernel -- uninstall removes both.`);
}

/** The project's kernel specification with absolute paths in place of those relative to its own folder. */
function absoluteSpec() {
  const folder = inProject('jupyter', KERNEL);
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
  const found = [KERNEL, RENDERER].map((part) => join(folder, part)).filter((part) => existsSync(part));
  for (const part of found) rmSync(part, { recursive: true });
  return found;
}
