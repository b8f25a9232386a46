/**
 * The child's end of the pipe: blocking reads and writes, so that nothing a submission left in the event loop runs
 * between two calls. Its references are taken before the submission is loaded.
 */
import { readSync, writeSync } from 'node:fs';
import { bytesPerNumber, channelFd, type Reply, type Request } from './channel';

const { parse, stringify } = JSON;

/** Waits for the parent's next request; undefined once the parent has closed the pipe. */
export function readRequest(): Request | undefined {
  const length = readBytes(4);
  if (length === undefined) return undefined;
  const text = readBytes(length.readUInt32LE(0));
  return text && (parse(text.toString('utf8')) as Request);
}

export function writeReply(reply: Reply, numbers: Float64Array = new Float64Array(0)): void {
  const header = Buffer.from(stringify(reply), 'utf8');
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(header.length, 0);
  lengths.writeUInt32LE(numbers.length * bytesPerNumber, 4);
  const payload = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  writeBytes(Buffer.concat([lengths, header, payload]));
}

function readBytes(length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  for (let offset = 0; offset < length; ) {
    const count = readSync(channelFd, bytes, offset, length - offset, null);
    if (count === 0) return undefined;
    offset += count;
  }
  return bytes;
}

function writeBytes(bytes: Buffer): void {
  for (let offset = 0; offset < bytes.length; )
    offset += writeSync(channelFd, bytes, offset, bytes.length - offset);
}
