import { fstatSync, readSync } from 'node:fs';

/** A line of a file, and where it stands. */
export interface Line {
  offset: number;
  /** In bytes, without the line feed. */
  length: number;
  /** Whether a line feed follows: else it was cut off. */
  ended: boolean;
  /** Undefined where it is longer than any result. */
  bytes?: Buffer;
}

/** No result comes near: a submission of the greatest size is read in full, and its text stands in its result once. */
const longestLine = 2 ** 28;

/** The lines of a file from a position on, in bounded memory. */
export function* linesOf(file: number, start: number): Generator<Line, void> {
  const { size } = fstatSync(file);
  const chunk = Buffer.alloc(1 << 20);
  let parts: Buffer[] = [];
  let offset = start;
  let length = 0;
  const line = (ended: boolean): Line => {
    const found = { offset, length, ended, ...(length <= longestLine && { bytes: Buffer.concat(parts) }) };
    offset += length + 1;
    length = 0;
    parts = [];
    return found;
  };
  const add = (bytes: Buffer): void => {
    length += bytes.length;
    if (length <= longestLine) parts.push(Buffer.from(bytes));
    else parts = [];
  };
  for (let position = start; position < size; ) {
    const read = readSync(file, chunk, 0, chunk.length, position);
    if (read === 0) break;
    position += read;
    let at = 0;
    for (let feed = chunk.indexOf(10); feed >= 0 && feed < read; feed = chunk.indexOf(10, at)) {
      add(chunk.subarray(at, feed));
      at = feed + 1;
      yield line(true);
    }
    add(chunk.subarray(at, read));
  }
  if (length > 0) yield line(false);
}
