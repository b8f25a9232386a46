import { say } from '../setup/programs/say.mjs';
import { findBatch } from './batch.ts';
import type { FarmOptions } from './command.ts';
import type { Database } from './database.ts';
import { enqueue, queueName, withBoss } from './queue.ts';

/**
 * `npm run farm -- retry`: tries again what the grader has failed on so often that a person was asked, and what has lost
 * its job.
 *
 * Without `--out`, of all classes.
 *
 * @returns the exit status
 */
export async function retry({ out, language }: FarmOptions, db: Database): Promise<number> {
  const batch = out === undefined ? null : (await findBatch(db, out)).id;
  const { rows } = await db.query(
    `select p.batch, p.key, b.fingerprint, p.job, count(*)::int as count
     from farm.progress p join farm.batch b on b.id = p.batch
     where p.state = 'failed' and ($1::uuid is null or p.batch = $1) group by p.batch, p.key, b.fingerprint, p.job`,
    [batch],
  );
  await withBoss(db, false, async (boss) => {
    for (const { batch, key, fingerprint, job } of rows) {
      const name = queueName(fingerprint);
      await db.transaction(async (query) => {
        await boss.deleteJob(name, job, { db: { executeSql: query } });
        await query('delete from farm.fault where batch = $1 and key = $2', [batch, key]);
        await enqueue(boss, name, [{ batch, key }], query);
      });
    }
  });
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  say({ pl: `ocenia się jeszcze raz: ${count}`, en: `${count} hand-ins are tried again` }[language]);
  return 0;
}
