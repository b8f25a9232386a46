import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { say, warn } from '../setup/programs/say.mjs';
import type { Database } from './database.ts';
import { fingerprint } from './grader.ts';
import { heartbeat, type Job, mostFaults, queueName, withBoss } from './queue.ts';
import type { Grader, Result } from './sandboxed-grader.ts';

/** A worker with nothing to do looks for a job so often, in milliseconds. */
const idlePause = 500;

/** It looks so often whether others wait for a grader of another version, in milliseconds. */
const lookPause = 10_000;

/**
 * `npm run farm -- worker`: takes hand-ins out of the queue and adds marks, until it is told to stop (SIGTERM, SIGINT):
 * then it ends with the hand-ins that it is at. It may be killed at any moment, too.
 *
 * @param places how many hand-ins are graded at a time
 * @returns the exit status
 */
export async function work(
  places: number,
  db: Database,
  grader: Grader,
  language: 'pl' | 'en',
): Promise<number> {
  const worker = new Worker(db, grader, places, language);
  const stop = () => worker.stop();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop); // who started it was killed
  process.channel?.unref(); // to listen for that alone would keep it alive
  await worker.run();
  return 0;
}

class Worker {
  readonly #name = `${hostname()}:${process.pid}:${randomUUID().slice(0, 4)}`;
  readonly #db: Database;
  readonly #grader: Grader;
  readonly #places: number;
  readonly #words: (typeof words)['pl' | 'en'];
  readonly #queue = queueName();
  readonly #otherQueues = new Set<string>();
  readonly #stopping = new AbortController();
  #done = 0;

  constructor(db: Database, grader: Grader, places: number, language: 'pl' | 'en') {
    this.#words = words[language];
    this.#db = db;
    this.#grader = grader;
    this.#places = places;
  }

