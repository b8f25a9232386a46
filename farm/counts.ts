import type { Database } from './database.ts';
import { timeLeft } from './grader.ts';

/** How a class stands, a hand-in at a time. */
export interface Counts {
  batch: string;
  name: string;
  waiting: number;
  running: number;
  done: number;
  failed: number;
  /** What the answers of those that are done took, in seconds: how many, and all together. */
  marks: number;
  seconds: number;
  /** Faults of the grader, and jobs that were begun more than once. */
  faults: number;
  /** Where hand-ins are at work, for how long, in seconds. */
  at: { worker: string; key: string; seconds: number }[];
  /** Those that a person is asked about: the first few, with why. */
  failures: { file: string; reason: { pl: string; en: string } }[];
  left?: { least: number; most?: number };
}

/** So many are named. */
const mostNamed = 10;

/** So many of the last marks tell how long the rest will take. */
const seenForEstimate = 200;

/**
 * How classes stand.
 *
 * @param id of one class; default all of them, the newest first
 */
export async function countsOf(db: Database, id?: string): Promise<Counts[]> {
  const { rows } = await db.query(
    `select b.id as batch, b.name,
       count(*) filter (where p.state = 'waiting')::int as waiting,
       count(*) filter (where p.state = 'running')::int as running,
       count(*) filter (where p.state = 'done')::int as done,
       count(*) filter (where p.state = 'failed')::int as failed,
       (select count(*)::int from farm.mark m where m.batch = b.id) as marks,
       (select coalesce(sum(seconds), 0)::float from farm.mark m where m.batch = b.id) as seconds,
       (select count(*)::int from farm.fault f where f.batch = b.id) as faults
     from farm.batch b join farm.progress p on p.batch = b.id
     where $1::uuid is null or b.id = $1
     group by b.id, b.name, b.created order by b.created desc`,
    [id ?? null],
  );
  const all: Counts[] = [];
  for (const row of rows) {
    const at = await runningOf(db, row.batch);
    const left = timeLeft(
      await seenOf(db, row.batch),
      at.map(({ seconds }) => seconds),
      row.waiting,
      Math.max(1, at.length),
    );
    all.push({ ...row, at, failures: await failuresOf(db, row.batch), ...(left && { left }) });
  }
  return all;
}

async function runningOf(db: Database, batch: string): Promise<Counts['at']> {
  const { rows } = await db.query(
    `select distinct on (p.key) p.key, a.worker, extract(epoch from now() - a.started)::float as seconds
     from farm.progress p join farm.attempt a on a.batch = p.batch and a.key = p.key
     where p.batch = $1 and p.state = 'running' order by p.key, a.number desc`,
    [batch],
  );
  return rows;
}

async function failuresOf(db: Database, batch: string): Promise<Counts['failures']> {
  const { rows } = await db.query(
    `select file, (select reason from farm.fault f where f.batch = p.batch and f.key = p.key order by number desc limit 1)
       as reason from farm.progress p where batch = $1 and state = 'failed' order by file limit $2`,
    [batch, mostNamed],
  );
  return rows.map(({ file, reason }) => ({ file, reason: inWords(reason) }));
}

const inWords = (reason: string | null): { pl: string; en: string } => {
  if (reason === null)
    return { pl: 'maszyny padały przy niej zbyt często', en: 'a machine died over it too often' };
  try {
    return JSON.parse(reason).message;
  } catch {
    return { pl: reason, en: reason }; // a fault of the farm's own
  }
};

async function seenOf(db: Database, batch: string): Promise<number[]> {
  const { rows } = await db.query(
    'select seconds from farm.mark where batch = $1 order by at desc limit $2',
    [...[batch, seenForEstimate]],
  );
  return rows.map(({ seconds }) => seconds);
}
