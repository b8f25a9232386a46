import { readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { PgBoss } from 'pg-boss';
import { UsageError } from '../setup/commands/usage-error.mjs';
import { say, warn } from '../setup/programs/say.mjs';
import { beginBatch } from './batch.ts';
import type { FarmOptions } from './command.ts';
import type { Database, Query } from './database.ts';
import {
  findSubmissions,
  lectureOf,
  plainText,
  Reader,
  RemoteHandIn,
  strayOverrides,
  ungraded,
} from './grader.ts';
import { enqueue, jobId, makeQueue, queueName, withBoss } from './queue.ts';

type HandInReader = InstanceType<typeof Reader>;
type Found = Awaited<ReturnType<typeof findSubmissions>>[number];

/** A row of `farm.hand_in`, with what is graded where it can be read. */
interface HandedIn {
  found: Found;
  assignment: string;
  key?: string;
  bytes?: Buffer;
  /** Why it cannot be read, as the reports' JSON. */
  result?: string;
}

/** So many hand-ins are in one transaction, and in memory, at a time. */
const chunk = 20;

/** So many processes read side by side; to start one takes as long as to read so many hand-ins. */
const mostReaders = 4;
const handInsPerReader = 100;

/**
 * `npm run farm -- submit PATH... --out DIR`: reads a class and puts it into the queue. File, row and job of a hand-in
 * come into being together or not at all, so it may be killed at any moment; typed again, it goes on.
 *
 * @returns the exit status
 * @throws {UsageError} where there is nothing to hand in, or the folder or the web hook cannot be used
 */
export async function submit(options: FarmOptions & { out: string }, db: Database): Promise<number> {
  const { paths, out, seed, language } = options;
  // With all the reports: loaded where it is asked for.
  const hook = options.webhook === undefined ? undefined : await import('./webhook.ts');
  const webhook = hook?.webhookOf(options);
  const readers = [new Reader()] as [HandInReader, ...HandInReader[]];
  try {
    const strays: string[] = [];
    const onIgnored = (file: string) => strays.push(file);
    const found = await findSubmissions(paths, { except: out, opener: readers[0], onIgnored });
    const stray = strayOverrides(strays, paths);
    if (stray) warn(plainText(stray[language]));
    if (found.length === 0)
      throw new UsageError(`Cannot hand in ${paths.join(' ')}: there is no notebook (.ipynb) in it`);
    const worthwhile = Math.ceil(found.length / handInsPerReader);
    while (readers.length < Math.min(worthwhile, mostReaders, availableParallelism()))
      readers.push(new Reader());
    const batch = await withBoss(db, false, async (boss) => {
      await makeTables(db, language);
      await makeQueue(boss, queueName());
      const begun = await beginBatch(db, out, folders(paths), seed);
      const before = await countOf(db, begun.id);
      for (let i = 0; i < found.length; i += chunk) {
        const handedIn = await Promise.all(
          found.slice(i, i + chunk).map((one, at) => read(one, readers[at % readers.length] as HandInReader)),
        );
        await db.transaction((query) => handIn(begun.id, handedIn, boss, query));
      }
      const more = (await countOf(db, begun.id)) - before;
      say(plainText(done(out, found.length, more, begun.seed)[language]));
      return begun;
    });
    const files = found.map(({ file }) => file);
    return hook && webhook ? await hook.deliver(batch, files, webhook, options, db) : 0;
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
  }
}

const folders = (paths: string[]): string[] => paths.filter((path) => statSync(path).isDirectory());

/** Also the role of workers, where whoever hands in may make one. */
async function makeTables(db: Database, language: 'pl' | 'en'): Promise<void> {
  await db.query(statementsOf('schema.sql'));
  await db.query(statementsOf('roles.sql')).catch(({ message }) => warn(noRole(message)[language]));
}

/** A whole notebook is read here, and only here; what travels is what a mark depends on. */
async function read(found: Found, reader: HandInReader): Promise<HandedIn> {
  const { id: assignment } = lectureOf({ cells: [], file: found.file });
  const unreadable = (message: { pl: string; en: string }): HandedIn => ({
    found,
    assignment,
    result: JSON.stringify(ungraded('unreadable', assignment, message)),
  });
  if (found.message) return unreadable(found.message);
  const handIn = new RemoteHandIn(reader, found.place, found.file);
  const opened = await handIn.open();
  if (!opened.ok) return unreadable(opened.message);
  const bytes = await handIn.pack();
  if (bytes) return { found, assignment: opened.assignment, key: opened.key, bytes };
  return unreadable({ pl: 'odczytywanie wymaga zbyt wiele pamięci', en: 'reading takes too much memory' });
}

async function handIn(batch: string, handedIn: HandedIn[], boss: PgBoss, query: Query): Promise<void> {
  const jobs: { batch: string; key: string }[] = [];
  for (const { found, assignment, key, bytes, result } of handedIn) {
    if (key !== undefined) {
      jobs.push({ batch, key });
      await query('insert into farm.content values ($1, $2) on conflict do nothing', [key, bytes]);
    }
    await query(
      `insert into farm.hand_in (batch, file, student, id, assignment, key, result, job)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (batch, file) do update
       set student = excluded.student, id = excluded.id, assignment = excluded.assignment, key = excluded.key,
         result = excluded.result, job = excluded.job`,
      [
        ...[batch, found.file, found.student, found.id ?? null, assignment, key ?? null, result ?? null],
        key === undefined ? null : jobId({ batch, key }),
      ],
    );
  }
  await enqueue(boss, queueName(), jobs, query);
}

const statementsOf = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

const countOf = async (db: Database, batch: string): Promise<number> =>
  (await db.query('select count(*)::int as count from farm.hand_in where batch = $1', [batch])).rows[0].count;

const noRole = (reason: string) => ({
  pl: `nie ma tu roli farm_worker (${reason}): maszyny logują się jako właściciel`,
  en: `farm_worker is no role here (${reason}): workers log in as the owner`,
});

const done = (out: string, all: number, more: number, seed: string) => ({
  pl: `${out}: prac: ${all}, nowych: ${more}, ziarno ${seed}. Jak stoją: npm run farm -- status --out ${out} --watch`,
  en: `${out}: ${all} hand-ins, ${more} of them new, seed ${seed}. How they stand: npm run farm -- status --out ${out} --watch`,
});
