import { bytesPerNumber, maxHeader, maxNumbers } from './child/channel';

/** A reply cut out of a child's bytes; its header is still unread. */
export interface Frame {
  header: string;
  numbers: Float64Array;
}

/**
 * Cuts replies out of the bytes that come from a child, which can be any. It holds no more of them than one reply may
 * have, and says what is wrong with them instead of throwing.
 */
export class ReplyReader {
  #chunks: Buffer[] = [];
  #size = 0;
  /** Where the reply under way has its header's and its own end, once its first eight bytes are there. */
  #ends: { header: number; reply: number } | undefined;

  /** @returns the reply that these bytes complete, undefined where more must come, or what is wrong */
  push(chunk: Buffer): Frame | string | undefined {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#ends === undefined) {
      if (this.#size < 8) return undefined;
      const ends = endsOf(this.#joined());
      if (typeof ends === 'string') return ends;
      this.#ends = ends;
    }
    const { header, reply } = this.#ends;
    if (this.#size < reply) return undefined;
    if (this.#size > reply) return 'more bytes than one answer has';
    const bytes = this.#joined();
    this.#chunks = [];
    this.#size = 0;
    this.#ends = undefined;
    return {
      header: bytes.toString('utf8', 8, header),
      numbers: new Float64Array(Uint8Array.from(bytes.subarray(header)).buffer),
    };
  }

  #joined(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] as Buffer;
  }
}

function endsOf(bytes: Buffer): { header: number; reply: number } | string {
  const headerLength = bytes.readUInt32LE(0);
  const payloadLength = bytes.readUInt32LE(4);
  if (headerLength > maxHeader || payloadLength > maxNumbers * bytesPerNumber)
    return 'an answer above the limit of size';
  if (payloadLength % bytesPerNumber !== 0) return 'an answer that is not made of numbers';
  return { header: 8 + headerLength, reply: 8 + headerLength + payloadLength };
}
