import { createHash } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import type { Database, Query } from './database.ts';
import { fingerprint } from './grader.ts';

/** What a job tells its worker. */
export interface Job {
  batch: string;
  key: string;
}

/** So often the grader itself may fail on a hand-in before a person is asked. */
export const mostFaults = 3;

/** So often a machine may die over a hand-in, apart from its faults. */
const mostDeaths = 20;

/** A worker that has not shown for so long counts as dead, in seconds; a busy machine may be late. At least 10. */
export const heartbeat = Number(process.env.FARM_HEARTBEAT ?? 60);

/** A year: nothing that waits is ever forgotten. */
const longest = 365 * 24 * 3600;

/** The queue that this grader's workers take from: those of another version or Node have another one. */
export const queueName = (code = fingerprint()): string => `grade-${code}`;

/**
 * Opens pg-boss, which keeps the jobs, for as long as some work takes.
 *
 * @param isWorker whether it looks after dead workers' jobs; only who hands in may make its tables
 */
export async function withBoss<T>(
  db: Database,
  isWorker: boolean,
  work: (boss: PgBoss) => Promise<T>,
): Promise<T> {
  const boss = new PgBoss({
    db,
    schedule: false,
    supervise: isWorker,
    superviseIntervalSeconds: Math.max(1, Math.round(heartbeat / 6)),
    monitorIntervalSeconds: Math.max(1, Math.round(heartbeat / 6)),
    migrate: !isWorker,
    createSchema: !isWorker,
    reindex: false, // a worker does not own the tables
    monitorVacuum: false,
  });
  boss.on('error', () => {}); // of its own rounds, which come again; what is asked of it says its errors to who asks
  try {
    return await work(await boss.start());
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** Makes the queue, or brings one that an earlier version made to what is set here. */
export async function makeQueue(boss: PgBoss, name: string): Promise<void> {
  const options = {
    retryLimit: mostDeaths + mostFaults,
    retryDelay: 2,
    expireInSeconds: 3600,
    retentionSeconds: longest,
    heartbeatSeconds: heartbeat,
  };
  await boss.createQueue(name, options);
  await boss.updateQueue(name, options); // createQueue leaves one that exists as it is
}

/** A job's id follows from what it is about, so that it stands once. */
export const jobId = ({ batch, key }: Job): string =>
  createHash('sha256')
    .update(`${batch}/${key}`)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-5$3-8$4-$5');

/** Puts jobs into the queue within a transaction; those that stand there stay as they are. */
export async function enqueue(boss: PgBoss, name: string, jobs: Job[], query: Query): Promise<void> {
  const own = [...new Map(jobs.map((data) => [jobId(data), { id: jobId(data), data }])).values()];
  if (own.length > 0) await boss.insert(name, own, { db: { executeSql: query } });
}
