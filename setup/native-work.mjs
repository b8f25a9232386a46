import { failureReason } from './failure-reason.mjs';
import { inProject } from './project-paths.mjs';
import { runProgram } from './run-program.mjs';
import { SetupProblem } from './setup-problem.mjs';

/** @typedef {{ log: string, report: import('./progress.mjs').Report, onChild?: (pid: number | undefined) => void }} Work */

/** The package whose binding is made. */
export const tfjsNode = inProject('node_modules', '@tensorflow', 'tfjs-node');

/**
 * Runs one program of the native set-up.
 * @param {string[]} command
 * @param {string} cwd
 * @param {Work} work
 * @throws {SetupProblem} where it fails, with the reason out of its output
 */
export async function mustSucceed(command, cwd, work) {
  const { code, output } = await runProgram(command, { ...work, cwd });
  if (code === 0) return;
  throw new SetupProblem(`Cannot build native TensorFlow: ${failureReason(output)}`, {
    mend: 'npm run native',
    log: work.log,
  });
}
