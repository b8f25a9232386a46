/**
 * @typedef {object} Step
 * @property {string} name
 * @property {Step[]} [needs] what has to be done before; all else may run beside it
 * @property {string} [without] what then holds, where the lecture runs without it too
 * @property {() => boolean} isDone looks at a few files and starts no program
 * @property {(work: StepWork) => Promise<string | undefined>} run resolves to a sentence where the rest can go on
 *   without this step; rejects with a SetupProblem where it cannot
 */
/** @typedef {{ report: import('../programs/progress.mjs').Report, onChild: (pid: number | undefined) => void }} StepWork */

export {};
