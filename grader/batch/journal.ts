import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Words } from '../../lib/language';
import { newFile } from '../files/new-file';
import type { SubmissionResult } from '../marking/result';
import { type Line, linesOf } from './journal-lines';
import { Seal } from './seal';

interface Header {
  journal: 2;
  /** Of this journal alone, so that no line of another one holds here. */
  id: string;
  seed: string;
  /** Of the rubrics and the grader: under another one nothing is answered from here. */
  fingerprint: string;
}

interface Entry {
  /** Grows from line to line, so that a line does not hold at another place. */
  n: number;
  key: string;
  result: SubmissionResult;
}

/** A header is never longer; what has no end by then is none. */
const longestHeader = 4096;

/**
 * The results of a batch, a line each, written as they come, each under the grader's seal.
 *
 * It is both the memory of a batch that was killed and the cache of a later one: a key stands for a submission's
 * content. A line that does not hold, since it was cut off or changed, is left out, and so no change of the file can
 * change a mark. Only where each line stands is held in memory.
 */
export class Journal {
  readonly #places = new Map<string, { offset: number; length: number }>();
  readonly #file: number;
  readonly #seal: Seal;
  #end = 0;
  #n = 0;
  readonly seed: string;
  /** What is to be said of the journal that was found. */
  readonly remarks: Words[] = [];

  /** Made by `Journal.open` alone. */
  constructor(file: number, seed: string, seal: Seal) {
    this.#file = file;
    this.seed = seed;
    this.#seal = seal;
  }

  /** The seed of the journal at `path`, if this grader has written it. */
  static seedOf(path: string, graderKey: Buffer): string | undefined {
    const found = openOwn(path, graderKey);
    if (found) closeSync(found.file);
    return found?.header.seed;
  }

  /** The journal at `path` to be read alone, which nothing is written to; undefined where this grader has not written it. */
  static existing(path: string, graderKey: Buffer): Journal | undefined {
    const found = openOwn(path, graderKey, constants.O_RDONLY);
    if (!found) return undefined;
    const journal = new Journal(found.file, found.header.seed, sealOf(graderKey, found.header.id));
    journal.#takeNote(path, found.length);
    return journal;
  }

  /**
   * Goes on with the journal at `path` where this grader has written it and seed and fingerprint are the same, else
   * begins it anew.
   */
  static open(path: string, graderKey: Buffer, seed: string, fingerprint: string): Journal {
    mkdirSync(dirname(path), { recursive: true });
    const found = openOwn(path, graderKey);
    if (found && found.header.seed === seed && found.header.fingerprint === fingerprint) {
      const journal = new Journal(found.file, seed, sealOf(graderKey, found.header.id));
      journal.#takeNote(path, found.length);
      ftruncateSync(found.file, journal.#end); // a line that was cut off
      return journal;
    }
    if (found) closeSync(found.file);
    const { descriptor, finish } = newFile(path);
    const header: Header = { journal: 2, id: randomBytes(16).toString('hex'), seed, fingerprint };
    const journal = new Journal(descriptor, seed, sealOf(graderKey, header.id));
    journal.#append(headerSeal(graderKey).close(header));
    if (!found && lstatSync(path, { throwIfNoEntry: false })) journal.remarks.push(foreign(path));
    finish();
    return journal;
  }

  has(key: string): boolean {
    return this.#places.has(key);
  }

  write(key: string, result: SubmissionResult): void {
    const entry: Entry = { n: ++this.#n, key, result };
    this.#places.set(key, this.#append(this.#seal.close(entry)));
  }

  read(key: string): SubmissionResult {
    const place = this.#places.get(key);
    if (!place) throw new Error(`Cannot read ${key} from the journal: it holds no such result`);
    const bytes = Buffer.alloc(place.length);
    readSync(this.#file, bytes, 0, place.length, place.offset);
    return (JSON.parse(bytes.toString('utf8')) as Entry).result;
  }

  close(): void {
    closeSync(this.#file);
  }

  /** Takes note of the lines after the header, whose line feed is byte `start - 1`. */
  #takeNote(path: string, start: number): void {
    const damaged: number[] = [];
    let number = 2;
    this.#end = start;
    for (const line of linesOf(this.#file, start)) {
      const whole = line.ended && line.bytes;
      const entry = whole ? (this.#seal.open(whole) as Entry | undefined) : undefined;
      if (entry && entry.n > this.#n) {
        this.#n = entry.n;
        this.#places.set(entry.key, placeOf(line));
      } else damaged.push(number);
      if (line.ended) this.#end = line.offset + line.length + 1;
      number++;
    }
    if (damaged.length > 0) this.remarks.push(leftOut(path, damaged));
  }

  #append(text: string): { offset: number; length: number } {
    const line = Buffer.from(`${text}\n`);
    let written = 0;
    while (written < line.length)
      written += writeSync(this.#file, line, written, line.length - written, this.#end + written);
    const place = { offset: this.#end, length: line.length - 1 };
    this.#end += line.length;
    return place;
  }
}

const headerSeal = (graderKey: Buffer): Seal => new Seal(graderKey, 'journal');
const sealOf = (graderKey: Buffer, id: string): Seal => new Seal(graderKey, `journal ${id}`);
const placeOf = ({ offset, length }: Line): { offset: number; length: number } => ({ offset, length });

/**
 * The journal at `path`, if it begins with a header of this grader.
 *
 * @returns its open file and the length of its first line, or undefined: also for a link, or for a file that has other
 *   names too, since writing on would change a file elsewhere
 */
function openOwn(
  path: string,
  graderKey: Buffer,
  access = constants.O_RDWR,
): { file: number; header: Header; length: number } | undefined {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  const file = openSync(path, access | (constants.O_NOFOLLOW ?? 0));
  const start = Buffer.alloc(longestHeader);
  const end = start.subarray(0, readSync(file, start, 0, longestHeader, 0)).indexOf(10);
  const header = headerSeal(graderKey).open(start.subarray(0, Math.max(0, end))) as Header | undefined;
  if (header && fstatSync(file).nlink === 1) return { file, header, length: end + 1 };
  closeSync(file);
  return undefined;
}

const foreign = (path: string): Words => ({
  pl: `${path}: ten dziennik nie nosi pieczęci tego programu oceniającego, więc zaczyna się od nowa`,
  en: `${path}: this journal does not carry this grader's seal, so it is begun anew`,
});

function leftOut(path: string, lines: number[]): Words {
  const few = lines.slice(0, 5).join(', ') + (lines.length > 5 ? ', …' : '');
  return {
    pl: `${path}, wiersz ${few}: uszkodzony i pominięty; to, co w nim było, ocenia się jeszcze raz`,
    en: `${path}, line ${few}: damaged and left out; what it held is graded again`,
  };
}
