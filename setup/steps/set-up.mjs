import { join } from 'node:path';
import { canWriteProject } from '../access/can-write.mjs';
import { makeProjectReadable } from '../access/project-readable.mjs';
import { isShared } from '../access/shared-mark.mjs';
import { showProgress } from '../programs/progress.mjs';
import { withMend } from '../programs/setup-problem.mjs';
import { setupFolder } from '../project-paths.mjs';
import { build, commandsBuild } from './build.mjs';
import { fusedKernels } from './fused-kernels.mjs';
import { keepTimes } from './kept-times.mjs';
import { nativeTensorflow } from './native-tensorflow.mjs';
import { npmPackages } from './npm-packages.mjs';
import { pythonEnvironment } from './python-environment.mjs';
import { SetUpLock } from './set-up-lock.mjs';
import { useAsItIs } from './use-as-it-is.mjs';

/** @typedef {import('./step.mjs').Step} Step */
/** @typedef {{ native?: boolean, python?: boolean, commands?: boolean }} Wanted parts of the set-up, all on by default */

/**
 * @param {Wanted} [wanted]
 * @returns {Step[]}
 */
export function stepsFor({ native = true, python = true, commands = true } = {}) {
  return [
    ...[npmPackages, fusedKernels, build],
    ...(commands ? [commandsBuild] : []),
    ...(native ? [nativeTensorflow] : []),
    ...(python ? [pythonEnvironment] : []),
  ];
}

/**
 * Does what is missing, each step as soon as those that it needs are done, one set-up at a time. Where nothing is
 * missing it costs a look at a few files. An installation that cannot be written is used as it is.
 * @param {Step[]} steps
 * @returns {Promise<boolean>} whether there was anything to do
 * @throws {SetupProblem} of the first step that failed, after all that do not need it have ended
 */
export async function setUp(steps) {
  if (!canWriteProject()) useAsItIs(steps);
  if (!canWriteProject() || steps.every((step) => step.isDone())) return false;
  const lock = new SetUpLock(join(setupFolder, 'lock'));
  try {
    await lock.acquire(({ pid }) => {
      console.log(`Another set-up of this project is running (process ${pid}); waiting for it.`);
    });
    await runSideBySide(steps, lock);
    if (isShared()) makeProjectReadable();
  } catch (error) {
    throw withMend(error, 'Cannot set up the project', 'npm run setup');
  } finally {
    lock.release();
  }
  return true;
}

/**
 * @param {Step[]} steps
 * @param {SetUpLock} lock
 */
async function runSideBySide(steps, lock) {
  const began = performance.now();
  const fresh = steps.includes(npmPackages) && steps.every((step) => !step.isDone());
  /** @type {Record<string, number>} */
  const times = {};
  /** @type {Map<Step, Promise<void>>} */
  const begun = new Map();
  /** @param {Step} step */
  const begin = (step) => {
    const running = begun.get(step) ?? afterItsNeeds(step);
    begun.set(step, running);
    return running;
  };
  /** @param {Step} step */
  const afterItsNeeds = async (step) => {
    await Promise.all((step.needs ?? []).filter((need) => steps.includes(need)).map(begin));
    if (step.isDone()) return; // perhaps by the set-up that was waited for
    const stepBegan = performance.now();
    await runStep(step, lock);
    times[step.name] = performance.now() - stepBegan;
  };
  const results = await Promise.allSettled(steps.map(begin));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  if (fresh) keepTimes({ ...times, 'set-up': performance.now() - began });
}

/**
 * @param {Step} step
 * @param {SetUpLock} lock
 */
async function runStep(step, lock) {
  try {
    await showProgress(step.name, (report) =>
      step.run({ report, onChild: (pid) => lock.noteChild(step.name, pid) }),
    );
  } catch (error) {
    throw withMend(error, `Cannot set up ${step.name}`, 'npm run setup');
  }
}
