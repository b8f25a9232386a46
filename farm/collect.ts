import { join } from 'node:path';
import { UsageError } from '../setup/commands/usage-error.mjs';
import { warn } from '../setup/programs/say.mjs';
import { findBatch } from './batch.ts';
import type { FarmOptions } from './command.ts';
import type { Database } from './database.ts';
import {
  fingerprint,
  graderKey,
  inFileOrder,
  Journal,
  lockFolder,
  plainText,
  removeLeftovers,
  rubricsFor,
  weakestLayers,
} from './grader.ts';
import { ClassReports } from './grader-reports.ts';
import { resultOf } from './results.ts';

/** So many marks are in memory at a time. */
const chunk = 100;

/**
 * `npm run farm -- collect --out DIR`: the reports of a class that is graded, as if it had been graded in one run here.
 *
 * @returns the exit status of `npm run grade`
 * @throws {UsageError} where hand-ins wait still, or a file that the instructor names cannot be used
 */
export async function collect(options: FarmOptions & { out: string }, db: Database): Promise<number> {
  const { out, language } = options;
  const batch = await findBatch(db, out);
  const { rows: left } = await db.query(
    `select count(*)::int as all, count(*) filter (where state in ('waiting', 'running'))::int as waiting
     from farm.progress where batch = $1`,
    [batch.id],
  );
  if (left[0].waiting > 0)
    throw new UsageError(
      `Cannot collect ${out}: all hand-ins must be graded, and ${left[0].waiting} of ${left[0].all} are not yet. Wait for them: npm run farm -- status --out ${out} --watch`,
    );
  const key = graderKey([out]);
  const unlock = lockFolder(out, key);
  try {
    removeLeftovers(out);
    const people = await handInsOf(db, batch.id);
    const reports = new ClassReports(options, { seed: batch.seed, rubrics: rubricsFor(batch.seed) }, people);
    const journal = Journal.open(join(out, 'journal.jsonl'), key, batch.seed, fingerprint());
    for (const remark of journal.remarks) warn(plainText(remark[language]));
    const graded: { file: string; student: string; id?: string; key: string }[] = [];
    for (let i = 0; i < people.length; i += chunk)
      for (const one of await resultOf(db, batch.id, people.slice(i, i + chunk), (known) =>
        journal.has(known),
      )) {
        if (one.result) journal.write(one.key, one.result);
        const { file, student, id, key } = one;
        graded.push({ file, student, ...(id !== undefined && { id }), key });
      }
    const status = await reports.write(graded, journal, weakestLayers(await sandboxesOf(db, batch.id)));
    journal.close();
    return status;
  } finally {
    unlock();
  }
}

export interface Person {
  file: string;
  student: string;
  id?: string;
}

async function handInsOf(db: Database, batch: string): Promise<Person[]> {
  const { rows } = await db.query('select file, student, id from farm.hand_in where batch = $1', [batch]);
  return rows
    .map(({ file, student, id }) => ({ file, student, ...(id !== null && { id }) }))
    .sort((a, b) => inFileOrder(a.file, b.file));
}

/** Of each machine whose marks stand. */
async function sandboxesOf(db: Database, batch: string) {
  const { rows } = await db.query(
    'select distinct sandbox from farm.worker where name in (select worker from farm.mark where batch = $1)',
    [batch],
  );
  return rows.map(({ sandbox }) => JSON.parse(sandbox));
}
