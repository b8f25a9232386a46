import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { UsageError } from '../setup/commands/usage-error.mjs';
import { say, warn } from '../setup/programs/say.mjs';
import type { Batch } from './batch.ts';
import type { FarmOptions } from './command.ts';
import type { Database } from './database.ts';
import { fingerprint, Journal, plainText, rubricsFor } from './grader.ts';
import { GithubReport, GradescopeReport, writeReports } from './grader-reports.ts';
import { type Kept, resultOf } from './results.ts';

/** Whom to tell of each hand-in that is done. */
export interface Webhook {
  url: string;
  secret: string;
  format: 'gradescope' | 'github';
}

/** Fewer characters could be guessed. */
const leastLength = 16;

/** So often a server that does not answer is asked again, and after so long, at most, in milliseconds. */
const mostTries = 10;
const longestWait = 60_000;

/**
 * The web hook that is asked for.
 *
 * @throws {UsageError} where it is no http(s) URL, has no secret to sign with, or no platform's format
 */
export function webhookOf(
  { webhook: url, formats }: FarmOptions,
  secret = process.env.FARM_WEBHOOK_SECRET,
): Webhook | undefined {
  if (url === undefined) return undefined;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new UsageError(`--webhook must be an http or https URL, got ${url}`);
  if ((secret?.length ?? 0) < leastLength)
    throw new UsageError(
      `Cannot sign for --webhook: FARM_WEBHOOK_SECRET must have at least ${leastLength} characters, got ${secret?.length ?? 0}. A new one: openssl rand -hex 32`,
    );
  const [format = 'gradescope', ...more] = formats;
  if (more.length > 0 || (format !== 'gradescope' && format !== 'github'))
    throw new UsageError(`--format for --webhook must be gradescope or github, got ${formats.join(', ')}`);
  return { url, secret: secret as string, format };
}

/**
 * Waits for hand-ins and posts each that is done, once: what was delivered before is not posted again.
 *
 * @returns the exit status: 3 where the grader failed on one of them, or one could not be delivered
 */
export async function deliver(
  batch: Batch,
  files: string[],
  webhook: Webhook,
  options: FarmOptions,
  db: Database,
): Promise<number> {
  let status = 0;
  for (let waiting = files; waiting.length > 0; ) {
    const { rows } = await db.query(
      `select p.file, h.student, h.id, p.state from farm.progress p join farm.hand_in h on h.batch = p.batch and h.file = p.file
       where p.batch = $1 and p.file = any($2) and p.state in ('done', 'failed')`,
      [batch.id, waiting],
    );
    for (const { file, student, id, state } of rows) {
      const person = { file, student, ...(id !== null && { id }) };
      for (const kept of await resultOf(db, batch.id, [person]))
        if (!(await deliverOne(batch, kept, webhook, options, db)) || state === 'failed') status = 3;
    }
    const done = new Set(rows.map(({ file }) => file));
    waiting = waiting.filter((file) => !done.has(file));
    if (waiting.length > 0) await setTimeout(500);
  }
  return status;
}

async function deliverOne(
  { id, seed }: Batch,
  kept: Kept,
  webhook: Webhook,
  options: FarmOptions,
  db: Database,
): Promise<boolean> {
  const about = [id, kept.file, kept.key, webhook.url];
  const { rowCount } = await db.query(
    'select 1 from farm.delivery where batch = $1 and file = $2 and key = $3 and url = $4',
    about,
  );
  if (rowCount) return true;
  const body = await bodyOf(kept, seed, webhook, options);
  const refusal = await post(webhook, kept, body);
  if (refusal === undefined) {
    await db.query('insert into farm.delivery values ($1, $2, $3, $4) on conflict do nothing', about);
    say(plainText(delivered(kept.file, webhook.url)[options.language]));
  } else warn(plainText(undelivered(kept.file, webhook.url, refusal)[options.language]));
  return refusal === undefined;
}

/** The platform's own report of one hand-in, as `npm run grade -- --format` writes it. */
async function bodyOf(
  { result, ...graded }: Kept,
  seed: string,
  { format }: Webhook,
  { language, instructor, forEveryone }: FarmOptions,
): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'bayes-hook-'));
  try {
    const journal = Journal.open(join(folder, 'journal.jsonl'), randomBytes(32), seed, fingerprint());
    if (result) journal.write(graded.key, result);
    const report =
      format === 'gradescope'
        ? new GradescopeReport(folder, true, instructor)
        : new GithubReport(folder, true);
    const show = { language, instructor, rubrics: rubricsFor(seed) };
    await writeReports([graded], journal, [], new Map(), show, { seed, sandbox: [] }, [report], forEveryone);
    journal.close();
    return readFileSync(join(folder, format === 'gradescope' ? 'results.json' : 'github.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns undefined where the server has taken it, else why it has not */
async function post(
  { url, secret }: Webhook,
  { file, student }: Kept,
  body: Buffer,
): Promise<string | undefined> {
  const headers = {
    'content-type': 'application/json',
    'x-bayes-file': encodeURIComponent(file),
    'x-bayes-student': encodeURIComponent(student),
    'x-bayes-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
  let refusal = '';
  for (let attempt = 0; attempt < mostTries; attempt++) {
    if (attempt > 0) await setTimeout(Math.min(longestWait, 250 * 2 ** attempt));
    try {
      const { ok, status } = await fetch(url, {
        method: 'POST',
        headers,
        body: new Uint8Array(body),
        redirect: 'error',
      });
      if (ok) return undefined;
      refusal = `the server says ${status}`;
      if (status < 500 && status !== 408 && status !== 429) return refusal;
    } catch (error) {
      refusal = `${((error as Error).cause as Error | undefined)?.message ?? (error as Error).message}`;
    }
  }
  return refusal;
}

const delivered = (file: string, url: string) => ({
  pl: `${file}: dostarczono do ${url}`,
  en: `${file}: delivered to ${url}`,
});

const undelivered = (file: string, url: string, reason: string) => ({
  pl: `Nie udało się dostarczyć ${file} do ${url}: ${reason}. To samo polecenie spróbuje jeszcze raz`,
  en: `Cannot deliver ${file} to ${url}: ${reason}. The same command tries it again`,
});
