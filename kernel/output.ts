import { checkInterrupt, displayed, outputCell, runningCell, takeInterrupt } from './cell';
import { awaitCheck, loopCheck } from './compiler';
import { type InterruptFlag, isInterrupted } from './interrupt-flag';
import { stillRunning, stillRunningSentence } from './still-running';

/** Where a library that knows nothing of Jupyter finds the way to show a figure. */
const displayHook = Symbol.for('bayes-notebooks.display');

function redirect(name: 'stdout' | 'stderr'): void {
  const stream = process[name];
  const write = stream.write.bind(stream) as (...all: unknown[]) => boolean;
  const toCell = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    const cell = outputCell();
    if (cell === undefined) return write(chunk, encoding, done);
    const text =
      typeof chunk === 'string'
        ? chunk
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString();
    cell.write(name, text);
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') process.nextTick(callback);
    return true;
  };
  stream.write = toCell as typeof stream.write;
  // A notebook is no terminal, wherever the kernel was started from: no colour codes in what is stored.
  stream.isTTY = false;
}

/**
 * Sends what is printed to the cell that prints it, and defines what cells, libraries and the thread of the
 * control channel call by name.
 */
export function connectCells(flag: InterruptFlag): void {
  redirect('stdout');
  redirect('stderr');
  const afterAwait = <T>(value: T): T => {
    checkInterrupt();
    return value;
  };
  const inLoop = (): void => {
    if (isInterrupted(flag)) takeInterrupt();
  };
  const sayStillRunning = (): void => {
    const cell = runningCell();
    cell?.write('stderr', stillRunningSentence);
    cell?.flush();
  };
  for (const [name, value] of [
    [displayHook, displayed],
    [awaitCheck, afterAwait],
    [loopCheck, inLoop],
    [stillRunning, sayStillRunning],
  ] as const)
    Object.defineProperty(globalThis, name, { value });
}
