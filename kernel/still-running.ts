/** Name of the function by which the thread of the control channel has the cell say that it has not stopped. */
export const stillRunning = Symbol.for('bayes-notebooks.still-running');

/** What a cell says that could not be interrupted. */
export const stillRunningSentence =
  'The cell was interrupted but has not stopped: it is in a call that cannot be interrupted, and stops after it. ' +
  'To stop it now, restart the kernel (menu Kernel)\n';
