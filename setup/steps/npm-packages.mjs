import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand } from '../programs/npm.mjs';
import { runProgram } from '../programs/run-program.mjs';
import { programProblem, SetupProblem } from '../programs/setup-problem.mjs';
import { networkPatience } from '../programs/standstill.mjs';
import { cacheFolder, inProject, logFile } from '../project-paths.mjs';
import { omitsDev } from './omits-dev.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean, dev?: boolean }>} Packages a lock file's `packages` */

/** @type {import('./step.mjs').Step} */
export const npmPackages = {
  name: 'npm packages',
  isDone: () => {
    const installed = readPackages('node_modules/.package-lock.json');
    return lacksPackages(readPackages('package-lock.json'), installed, omitsDev()) === undefined;
  },
  async run({ onChild }) {
    const log = logFile('npm');
    rmSync(log, { force: true });
    const options = ['--prefer-offline', '--loglevel=notice', '--cache', join(cacheFolder(), 'npm')];
    const npm = npmCommand();
    if (!npm)
      throw new SetupProblem('Cannot install the npm packages: there is no npm', {
        mend: 'npm start, from a Node that has npm',
      });
    const command = [...npm, 'ci', ...options];
    const { code, output } = await runProgram(command, { log, onChild, standstillSeconds: networkPatience });
    // A file that could not be written is a mere warning to npm, which records the package as installed and exits with 0.
    if (code === 0 && !/TAR_ENTRY_ERROR/.test(output)) return undefined;
    rmSync(inProject('node_modules', '.package-lock.json'), { force: true });
    throw programProblem('Cannot install the npm packages', output, { mend: 'npm run setup', log });
  },
};

/**
 * Compares what the lock file asks for with what npm says it installed. npm writes its own record last, so that an
 * installation which was interrupted has none; one made by hand (`npm install`) counts like one made here.
 * @param {Packages | undefined} wanted
 * @param {Packages | undefined} installed
 * @param {boolean} [withoutDev] whether packages for work on the project may be missing
 * @returns {string | undefined} the first package that is missing or another version
 */
export function lacksPackages(wanted, installed, withoutDev = false) {
  if (!wanted || !installed) return 'every package';
  return Object.keys(wanted).find((path) => {
    const { version, optional, dev } = wanted[path] ?? {};
    const mayBeMissing = optional || (dev && withoutDev); // optional: for another system
    if (path === '' || (mayBeMissing && !installed[path])) return false;
    return installed[path]?.version !== version;
  });
}

/**
 * @param {string} file
 * @returns {Packages | undefined}
 */
function readPackages(file) {
  const path = inProject(file);
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // half-written: install anew
    throw error;
  }
}
