import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { SetupProblem } from '../programs/setup-problem.mjs';
import { inProject } from '../project-paths.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';
import { defineCommand } from './command.mjs';

/** The oldest Node that pg-boss runs on. */
const oldest = { major: 22, minor: 12 };

/**
 * @param {string} version of Node, such as `22.12.0`
 * @returns {SetupProblem | undefined} why the farm does not run on it
 */
export function farmNodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return undefined;
  return new SetupProblem(
    `Cannot run the farm on Node ${version}: Node ${oldest.major}.${oldest.minor} or later is needed`,
    { mend: 'your package manager, or a version manager (nvm install 22)' },
  );
}

export const command = defineCommand({
  name: 'farm',
  summary: 'grade over several machines',
  help: `Usage: npm run farm -- submit PATH... --out DIR [--seed N] [--webhook URL [--format gradescope|github]]
       npm run farm -- worker [--jobs N]
       npm run farm -- status [--out DIR] [--watch] [--format prometheus]
       npm run farm -- retry [--out DIR]
       npm run farm -- collect --out DIR [options of npm run grade for its reports]

Grades over several machines, on PostgreSQL: FARM_DB names it, by TLS where the URL says so. Node ${oldest.major}.${oldest.minor} or later, and
once: npm ci --prefix farm. Each command may be killed at any moment; typed again, it goes on.

  submit    reads the hand-ins and puts them into the queue; DIR stands for the class. --webhook waits for them and
            posts each that is done, signed with FARM_WEBHOOK_SECRET
  worker    takes hand-ins and adds marks, --jobs at a time, until SIGTERM; only where bubblewrap works
  status    how the classes stand: waiting, running where, done, failed, how long it takes; --watch until all is done
  retry     tries again what the grader has failed on
  collect   writes the reports of npm run grade -- --out DIR once all is graded

Exit status: as npm run grade has it; of status, 3 where the grader has failed on hand-ins.`,
  options: 'handed on',
  async run(argv) {
    const problem = farmNodeProblem(process.versions.node);
    if (problem) throw problem;
    if (!existsSync(inProject('farm', 'node_modules', 'pg-boss')))
      throw new SetupProblem('Cannot run the farm: its packages are not installed', {
        mend: 'npm ci --prefix farm',
      });
    await setUp(stepsFor({ python: false }));
    return runProgram(argv);
  },
});

/**
 * Runs the farm's own TypeScript, whose types Node takes off: before 22.18 only where it is told to.
 * @param {string[]} argv
 * @returns {Promise<number>} exit code
 */
function runProgram(argv) {
  const node = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...node, inProject('farm', 'main.ts'), ...argv], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal)); // its own end ends this process
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
