import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { keepsOthersOut } from '../access/others-reach.mjs';
import { isShared } from '../access/shared-mark.mjs';
import { bindingPath, bindingWorks, linkBinding } from '../native/binding.mjs';
import { buildBinding, builtBinding } from '../native/libtensorflow.mjs';
import { runProgram } from '../programs/run-program.mjs';
import { SetupProblem, withMend } from '../programs/setup-problem.mjs';
import { networkPatience } from '../programs/standstill.mjs';
import { inProject, logFile } from '../project-paths.mjs';
import { npmPackages } from './npm-packages.mjs';

/** Inside node_modules: `npm ci` removes the marks together with what they speak of. */
const works = inProject('node_modules', '.native-tensorflow-works');
const unavailable = inProject('node_modules', '.native-tensorflow-unavailable');

/**
 * Native TensorFlow makes large networks faster; the lecture runs without it too. So a failure here is said once
 * and stops nothing, and only `npm run native` tries again.
 * @type {import('./step.mjs').Step}
 */
export const nativeTensorflow = {
  name: 'native TensorFlow',
  needs: [npmPackages],
  without: 'TensorFlow.js runs on WebAssembly',
  isDone: () => (existsSync(works) && bindingServes()) || existsSync(unavailable),
  async run(work) {
    const log = logFile('native');
    rmSync(log, { force: true });
    forgetNative();
    try {
      await provide({ ...work, log });
      writeFileSync(works, '');
      return undefined;
    } catch (error) {
      const problem = withMend(error, 'Cannot build native TensorFlow', 'npm run native');
      if (!(problem instanceof SetupProblem)) throw problem;
      writeFileSync(unavailable, problem.message);
      return `${problem.message}; until then TensorFlow.js runs on WebAssembly`;
    }
  },
};

/** @returns {string | undefined} why there is no native TensorFlow, where set-up has tried in vain */
export const nativeProblem = () => (existsSync(unavailable) ? readFileSync(unavailable, 'utf8') : undefined);

/** Others cannot follow a link into the cache of who installed it. */
const bindingServes = () => existsSync(bindingPath) && !(isShared() && keepsOthersOut(bindingPath));

/** Leaves it out for good, with a reason that the doctor shows; `npm run native` makes it all the same. */
export function leaveNativeOut() {
  forgetNative();
  rmSync(bindingPath, { force: true });
  writeFileSync(unavailable, 'it was left out by npm run setup -- --shared --no-native');
}

/** Makes the next set-up try, whatever came of the last one. */
export function forgetNative() {
  rmSync(works, { force: true });
  rmSync(unavailable, { force: true });
}

/** @param {import('../native/work.mjs').Work} work */
async function provide(work) {
  if (bindingServes() && (await bindingWorks(work))) return;
  const earlier = builtBinding();
  if (earlier) {
    linkBinding(earlier);
    if (await bindingWorks(work)) return;
  }
  rmSync(bindingPath, { force: true });
  work.report('asking for its own download');
  await ownDownload(work);
  if (await bindingWorks(work)) return;
  linkBinding(await buildBinding(work));
  if (await bindingWorks(work)) return;
  throw new SetupProblem('Cannot use native TensorFlow: it was built, but does not compute', {
    mend: 'npm run native',
    log: work.log,
  });
}

/** @param {import('../native/work.mjs').Work} work */
async function ownDownload({ log, onChild }) {
  const cwd = inProject('node_modules', '@tensorflow', 'tfjs-node');
  const env = { PATH: [inProject('node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter) };
  const command = [process.execPath, 'scripts/install.js'];
  await runProgram(command, { cwd, env, log, onChild, standstillSeconds: networkPatience });
}
