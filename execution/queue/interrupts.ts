/** Stops runs, and says below the cell where one cannot be stopped. */
export interface Interrupts {
  /**
   * Asks a run to stop.
   *
   * @param say prints below the run's cell
   */
  interrupt(run: number, say: (sentence: string) => void): void;
  /** The run has ended. */
  end(): void;
}

/** What a cell says that could not be interrupted. */
export const stillRunningSentence =
  'The cell was interrupted but has not stopped: it is in a call that cannot be interrupted, and stops after it. ' +
  'To stop it now, restart the kernel (menu Kernel)\n';
