import { StringDecoder } from 'node:string_decoder';
import { outputCell } from '../../execution/cell';
import { offerDisplay } from '../../execution/display-hook';

function redirect(name: 'stdout' | 'stderr'): void {
  const stream = process[name];
  const write = stream.write.bind(stream) as (...all: unknown[]) => boolean;
  // A stream may be cut in the middle of a letter.
  const decoders = new WeakMap<object, StringDecoder>();
  const textOf = (cell: object, chunk: string | Uint8Array, encoding: unknown): string => {
    const isText = typeof encoding !== 'string' || /^utf-?8$/i.test(encoding);
    if (typeof chunk === 'string' && isText) return chunk;
    const bytes =
      typeof chunk === 'string' ? Buffer.from(chunk, encoding as BufferEncoding) : Buffer.from(chunk);
    const decoder = decoders.get(cell) ?? new StringDecoder();
    decoders.set(cell, decoder);
    return decoder.write(bytes);
  };
  const toCell = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    const cell = outputCell();
    if (cell === undefined) return write(chunk, encoding, done);
    cell.write(name, textOf(cell, chunk, encoding));
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') process.nextTick(callback);
    return true;
  };
  stream.write = toCell as typeof stream.write;
  // A notebook is no terminal, wherever the kernel was started from: no colour codes in what is stored.
  stream.isTTY = false;
}

/** Sends what is printed, and what the library shows, to the cell that it comes from, and empties its output. */
export function connectOutput(): void {
  redirect('stdout');
  redirect('stderr');
  // Node's own does nothing where the output is no terminal.
  console.clear = () => outputCell()?.clear();
  offerDisplay();
}
