import { checkInterrupt, displayed, outputCell } from './cell';
import { INTERRUPT_CHECK } from './compiler';

/** Where a library that knows nothing of Jupyter finds the way to show a figure. */
const DISPLAY_HOOK = Symbol.for('bayes-notebooks.display');

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

/** Sends what is printed to the cell that prints it, and defines what cells and libraries call by name. */
export function connectCells(): void {
  redirect('stdout');
  redirect('stderr');
  Object.defineProperty(globalThis, DISPLAY_HOOK, { value: displayed });
  const afterAwait = <T>(value: T): T => {
    checkInterrupt();
    return value;
  };
  Object.defineProperty(globalThis, INTERRUPT_CHECK, { value: afterAwait });
}
