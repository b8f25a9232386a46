/** One number that both threads read and write: how far an interrupt of the running cell has come. */
export type InterruptFlag = Int32Array<SharedArrayBuffer>;

const none = 0;
const sent = 1;
const heard = 2;

/** A flag that tells of no interrupt. */
export function newInterruptFlag(): InterruptFlag {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** An interrupt has come in. */
export function sendInterrupt(flag: InterruptFlag): void {
  Atomics.store(flag, 0, sent);
}

/** The main thread knows of it. */
export function hearInterrupt(flag: InterruptFlag): void {
  Atomics.store(flag, 0, heard);
}

/** The cell has ended. */
export function endInterrupt(flag: InterruptFlag): void {
  Atomics.store(flag, 0, none);
}

/** Whether the main thread does not know of it yet. */
export function isUnheard(flag: InterruptFlag): boolean {
  return Atomics.load(flag, 0) === sent;
}

/** Whether the running cell is to stop. Atomic, because the engine may move a plain read out of a loop. */
export function isInterrupted(flag: InterruptFlag): boolean {
  return Atomics.load(flag, 0) !== none;
}
