import { join } from 'node:path';
import { build } from './build.mjs';
import { nativeTensorflow } from './native-tensorflow.mjs';
import { npmPackages } from './npm-packages.mjs';
import { showProgress } from './progress.mjs';
import { setupFolder } from './project-paths.mjs';
import { pythonEnvironment } from './python-environment.mjs';
import { SetUpLock } from './set-up-lock.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => boolean} isDone looks at a few files and starts no program
 * @property {(work: StepWork) => Promise<string | undefined>} run resolves to a sentence where the rest can go on
 *   without this step; rejects with a SetupProblem where it cannot
 */
/** @typedef {{ report: import('./progress.mjs').Report, onChild: (pid: number | undefined) => void }} StepWork */

/** @typedef {{ native?: boolean, python?: boolean }} Wanted parts of the set-up; both are on by default */

/**
 * @param {Wanted} [wanted]
 * @returns {Step[]}
 */
export function stepsFor({ native = true, python = true } = {}) {
  return [npmPackages, build, ...(native ? [nativeTensorflow] : []), ...(python ? [pythonEnvironment] : [])];
}

/**
 * Does what is missing, in order, one set-up at a time. Where nothing is missing it costs a look at a few files.
 * @param {Step[]} steps
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function setUp(steps) {
  if (steps.every((step) => step.isDone())) return false;
  const lock = new SetUpLock(join(setupFolder, 'lock'));
  await lock.acquire(({ pid }) => {
    console.log(`Another set-up of this project is running (process ${pid}); waiting for it.`);
  });
  try {
    for (const step of steps) {
      if (step.isDone()) continue; // perhaps by the one that was waited for
      await showProgress(step.name, (report) => step.run({ report, onChild: (pid) => lock.noteChild(pid) }));
    }
  } finally {
    lock.release();
  }
  return true;
}
