/**
 * Two numbers that both threads read and write: the run that is to stop, and the run that knows that it is. An
 * interrupt names its run, so that one which comes too late stops no other.
 */
export type InterruptFlag = Int32Array;

const asked = 0;
const heard = 1;
const fields = 2;

/** A flag that stops nothing; the first run is number 1. */
export function newInterruptFlag(): InterruptFlag {
  // A page that is not isolated from other origins has no memory to share.
  const isShared = typeof SharedArrayBuffer !== 'undefined';
  return isShared
    ? new Int32Array(new SharedArrayBuffer(fields * Int32Array.BYTES_PER_ELEMENT))
    : new Int32Array(fields);
}

/** Asks a run to stop. */
export function askToStop(flag: InterruptFlag, run: number): void {
  Atomics.store(flag, asked, run);
}

/** The run that is asked to stop; 0 for none. Atomic, because the engine may move a plain read out of a loop. */
export function askedToStop(flag: InterruptFlag): number {
  return Atomics.load(flag, asked);
}

/** The main thread knows that a run is to stop. */
export function hearInterrupt(flag: InterruptFlag, run: number): void {
  Atomics.store(flag, heard, run);
}

/** Whether the main thread knows that a run is to stop. */
export function isHeard(flag: InterruptFlag, run: number): boolean {
  return Atomics.load(flag, heard) === run;
}
