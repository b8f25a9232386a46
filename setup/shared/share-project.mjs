import { join } from 'node:path';
import { canWriteProject } from '../access/can-write.mjs';
import { keepsOthersFromRunning, keepsOthersOut } from '../access/others-reach.mjs';
import { makeProjectReadable } from '../access/project-readable.mjs';
import { markShared } from '../access/shared-mark.mjs';
import { showProgress } from '../programs/progress.mjs';
import { runProgram } from '../programs/run-program.mjs';
import { programProblem, SetupProblem } from '../programs/setup-problem.mjs';
import { inProject, logFile, root } from '../project-paths.mjs';
import { forgetNative, leaveNativeOut, nativeProblem } from '../steps/native-tensorflow.mjs';
import { environmentPython, pythonEnvironment } from '../steps/python-environment.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';

const again = 'npm run setup -- --shared';

/**
 * Sets the project up for all users of this computer: what they run lies inside it, or where everyone can read it, and
 * only its owner and the owner's group can write it.
 * @param {{ native: boolean, python: boolean }} wanted
 * @returns {Promise<string>} what was done
 * @throws {SetupProblem} where others cannot reach the project or a part of it
 */
export async function shareProject({ native, python }) {
  if (!canWriteProject()) {
    throw new SetupProblem(`Cannot share the project: ${root} cannot be written by this user`, {
      mend: `${again}, by who owns it (ls -ld ${root} shows that)`,
    });
  }
  const barrier = keepsOthersOut(join(root, '..'));
  if (barrier) {
    throw new SetupProblem(`Cannot share the project: other users may not enter ${barrier}`, {
      mend: `${again}, once the project stands where everyone may go, such as /opt/bayes-notebooks`,
    });
  }
  process.umask(0o022); // of the programs that the set-up runs, too
  markShared();
  if (nativeProblem()) forgetNative(); // who asks for it once more, or leaves it out now
  const steps = stepsFor({ native, python });
  await setUp(steps);
  if (!native) leaveNativeOut();
  await showProgress('what others would make anew at each start', async () => {
    await makeRuntime();
    if (pythonEnvironment.isDone()) await compilePython();
    return undefined;
  });
  const { files, broken } = makeProjectReadable();
  const [first] = broken;
  if (first) {
    throw new SetupProblem(
      `Cannot share the project: ${first.link} leads to where other users may not go, ${first.barrier}`,
      { mend: `rm ${first.link} && ${again}` },
    );
  }
  return report(files);
}

/** The grader's sandbox starts from files that its first run makes. */
async function makeRuntime() {
  const module = inProject('dist', 'grader', 'sandbox', 'runtime.js');
  const code = `require(${JSON.stringify(module)}).openRuntime()`;
  await mustRun([process.execPath, '-e', code], "Cannot prepare the grader's sandbox", 'commands');
}

/** Python would compile JupyterLab at each start, where it cannot keep what it has compiled. */
async function compilePython() {
  const packages = inProject('.venv', process.platform === 'win32' ? 'Lib' : 'lib');
  const compile = [environmentPython, '-m', 'compileall', '-q', '-j', '0', packages];
  await mustRun(compile, 'Cannot compile JupyterLab', 'python');
}

/**
 * @param {string[]} command
 * @param {string} action
 * @param {string} log
 */
async function mustRun(command, action, log) {
  const { code, output } = await runProgram(command, { log: logFile(log) });
  if (code !== 0) throw programProblem(action, output, { mend: again, log: logFile(log) });
}

/** @param {number} files */
function report(files) {
  const node = keepsOthersFromRunning(process.execPath);
  const lacking = nativeProblem();
  const lines = [
    ['files', `${files}, all readable for everyone`],
    [
      'Node',
      node ? `${process.execPath} is out of others' reach; they need one of their own` : process.execPath,
    ],
    ['JupyterLab', pythonEnvironment.isDone() ? 'in .venv' : 'left out'],
    ['TensorFlow', lacking ? `on WebAssembly only: ${lacking}` : 'native, inside the project'],
  ];
  const rows = lines.map(([part = '', says]) => `  ${part.padEnd(11)} ${says}`);
  return [
    `Every user of this computer can use ${root} now, and only its owner can change it:`,
    ...rows,
    '',
    `Each types: cd ${root} && npm start`,
    `After each change of it, such as a git pull: ${again}`,
  ].join('\n');
}
