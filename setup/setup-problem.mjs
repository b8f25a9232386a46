/**
 * A failure that the user can mend: bin/bayes.mjs prints its sentence without a stack trace.
 * Anything else that is thrown is a defect of the project and keeps its trace.
 */
export class SetupProblem extends Error {
  /**
   * @param {string} sentence what failed and why
   * @param {{ mend: string, log?: string }} remedy the command that mends it, and the log file that tells more
   */
  constructor(sentence, { mend, log }) {
    super(`${sentence}. Mend it with: ${mend}${log ? ` (details: ${log})` : ''}`);
    this.name = 'SetupProblem';
  }
}
