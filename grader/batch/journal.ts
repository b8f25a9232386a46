import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { SubmissionResult } from '../marking/result';

interface Header {
  journal: 1;
  seed: string;
  /** Of the rubrics and the grader: under another one nothing is answered from here. */
  fingerprint: string;
}

/**
 * The results of a batch, a line each, written as they come.
 *
 * It is both the memory of a batch that was killed (a line that was cut off is dropped) and the cache of a later
 * one: a key stands for a submission's content. Only where each line stands is held in memory.
 */
export class Journal {
  readonly #places = new Map<string, { offset: number; length: number }>();
  #end = 0;
  readonly #file: number;
  readonly seed: string;

  /** Made by `Journal.open` alone. */
  constructor(file: number, seed: string) {
    this.#file = file;
    this.seed = seed;
  }

  /** The seed of the journal at `path`, if there is a readable one. */
  static seedOf(path: string): string | undefined {
    if (!existsSync(path)) return undefined;
    const file = openSync(path, 'r');
    try {
      return headerOf(lines(file).next().value?.text)?.seed;
    } finally {
      closeSync(file);
    }
  }

  /** Goes on with the journal at `path` where seed and fingerprint are the same, else begins it anew. */
  static open(path: string, seed: string, fingerprint: string): Journal {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, existsSync(path) ? 'r+' : 'w+');
    const journal = new Journal(file, seed);
    const reader = lines(file);
    const first = reader.next().value;
    const header = headerOf(first?.text);
    if (first && header?.seed === seed && header.fingerprint === fingerprint) {
      journal.#end = first.offset + first.length + 1;
      for (const { offset, length, text } of reader) {
        journal.#places.set((JSON.parse(text) as { key: string }).key, { offset, length });
        journal.#end = offset + length + 1;
      }
      ftruncateSync(file, journal.#end);
    } else {
      ftruncateSync(file, 0);
      journal.#append({ journal: 1, seed, fingerprint } satisfies Header);
    }
    return journal;
  }

  has(key: string): boolean {
    return this.#places.has(key);
  }

  write(key: string, result: SubmissionResult): void {
    this.#places.set(key, this.#append({ key, result }));
  }

  read(key: string): SubmissionResult {
    const place = this.#places.get(key);
    if (!place) throw new Error(`Cannot read ${key} from the journal: it holds no such result`);
    const bytes = Buffer.alloc(place.length);
    readSync(this.#file, bytes, 0, place.length, place.offset);
    return (JSON.parse(bytes.toString('utf8')) as { result: SubmissionResult }).result;
  }

  close(): void {
    closeSync(this.#file);
  }

  #append(value: unknown): { offset: number; length: number } {
    const line = Buffer.from(`${JSON.stringify(value)}\n`);
    let written = 0;
    while (written < line.length)
      written += writeSync(this.#file, line, written, line.length - written, this.#end + written);
    const place = { offset: this.#end, length: line.length - 1 };
    this.#end += line.length;
    return place;
  }
}

function headerOf(text: string | undefined): Header | undefined {
  try {
    const header = JSON.parse(text ?? '') as Partial<Header> | null;
    return header?.journal === 1 ? (header as Header) : undefined;
  } catch {
    return undefined; // not a journal of ours: it is begun anew
  }
}

/** Whole lines of a file, with where they stand; what follows the last line feed is left out. */
function* lines(file: number): Generator<{ offset: number; length: number; text: string }, undefined> {
  const { size } = fstatSync(file);
  const chunk = Buffer.alloc(1 << 20);
  let rest = Buffer.alloc(0);
  let offset = 0;
  for (let position = 0; position < size; ) {
    const read = readSync(file, chunk, 0, chunk.length, position);
    if (read === 0) return;
    position += read;
    rest = Buffer.concat([rest, chunk.subarray(0, read)]);
    for (let feed = rest.indexOf(10); feed >= 0; feed = rest.indexOf(10)) {
      yield { offset, length: feed, text: rest.toString('utf8', 0, feed) };
      rest = rest.subarray(feed + 1);
      offset += feed + 1;
    }
  }
}
