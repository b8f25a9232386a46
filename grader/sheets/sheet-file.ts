import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { UsageError } from '#setup/commands/usage-error.mjs';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1250';

/**
 * A table in a text file as spreadsheets and platforms save it: UTF-8 or UTF-16, with or without a byte order mark, or
 * else the code page of Polish Windows.
 *
 * Its text is kept as it stands in the file, a character for each byte (in UTF-16 for each unit), so that what nobody
 * changes is given back byte for byte, whatever it may be.
 */
export class SheetFile {
  readonly #encoding: Encoding;
  readonly #mark: Uint8Array;
  /** The text as it stands in the file. */
  readonly raw: string;

  /** @param bytes of the whole file */
  constructor(bytes: Buffer) {
    const { encoding, markLength } = encodingOf(bytes);
    this.#encoding = encoding;
    this.#mark = bytes.subarray(0, markLength);
    const body = bytes.subarray(markLength);
    if (encoding === 'utf-16le') this.raw = body.toString('utf16le');
    else if (encoding === 'utf-16be') this.raw = swapped(body).toString('utf16le');
    else this.raw = body.toString('latin1');
  }

  /**
   * @throws {UsageError} where it cannot be read
   */
  static read(path: string): SheetFile {
    try {
      return new SheetFile(readFileSync(path));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const reasons: Record<string, string> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder' };
      throw new UsageError(`Cannot read ${path}: ${reasons[code ?? ''] ?? message}`);
    }
  }

  /** A piece of the raw text in words. */
  decode(raw: string): string {
    if (this.#encoding.startsWith('utf-16') || /^[\0-\x7f]*$/.test(raw)) return raw;
    return new TextDecoder(this.#encoding).decode(Buffer.from(raw, 'latin1'));
  }

  /** Words as they would stand in the raw text; what its encoding does not have is a question mark. */
  encode(text: string): string {
    if (this.#encoding.startsWith('utf-16')) return text;
    if (this.#encoding === 'utf-8') return Buffer.from(text).toString('latin1');
    return [...text].map((character) => windows1250.get(character) ?? '?').join('');
  }

  /** The file with another raw text. */
  bytes(raw: string): Buffer {
    const body = Buffer.from(raw, this.#encoding.startsWith('utf-16') ? 'utf16le' : 'latin1');
    return Buffer.concat([this.#mark, this.#encoding === 'utf-16be' ? swapped(body) : body]);
  }
}

function encodingOf(bytes: Buffer): { encoding: Encoding; markLength: number } {
  const starts = (...mark: number[]) => mark.every((byte, i) => bytes[i] === byte);
  if (starts(0xef, 0xbb, 0xbf)) return { encoding: 'utf-8', markLength: 3 };
  if (bytes.length % 2 === 0) {
    if (starts(0xff, 0xfe)) return { encoding: 'utf-16le', markLength: 2 };
    if (starts(0xfe, 0xff)) return { encoding: 'utf-16be', markLength: 2 };
    if (bytes.length > 1 && bytes[0] !== 0 && bytes[1] === 0) return { encoding: 'utf-16le', markLength: 0 };
    if (bytes.length > 1 && bytes[0] === 0 && bytes[1] !== 0) return { encoding: 'utf-16be', markLength: 0 };
  }
  return { encoding: isUtf8(bytes) ? 'utf-8' : 'windows-1250', markLength: 0 };
}

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

const windows1250 = new Map(
  Array.from({ length: 256 }, (_, byte): [string, string] => [
    new TextDecoder('windows-1250').decode(Uint8Array.of(byte)),
    String.fromCharCode(byte),
  ]),
);
