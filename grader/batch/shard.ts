import { createHash, createHmac } from 'node:crypto';
import type { Reader } from '../reading/reader';
import type { Found } from './find-submissions';

/** A part of a class, as `--shard K/N` names it. */
export interface Shard {
  /** From 1 to `of`. */
  part: number;
  of: number;
}

/** A class as each machine finds it by itself, whatever part of it is its own. */
export interface WholeClass {
  /** A hash of all hand-ins, with the names that the report will give them. */
  digest: string;
  /** The part's own hand-ins, each with its place in the whole class. */
  own: { at: number; found: Found }[];
}

/**
 * Takes the K-th of N parts of a class. What is in a part follows from what was handed in and not from the order of the
 * files, so that equal files are graded once, and one more hand-in moves no other.
 *
 * @param readers look into the files, each its own share of them
 * @throws {GraderFault} where the machine is at fault: it could not agree with the others
 */
export async function partOf(
  found: readonly Found[],
  { part, of }: Shard,
  readers: readonly Reader[],
): Promise<WholeClass> {
  const contents = await contentsOf(found, readers);
  const named = found.map(({ file, student, id = '' }, i) => [file, student, id, contents[i]]);
  return {
    digest: sha256(JSON.stringify(named)),
    own: found
      .map((one, at) => ({ at, found: one }))
      .filter(({ at }) => leadingBits(contents[at] as string) % of === part - 1),
  };
}

/**
 * The seed of a class for which none was given: the same on every machine that has the grader's key, and no student can
 * find it out from the hand-ins.
 */
export const seedOfClass = ({ digest }: WholeClass, graderKey: Buffer): string =>
  String(leadingBits(createHmac('sha256', graderKey).update(`seed\0${digest}`).digest('hex')));

/** A hash of each hand-in: of its bytes, or where there are none, of its name. */
async function contentsOf(found: readonly Found[], readers: readonly Reader[]): Promise<string[]> {
  const contents: string[] = new Array(found.length);
  await Promise.all(
    readers.map(async (reader, first) => {
      for (let i = first; i < found.length; i += readers.length) {
        const { place, file } = found[i] as Found;
        contents[i] = (place && (await reader.digest(place))) ?? sha256(file);
      }
    }),
  );
  return contents;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** 48 bits, which a number holds exactly. */
const leadingBits = (hash: string): number => Number.parseInt(hash.slice(0, 12), 16);
