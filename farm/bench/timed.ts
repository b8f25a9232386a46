import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { type Farm, type Running, scratchFolder } from '../test/farm-process.ts';
import { median } from './medians.ts';

/** What a class took. */
export interface Took {
  /** For each hand-in, from when the last of the workers had begun. */
  seconds: number;
  /** Of one worker's, not spent on a hand-in. */
  gap: number;
}

/**
 * Hands a class in, grades it by some workers and collects its reports. The clock runs while workers alone do: who hands
 * in has a machine of their own.
 */
export async function timed(farm: Farm, folder: string, start: () => Running[]): Promise<Took> {
  const out = join(scratchFolder(), 'grades');
  await succeeds(farm.run('submit', folder, '--out', out, '--seed', '3'));
  const workers = start();
  await gradeAll(farm, workers);
  await Promise.all(workers.map(({ ended }) => succeeds(ended)));
  await succeeds(farm.run('collect', '--out', out));
  return tookOf(await gradedLast(farm));
}

/** Waits until workers have marked all that was handed in, and ends them, however they end: one may not be up yet. */
export async function gradeAll(farm: Farm, workers: Running[]): Promise<void> {
  await untilMarked(farm.url);
  for (const worker of workers) worker.child.kill('SIGTERM');
  await Promise.all(workers.map(({ ended }) => ended));
}

/** A hand-in that a worker has taken and marked, in seconds of the database's clock, and how long it graded. */
interface Graded {
  worker: string;
  started: number;
  marked: number;
  seconds: number;
}

/** The last class's hand-ins, in the order in which they were taken. */
const gradedLast = async (farm: Farm): Promise<Graded[]> =>
  (await farm.rows(
    `select a.worker, extract(epoch from a.started)::float as started, extract(epoch from m.at)::float as marked, m.seconds
     from farm.mark m join farm.attempt a on a.batch = m.batch and a.key = m.key
     where m.batch = (select id from farm.batch order by created desc limit 1) order by a.started`,
  )) as unknown as Graded[];

function tookOf(graded: Graded[]): Took {
  const names = [...new Set(graded.map(({ worker }) => worker))];
  const byWorker = names.map((name) => graded.filter(({ worker }) => worker === name));
  const allThere = Math.max(...byWorker.map(([first]) => first?.started ?? 0));
  const timed = graded.filter(({ started }) => started >= allThere);
  const gaps = byWorker.flatMap((own) =>
    own.slice(1).map(({ marked, seconds }, i) => marked - (own[i] as Graded).marked - seconds),
  );
  const seconds = Math.max(...timed.map(({ marked }) => marked)) - allThere;
  return { seconds: seconds / timed.length, gap: median(gaps) };
}

/** By one connection that is kept: each new one is a process of the server's, whose time would count as the farm's. */
async function untilMarked(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const isDone = async () =>
    (await client.query("select bool_and(state = 'done') as done from farm.progress")).rows[0].done;
  while (!(await isDone())) await setTimeout(1000);
  await client.end();
}

/** @throws {Error} where a command does not end well: what it took would say nothing */
export async function succeeds(ended: Running['ended']): Promise<void> {
  const { code, stdout, stderr } = await ended;
  if (code !== 0) throw new Error(`A command ended with ${code}: ${stdout}${stderr}`);
}
