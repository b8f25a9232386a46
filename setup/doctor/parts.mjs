import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { canWriteProject } from '../access/can-write.mjs';
import { jupyterEnvironment } from '../jupyter/environment.mjs';
import { failureReason } from '../programs/failure-reason.mjs';
import { onPath } from '../programs/on-path.mjs';
import { findPython, pythonMend } from '../programs/python.mjs';
import { runProgram } from '../programs/run-program.mjs';
import { isDiskOrRights } from '../programs/setup-problem.mjs';
import { inProject, root } from '../project-paths.mjs';
import { build, commandsBuild, plotlyIsCopied } from '../steps/build.mjs';
import { fusedKernels } from '../steps/fused-kernels.mjs';
import { nativeProblem, nativeTensorflow } from '../steps/native-tensorflow.mjs';
import { npmPackages } from '../steps/npm-packages.mjs';
import { environmentPython, pythonEnvironment } from '../steps/python-environment.mjs';
import { sharedMend } from '../steps/use-as-it-is.mjs';
import { sandboxLayers } from './sandbox-layers.mjs';

/** @typedef {{ works: boolean, says: string, mend?: string }} Finding `mend`: the command, where it does not work */
/** @typedef {{ name: string, needed: boolean }} Named `needed` by the lecture */
/** @typedef {Named & { look: () => Promise<Finding> | Finding }} Part */

const kernelLimitMs = 120_000;

/** Who may only use the project cannot mend it by themselves. */
const setUpAnew = canWriteProject() ? 'npm run setup' : sharedMend;

/** @type {Part[]} */
const parts = [
  { name: 'Node', needed: true, look: () => ({ works: true, says: process.versions.node }) },
  {
    name: 'npm packages',
    needed: true,
    look: () =>
      stepFinding(npmPackages, 'as in package-lock.json', 'missing or not those of package-lock.json'),
  },
  {
    name: 'build',
    needed: true,
    look: () =>
      [build, fusedKernels]
        .map((step) => stepFinding(step, 'dist/ is up to date', 'dist/ is missing or older than the sources'))
        .reduce((one, other) => (one.works ? other : one)),
  },
  {
    name: 'commands',
    needed: false,
    look: () =>
      stepFinding(
        commandsBuild,
        'the grader and the other commands are compiled',
        'are compiled before their first use',
      ),
  },
  { name: 'Python', needed: false, look: lookAtPython },
  { name: 'JupyterLab', needed: false, look: lookAtJupyterLab },
  { name: 'kernel', needed: true, look: lookAtKernel },
  { name: 'TensorFlow', needed: true, look: lookAtTensorflow },
  {
    name: 'plotly',
    needed: true,
    look: () =>
      plotlyIsCopied()
        ? { works: true, says: 'plotly.js stands beside the figure renderer' }
        : { works: false, says: 'plotly.js is not beside the figure renderer', mend: setUpAnew },
  },
];

/**
 * What the doctor looks at, in order; each part is tried, not merely found.
 * @returns {AsyncGenerator<Named & Finding>}
 */
export async function* findings() {
  for (const { look, ...part } of parts) yield { ...part, ...(await look()) };
  for (const layer of await sandboxLayers()) yield { needed: false, ...layer };
}

/**
 * @param {import('../steps/step.mjs').Step} step
 * @param {string} good
 * @param {string} bad
 * @returns {Finding}
 */
function stepFinding(step, good, bad) {
  try {
    return step.isDone() ? { works: true, says: good } : { works: false, says: bad, mend: setUpAnew };
  } catch (error) {
    if (!isDiskOrRights(error)) throw error;
    const { path } = /** @type {NodeJS.ErrnoException} */ (error);
    return { works: false, says: `this user may not read ${path}`, mend: setUpAnew };
  }
}

/** @returns {Finding} */
function lookAtPython() {
  const python = findPython();
  if (python) return { works: true, says: `${python.version} (${onPath(python.command) ?? python.command})` };
  return {
    works: false,
    says: 'there is no Python 3.9 or later; npm run execute needs none',
    mend: pythonMend(),
  };
}

/** @returns {Promise<Finding>} */
async function lookAtJupyterLab() {
  const own = pythonEnvironment.isDone();
  const elsewhere = onPath('jupyter-lab');
  if (!own && !elsewhere) return { works: false, says: 'is not installed', mend: setUpAnew };
  const command = own ? [environmentPython, '-m', 'jupyterlab'] : [elsewhere ?? ''];
  const { code, output } = await runProgram([...command, '--version'], { env: jupyterEnvironment() });
  if (code !== 0)
    return {
      works: false,
      says: failureReason(output),
      mend: canWriteProject() ? 'rm -rf .venv && npm run setup' : sharedMend,
    };
  return {
    works: true,
    says: `${output.trim()} (${own ? 'in .venv' : `the one on the PATH, ${elsewhere}`})`,
  };
}

/** Starts the kernel as JupyterLab would, and lets it run a cell that needs the library. @returns {Promise<Finding>} */
async function lookAtKernel() {
  const client = inProject('dist', 'runner', 'kernel-client.js');
  if (!existsSync(client)) return { works: false, says: 'is not built', mend: setUpAnew };
  const started = performance.now();
  try {
    const { KernelClient } = createRequire(import.meta.url)(client);
    const kernel = await KernelClient.start({ cwd: root, signal: AbortSignal.timeout(kernelLimitMs) });
    const ready = performance.now();
    const reply = await kernel.execute("import { tf } from 'bayes-notebooks';\nawait tf.ready();");
    const ran = performance.now();
    await kernel.shutdown();
    if (reply.status !== 'ok') throw new Error(`a cell ends with ${reply.ename}: ${reply.evalue}`);
    const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(1)} s`;
    return {
      works: true,
      says: `bayes-tslab starts in ${seconds(ready - started)} and imports the library in ${seconds(ran - ready)}`,
    };
  } catch (error) {
    return {
      works: false,
      says: error instanceof Error ? error.message : String(error),
      mend: setUpAnew,
    };
  }
}

/** @returns {Promise<Finding>} */
async function lookAtTensorflow() {
  const module = inProject('dist', 'lib', 'tensorflow.js');
  if (!existsSync(module)) return { works: false, says: 'is not built', mend: setUpAnew };
  const code = `require(${JSON.stringify(module)}).backendReport().then((report) => console.log(JSON.stringify(report)))`;
  const { code: status, output } = await runProgram([process.execPath, '-e', code]);
  const line = output.trim().split('\n').at(-1) ?? '';
  if (status !== 0) return { works: false, says: failureReason(output), mend: setUpAnew };
  const { backend, reason } = JSON.parse(line);
  const large =
    backend === 'tensorflow' ? '' : `; for large ones native TensorFlow ${await nativeFinding(code)}`;
  return { works: true, says: `runs on ${backend}: ${reason}${large}` };
}

/**
 * Native TensorFlow is not the default, so it is tried on its own.
 * @param {string} code starts the backend and prints its report
 */
async function nativeFinding(code) {
  const env = { BAYES_BACKEND: 'tensorflow' };
  const { code: status, output } = await runProgram([process.execPath, '-e', code], { env });
  if (status === 0) return 'loads (useBackend)';
  if (!canWriteProject() && !nativeTensorflow.isDone()) return `is missing: ${sharedMend}`;
  return `does not load: ${nativeProblem() ?? failureReason(output)}`;
}
