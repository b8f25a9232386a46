import { join, resolve } from 'node:path';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { warn } from '#setup/programs/say.mjs';
import { fingerprint } from './batch/fingerprint';
import { type FoundShard, mustFitTogether } from './batch/fit-shards';
import { lockFolder } from './batch/folder-lock';
import { graderKey } from './batch/grader-key';
import { Journal } from './batch/journal';
import { makeOutFolder } from './batch/out-folder';
import { otherKey, readShardRecord } from './batch/shard-record';
import { weakestLayers } from './batch/weakest-layers';
import { ClassReports } from './class-reports';
import { removeLeftovers } from './files/new-file';
import type { GradeOptions } from './grade-options';
import { rubricsFor } from './marking/rubrics';
import { plainText } from './reports/plain-text';

/**
 * `npm run grade -- --merge DIR... --out DIR`: the reports of a class out of its parts, as if it had been graded in one
 * run. No answer is run, so no sandbox is asked for.
 *
 * @returns the exit status of `npm run grade`, but for wrong usage
 * @throws {UsageError} where the parts are not those of one class, or a file that the instructor names cannot be used
 */
export async function merge(options: GradeOptions & { out: string }): Promise<number> {
  const { paths, out, language } = options;
  const among = paths.find((path) => resolve(path) === resolve(out));
  if (among !== undefined)
    throw new UsageError(
      `Cannot merge into ${out}: it must be none of the parts. Give another folder with --out`,
    );
  const key = graderKey([...paths, out]);
  const shards = paths.map((folder) => ({ folder, record: readShardRecord(folder, key) }));
  const code = fingerprint();
  mustFitTogether(shards, code);
  makeOutFolder(out);
  const unlock = lockFolder(out, key);
  try {
    removeLeftovers(out);
    const seed = shards[0]?.record.seed as string;
    const graded = shards.flatMap(({ record }) => record.rows).sort((a, b) => a.at - b.at);
    const reports = new ClassReports(options, { seed, rubrics: rubricsFor(seed) }, graded);
    const journal = Journal.open(join(out, 'journal.jsonl'), key, seed, code);
    for (const remark of journal.remarks) warn(plainText(remark[language]));
    for (const shard of shards) copyResults(shard, journal, key);
    const status = await reports.write(
      graded,
      journal,
      weakestLayers(shards.map((one) => one.record.sandbox)),
    );
    journal.close();
    return status;
  } finally {
    unlock();
  }
}

/** What is not remembered of content, by its file, is always the part's. A result at a time, so that a large class takes no more memory than a small one. */
function copyResults({ folder, record }: FoundShard, journal: Journal, key: Buffer): void {
  const own = Journal.existing(join(folder, 'journal.jsonl'), key);
  if (!own || own.seed !== record.seed)
    throw new UsageError(`Cannot merge ${folder}: ${otherKey('journal.jsonl')}`);
  for (const { key: result, file } of record.rows) {
    if (!own.has(result))
      throw new UsageError(
        `Cannot merge ${folder}: its journal must hold a result of each hand-in, and that of ${file} was changed or cut. Grade the part again: it goes on where it was`,
      );
    if (!journal.has(result) || result.startsWith('file:')) journal.write(result, own.read(result));
  }
  own.close();
}
