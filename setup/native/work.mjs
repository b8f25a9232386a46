import { runProgram } from '../programs/run-program.mjs';
import { programProblem } from '../programs/setup-problem.mjs';
import { networkPatience } from '../programs/standstill.mjs';
import { inProject } from '../project-paths.mjs';

/** @typedef {{ log: string, report: import('../programs/progress.mjs').Report, onChild?: (pid: number | undefined) => void }} Work */

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
  const { code, output } = await runProgram(command, { ...work, cwd, standstillSeconds: networkPatience });
  if (code === 0) return;
  throw programProblem('Cannot build native TensorFlow', output, { mend: 'npm run native', log: work.log });
}
