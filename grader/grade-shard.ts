import { say, warn } from '#setup/programs/say.mjs';
import type { Words } from '../lib/language';
import type { Found } from './batch/find-submissions';
import { fingerprint } from './batch/fingerprint';
import type { Graded } from './batch/grade-batch';
import type { Journal } from './batch/journal';
import { partOf, type Shard, seedOfClass, type WholeClass } from './batch/shard';
import { beginShard, writeShardRecord } from './batch/shard-record';
import type { GradeOptions } from './grade-options';
import type { Reader } from './reading/reader';
import { plainText } from './reports/plain-text';
import type { Layer } from './sandbox/detect-layers';

/** The part of a class that `--shard` names: it gets a record in the place of reports, which `--merge` writes of all. */
export class GradedShard {
  readonly own: Found[];
  /** Where none is typed. */
  readonly seed: string;
  readonly #options: GradeOptions & { out: string };
  readonly #shard: Shard;
  readonly #class: WholeClass;
  readonly #count: number;
  readonly #key: Buffer;

  /** Made by `GradedShard.begin`. */
  constructor(
    options: GradeOptions & { out: string },
    shard: Shard,
    all: WholeClass,
    count: number,
    key: Buffer,
  ) {
    this.#options = options;
    this.#shard = shard;
    this.#class = all;
    this.#count = count;
    this.#key = key;
    this.own = all.own.map(({ found }) => found);
    this.seed = seedOfClass(all, key);
  }

  /**
   * Finds out which hand-ins are the part's own.
   *
   * @returns undefined where the whole class is graded
   * @throws {UsageError} where another part stands in its folder
   */
  static async begin(
    options: GradeOptions,
    found: Found[],
    readers: readonly Reader[],
    key: Buffer,
  ): Promise<GradedShard | undefined> {
    const { shard, out } = options;
    if (shard === undefined || out === undefined) return undefined;
    beginShard(out, shard, key);
    for (const words of leftForMerge(options)) warn(words);
    return new GradedShard(
      { ...options, out },
      shard,
      await partOf(found, shard, readers),
      found.length,
      key,
    );
  }

  /**
   * Writes the record: the part is finished.
   *
   * @param graded in the order of `own`
   * @returns the exit status: 3 where the grader failed on one of them, else 0
   */
  async write(graded: Graded[], journal: Journal, sandbox: Layer[]): Promise<number> {
    const { out, language } = this.#options;
    const { digest, own } = this.#class;
    const record = {
      ...this.#shard,
      class: digest,
      count: this.#count,
      seed: journal.seed,
      fingerprint: fingerprint(),
      node: process.version,
      sandbox,
      rows: graded.map((one, i) => ({ ...one, at: own[i]?.at as number })),
    };
    writeShardRecord(out, record, this.#key);
    say(plainText(done(out, this.#shard, graded.length, this.#count, journal.seed)[language]));
    const failed = graded.filter(({ key }) => journal.read(key).status === 'grader-fault');
    for (const { file } of failed) warn(plainText(faulty(file)[language]));
    return failed.length > 0 ? 3 : 0;
  }
}

/** What is typed about the reports, which are written of the whole class alone: said, so that nobody waits for it. */
function leftForMerge(options: GradeOptions): string[] {
  const { overrides, fill, assignment, column, formats, failUnder, instructor, language } = options;
  const typed = { overrides, fill, assignment, column, format: formats[0], 'fail-under': failUnder };
  const names = Object.entries({ ...typed, instructor: instructor || undefined })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `--${name}`);
  if (names.length === 0) return [];
  const words: Words = {
    pl: `${names.join(', ')}: liczy się dopiero przy --merge, trzeba to podać tam`,
    en: `${names.join(', ')}: counts at --merge alone, where it has to be given`,
  };
  return [words[language]];
}

const done = (out: string, { part, of }: Shard, own: number, all: number, seed: string): Words => ({
  pl: `${out}: część ${part}/${of}, oceniono ${own} z ${all} prac, ziarno ${seed}. Gdy są wszystkie części: npm run grade -- --merge FOLDER... --out FOLDER`,
  en: `${out}: part ${part}/${of}, ${own} of ${all} hand-ins graded, seed ${seed}. Once all parts are there: npm run grade -- --merge DIR... --out DIR`,
});

const faulty = (file: string): Words => ({
  pl: `${file}: zawiódł system oceniania; to samo polecenie spróbuje jeszcze raz`,
  en: `${file}: the grader failed; the same command tries it again`,
});
