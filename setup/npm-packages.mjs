import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { failureReason } from './failure-reason.mjs';
import { onPath } from './on-path.mjs';
import { inProject, logFile } from './project-paths.mjs';
import { runProgram } from './run-program.mjs';
import { SetupProblem } from './setup-problem.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages a lock file's `packages` */

/** @type {import('./set-up.mjs').Step} */
export const npmPackages = {
  name: 'npm packages',
  isDone: () =>
    lacksPackages(readPackages('package-lock.json'), readPackages('node_modules/.package-lock.json')) ===
    undefined,
  async run({ onChild }) {
    const log = logFile('npm');
    rmSync(log, { force: true });
    const { code, output } = await runProgram([...npmCommand(), 'ci', '--prefer-offline'], { log, onChild });
    if (code !== 0) {
      throw new SetupProblem(`Cannot install the npm packages: ${failureReason(output)}`, {
        mend: 'npm run setup',
        log,
      });
    }
    return undefined;
  },
};

/**
 * Compares what the lock file asks for with what npm says it installed. npm writes its own record last, so that an
 * installation which was interrupted has none; one made by hand (`npm install`) counts like one made here.
 * @param {Packages | undefined} wanted
 * @param {Packages | undefined} installed
 * @returns {string | undefined} the first package that is missing or another version
 */
export function lacksPackages(wanted, installed) {
  if (!wanted || !installed) return 'every package';
  return Object.keys(wanted).find((path) => {
    if (path === '' || (wanted[path]?.optional && !installed[path])) return false; // optional: for another system
    return installed[path]?.version !== wanted[path]?.version;
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

/** The npm that started this process where there is one, else the one beside this Node or on the PATH. */
function npmCommand() {
  const started = process.env.npm_execpath;
  if (started && /npm-cli\.c?js$/.test(started) && existsSync(started)) return [process.execPath, started];
  const npm = onPath('npm', [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter));
  if (!npm)
    throw new SetupProblem('Cannot install the npm packages: there is no npm', {
      mend: 'npm start, from a Node that has npm',
    });
  return [npm];
}
