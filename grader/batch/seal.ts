import { createHmac, timingSafeEqual } from 'node:crypto';

/** Tells lines that this grader has written from all others: a keyed hash at the end of each. */
export class Seal {
  readonly #key: Buffer;
  readonly #purpose: string;

  /**
   * @param key of the grader
   * @param purpose what the lines are for; a line that was sealed for something else does not hold here
   */
  constructor(key: Buffer, purpose: string) {
    this.#key = key;
    this.#purpose = purpose;
  }

  /** @returns the value as one line of JSON, without the line feed, with the seal as its last member */
  close(value: object): string {
    const body = JSON.stringify(value).slice(0, -1);
    return body + opening + this.#of(Buffer.from(body)) + ending;
  }

  /** @returns the value with its seal, or undefined where the line is not, byte for byte, one that was closed here */
  open(line: Buffer): unknown {
    const body = line.subarray(0, Math.max(0, line.length - sealLength));
    const expected = Buffer.from(opening + this.#of(body) + ending);
    const found = line.subarray(body.length);
    if (found.length !== expected.length || !timingSafeEqual(found, expected)) return undefined;
    return JSON.parse(line.toString('utf8'));
  }

  #of(body: Buffer): string {
    return createHmac('sha256', this.#key).update(`${this.#purpose}\0`).update(body).digest('base64url');
  }
}

const opening = ',"seal":"';
const ending = '"}';
/** 256 bits, six in a character. */
const sealLength = opening.length + Math.ceil(256 / 6) + ending.length;
