import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { jupyterDataFolder } from '../jupyter/data-folder.mjs';
import { SetupProblem } from '../programs/setup-problem.mjs';
import { withVariable } from '../programs/shell-line.mjs';
import { inProject, root } from '../project-paths.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';
import { defineCommand } from './command.mjs';
import { flag } from './options.mjs';
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
  help: `Usage: npm run kernel -- install [--user]
       npm run kernel -- uninstall

For your own JupyterLab, Notebook 7 or VS Code: install registers the kernel "TypeScript (bayes-notebooks)" and the
renderer of its figures in your user's Jupyter folder, so that a notebook in any folder finds the library of this
project, which must stay where it is. uninstall removes just these two. npm start needs neither.
  --user   the default: for this user; nothing is written outside the user's Jupyter folder`,
  options: { verb, user: flag },
  async run({ verb }) {
    const folder = jupyterDataFolder();
    try {
      if (verb === 'install') await install(folder);
      else if (verb === 'uninstall') uninstall(folder);
      else console.log(command.help);
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (!code || !['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR'].includes(code)) throw error;
      throw new SetupProblem(`Cannot write to ${folder}: ${code}`, {
        mend: `${withVariable('JUPYTER_DATA_DIR', 'FOLDER', `npm run kernel -- ${verb}`)}, with a folder that can be written`,
      });
    }
    return 0;
  },
});

/** @param {string} folder */
async function install(folder) {
  await setUp(stepsFor({ python: false, commands: false }));
  uninstallParts(folder);
  mkdirSync(join(folder, kernel), { recursive: true });
  writeFileSync(join(folder, kernel, 'kernel.json'), `${JSON.stringify(absoluteSpec(), null, 2)}\n`);
  mkdirSync(join(folder, dirname(renderer)), { recursive: true });
  cpSync(inProject('jupyter', renderer), join(folder, renderer), { recursive: true });
  console.log(`Installed the kernel "TypeScript (bayes-notebooks)" of ${root}
and the renderer of its figures in ${folder}.
Restart Jupyter; npm run kernel -- uninstall removes both.`);
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
