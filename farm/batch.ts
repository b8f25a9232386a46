import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../setup/commands/usage-error.mjs';
import type { Database } from './database.ts';
import { fingerprint, firstFile, graderKey, makeOutFolder, Seal } from './grader.ts';

/** A class that was handed in. */
export interface Batch {
  id: string;
  seed: string;
}

/**
 * The class that a folder of `--out` stands for; a new folder gets a new one.
 *
 * @param folders that students may have written into
 * @throws {UsageError} where the folder cannot be used, or another grader has begun the class
 */
export async function beginBatch(
  db: Database,
  out: string,
  folders: string[],
  seed?: string,
): Promise<Batch> {
  makeOutFolder(out);
  const key = graderKey([...folders, out]);
  firstFile(pathIn(out), sealOf(key).close({ batch: randomUUID() }));
  const id = idIn(out, key);
  await db.query(
    'insert into farm.batch (id, name, seed, fingerprint) values ($1, $2, $3, $4) on conflict do nothing',
    [id, resolve(out), seed ?? String(randomInt(2 ** 47)), fingerprint()],
  );
  const batch = await knownBatch(db, out, id);
  if (seed !== undefined && seed !== batch.seed)
    throw new UsageError(
      `Cannot hand in for ${out}: a class has one seed, and ${batch.seed} is its own, got ${seed}. Give another folder with --out`,
    );
  return batch;
}

/**
 * The class that was handed in for a folder.
 *
 * @throws {UsageError} where there is none
 */
export async function findBatch(db: Database, out: string): Promise<Batch> {
  return knownBatch(db, out, idIn(out, graderKey([out])));
}

async function knownBatch(db: Database, out: string, id: string): Promise<Batch> {
  const { rows } = await db.query('select id, seed, fingerprint from farm.batch where id = $1', [id]);
  const [batch] = rows;
  if (!batch)
    throw new UsageError(
      `Cannot find the class of ${out}: it was handed in to another database than FARM_DB`,
    );
  if (batch.fingerprint !== fingerprint())
    throw new UsageError(
      `Cannot go on with ${out}: its grader is ${batch.fingerprint}, and this one is ${fingerprint()} on Node ${process.version}. Use the commit and the Node that the class was handed in with, or hand it in anew with another --out`,
    );
  return batch;
}

function idIn(out: string, key: Buffer): string {
  let line: Buffer;
  try {
    line = readFileSync(pathIn(out));
  } catch {
    throw new UsageError(
      `Cannot find a class in ${out}: it must be the --out of npm run farm -- submit, and no farm.json stands in it`,
    );
  }
  const found = sealOf(key).open(line) as { batch: string } | undefined;
  if (found) return found.batch;
  throw new UsageError(
    `Cannot use ${pathIn(out)}: it must carry this grader's seal, and it was changed or another user's key sealed it. Set BAYES_GRADER_KEY to the secret that it was handed in with`,
  );
}

const pathIn = (out: string): string => join(out, 'farm.json');
const sealOf = (key: Buffer) => new Seal(key, 'farm');
