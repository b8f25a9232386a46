import { failureMend, failureReason } from './failure-reason.mjs';

/**
 * A failure that the user can mend: the frame of the commands prints its sentence without a stack trace.
 * Anything else that is thrown is a defect of the project and keeps its trace.
 */
export class SetupProblem extends Error {
  /**
   * @param {string} sentence what failed and why
   * @param {{ mend: string, log?: string }} mending the command that mends it, and the log file that tells more
   */
  constructor(sentence, { mend, log }) {
    super(`${sentence}. Mend it with: ${mend}${log ? ` (details: ${log})` : ''}`);
    this.name = 'SetupProblem';
  }
}

/**
 * @param {string} action such as `Cannot install the npm packages`
 * @param {string} output of the program that failed
 * @param {{ mend: string, log?: string }} mending `mend`: the command that does it again
 */
export function programProblem(action, output, { mend, log }) {
  return new SetupProblem(`${action}: ${failureReason(output)}`, { mend: failureMend(output, mend), log });
}

/**
 * @param {unknown} error
 * @returns {boolean} whether it speaks of the user's disk or rights, not of a mistake in this project
 */
export function isDiskOrRights(error) {
  const { code = '' } = /** @type {NodeJS.ErrnoException} */ (error);
  return ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS'].includes(code);
}

/**
 * @param {unknown} error
 * @param {string} action such as `Cannot set up JupyterLab`
 * @param {string} mend the command that does it again
 * @returns {unknown} a SetupProblem where the disk is full or a file may not be written, else the error itself
 */
export function withMend(error, action, mend) {
  if (error instanceof SetupProblem || !isDiskOrRights(error)) return error;
  // What is copied could be read, else it would say so: where it was to go is what cannot be written.
  const { message, path, dest = path } = /** @type {NodeJS.ErrnoException & { dest?: string }} */ (error);
  const where = dest ? `, ${dest}` : '';
  return new SetupProblem(`${action}: ${failureReason(message)}${where}`, {
    mend: failureMend(message, mend),
  });
}
