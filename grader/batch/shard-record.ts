import { lstatSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { writeNewFile } from '../files/new-file';
import type { Layer } from '../sandbox/detect-layers';
import type { Graded } from './grade-batch';
import { Seal } from './seal';
import type { Shard } from './shard';

/** What a finished part of a class says of itself, beside its journal. */
export interface ShardRecord extends Shard {
  /** The hash of the class that it is a part of. */
  class: string;
  /** How many hand-ins the whole class has. */
  count: number;
  seed: string;
  fingerprint: string;
  /** Node's version, which the fingerprint holds: for the sentence that says why it differs. */
  node: string;
  sandbox: Layer[];
  /** The part's own hand-ins, with their places in the whole class. */
  rows: (Graded & { at: number })[];
}

/** Writes it as the last thing that a part does: where it stands, the part is finished. */
export function writeShardRecord(folder: string, record: ShardRecord, graderKey: Buffer): void {
  writeNewFile(pathIn(folder), `${sealOf(graderKey).close(record)}\n`);
}

/**
 * Makes a folder ready for a part that is begun: until it is finished, it has no record.
 *
 * @throws {UsageError} where the folder holds another part
 */
export function beginShard(folder: string, { part, of }: Shard, graderKey: Buffer): void {
  const earlier = open(folder, graderKey);
  if (earlier && (earlier.part !== part || earlier.of !== of))
    throw new UsageError(
      `Cannot grade part ${part}/${of} into ${folder}: each part must have a folder of its own, and ${earlier.part}/${earlier.of} stands there. Give another one with --out`,
    );
  rmSync(pathIn(folder), { force: true });
}

/**
 * Reads the record of a finished part.
 *
 * @throws {UsageError} where there is none, or this grader's key has not sealed it
 */
export function readShardRecord(folder: string, graderKey: Buffer): ShardRecord {
  const path = pathIn(folder);
  const fail = (rule: string): never => {
    throw new UsageError(`Cannot merge ${folder}: ${rule}`);
  };
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile())
    fail(
      'it must be the --out of a finished --shard, and no shard.json stands in it. Type that command again: it goes on where it was',
    );
  return open(folder, graderKey) ?? fail(otherKey('shard.json'));
}

/** Why something that another machine wrote does not hold here. */
export const otherKey = (file: string): string =>
  `its ${file} must carry this grader's seal, and it was changed or another key sealed it. Set BAYES_GRADER_KEY to the same secret on every machine, here too, and grade the part again`;

function open(folder: string, graderKey: Buffer): ShardRecord | undefined {
  const path = pathIn(folder);
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  const line = readFileSync(path);
  return sealOf(graderKey).open(line.subarray(0, -1)) as ShardRecord | undefined;
}

const pathIn = (folder: string): string => join(folder, 'shard.json');
const sealOf = (graderKey: Buffer): Seal => new Seal(graderKey, 'shard');