  stop(): void {
    if (!this.#stopping.signal.aborted) say(this.#words.stops);
    this.#stopping.abort();
  }

  async run(): Promise<void> {
    await this.#untilThereIsSomething();
    if (this.#stopping.signal.aborted) return;
    this.#db.patience = Number.POSITIVE_INFINITY;
    await withBoss(this.#db, true, (boss) => this.#runBy(boss));
    say(`${this.#name}: ${this.#words.graded(this.#done)}`);
  }

  async #runBy(boss: PgBoss): Promise<void> {
    await this.#db.query(
      'insert into farm.worker (name, fingerprint, node, sandbox) values ($1, $2, $3, $4) on conflict do nothing',
      [this.#name, fingerprint(), process.version, JSON.stringify(this.#grader.sandbox)],
    );
    say(`${this.#name}: ${this.#words.ready(fingerprint(), this.#places)}`);
    await this.#sayWhatOthersWaitFor();
    const look = setInterval(() => this.#sayWhatOthersWaitFor().catch(() => {}), lookPause);
    try {
      await Promise.all(Array.from({ length: this.#places }, (_, place) => this.#take(boss, place)));
    } finally {
      clearInterval(look);
    }
  }

  /** Takes one job after the other. */
  async #take(boss: PgBoss, place: number): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const [job] = await boss.fetch<Job>(this.#queue).catch(noQueueYet);
      if (!job) {
        await this.#pause(idlePause);
        continue;
      }
      const beat = setInterval(
        () => void boss.touch(this.#queue, job.id).catch(() => {}), // too late: another worker has it, and marks stand once
        (heartbeat * 1000) / 3,
      );
      try {
        await this.#grade(job.data, place);
        await boss.complete(this.#queue, job.id);
      } catch (error) {
        await this.#fail(boss, job, error as Error);
      } finally {
        clearInterval(beat);
      }
    }
  }

  /** Grades a hand-in and adds its mark, unless it has one. */
  async #grade({ batch, key }: Job, place: number): Promise<void> {
    const { rows } = await this.#db.query(
      `select b.seed, c.bytes, m.key is not null as marked from farm.batch b join farm.content c on c.key = $2
       left join farm.mark m on m.batch = b.id and m.key = c.key where b.id = $1`,
      [batch, key],
    );
    const [{ seed, bytes, marked }] = rows;
    if (marked) return;
    const about = [batch, key, this.#name];
    await this.#db.query('insert into farm.attempt (batch, key, worker) values ($1, $2, $3)', about);
    const result = await this.#grader.grade(bytes, seed, place);
    if (result.status === 'grader-fault') throw new Fault(result);
    await this.#db.query(
      `insert into farm.mark (batch, key, worker, result, seconds) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [...about, JSON.stringify(result), result.seconds],
    );
    this.#done++;
  }

  /** Takes note of a fault; another try is made later, perhaps elsewhere, until there were too many. */
  async #fail(boss: PgBoss, { id, data }: { id: string; data: Job }, error: Error): Promise<void> {
    warn(`${data.key.slice(0, 12)}: ${error.message.split('\n')[0]}`);
    const { rows } = await this.#db.query(
      `with noted as (insert into farm.fault (batch, key, worker, reason) values ($1, $2, $3, $4))
       select count(*)::int + 1 as faults from farm.fault where batch = $1 and key = $2`,
      [
        data.batch,
        data.key,
        this.#name,
        error instanceof Fault ? JSON.stringify(error.result) : error.message,
      ],
    );
    if (rows[0].faults >= mostFaults) await boss.cancel(this.#queue, id);
    else await boss.fail(this.#queue, id, { message: error.message });
  }

  /** Before the first class there are no tables. */
  async #untilThereIsSomething(): Promise<void> {
    for (let said = false; !this.#stopping.signal.aborted; said = true) {
      const { rows } = await this.#db.query("select to_regclass('farm.progress') is not null as made");
      if (rows[0].made) return;
      if (!said) say(this.#words.waits);
      await this.#pause(idlePause);
    }
  }

  /** What waits for a grader of another version is never taken: said once of each. */
  async #sayWhatOthersWaitFor(): Promise<void> {
    const { rows } = await this.#db.query(
      `select name, count(*)::int as count from pgboss.job
       where name like 'grade-%' and name <> $1 and state in ('created', 'retry') group by name`,
      [this.#queue],
    );
    for (const { name, count } of rows) {
      if (this.#otherQueues.has(name)) continue;
      this.#otherQueues.add(name);
      warn(this.#words.takesNone(count, name));
    }
  }

  #pause(milliseconds: number): Promise<void> {
    return setTimeout(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }
}

const words = {
  pl: {
    ready: (code: string, places: number) => `program oceniający ${code}, jednocześnie: ${places}`,
    stops: 'kończy po pracach, które ma w toku',
    graded: (count: number) => `ocenionych prac: ${count}`,
    waits: 'czeka na pierwsze npm run farm -- submit',
    takesNone: (count: number, queue: string) =>
      `nie bierze żadnej z prac (${count}) z ${queue}: ten program oceniający to ${fingerprint()}, Node ${process.version}. Weźmie je maszyna z tą wersją projektu i Node, którymi je oddano`,
  },
  en: {
    ready: (code: string, places: number) => `grader ${code}, ${places} at a time`,
    stops: 'stops after the hand-ins that it is at',
    graded: (count: number) => `${count} hand-ins graded`,
    waits: 'waits for the first npm run farm -- submit',
    takesNone: (count: number, queue: string) =>
      `takes none of ${count} hand-ins in ${queue}: this grader is ${fingerprint()} on Node ${process.version}. A worker of the commit and the Node that they were handed in with takes them`,
  },
};

/** The grader itself has failed on a hand-in. */
class Fault extends Error {
  readonly result: Result;

  constructor(result: Result) {
    super(result.message.en);
    this.result = result;
  }
}

/** Nothing was handed in to this grader yet. */
function noQueueYet(error: Error): [] {
  if (/does not exist/.test(error.message)) return [];
  throw error;
}
