import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

const root = join(import.meta.dirname, '..', '..');
const node = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];

/** A folder of the test's own. */
export const scratchFolder = (): string => mkdtempSync(join(tmpdir(), 'farm-test-'));

/** What a command came to. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A command that runs. */
export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Waits until it has said something. */
  says(words: RegExp): Promise<void>;
}

/** Environment of every process here: in English, and a death is seen as soon as pg-boss can. */
const environment = { LC_ALL: 'en', FARM_HEARTBEAT: '10', BAYES_GRADER_KEY: 'the secret of this test' };

/** Starts a program of Node's. */
export function start(args: string[], env: Record<string, string> = {}, before: string[] = []): Running {
  const [command = process.execPath, ...more] = [...before, process.execPath, ...args];
  const child = spawn(command, more, { cwd: root, env: { ...process.env, ...environment, ...env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  let over = false;
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      over = true;
      resolve({ code, stdout, stderr });
    });
  });
  const says = async (words: RegExp): Promise<void> => {
    while (!words.test(stdout + stderr)) {
      if (over) throw new Error(`It ended before it said ${words}: ${stdout}${stderr}`);
      await setTimeout(20);
    }
  };
  return { child, ended, says };
}

/** A farm on one database. */
export class Farm {
  readonly url: string;
  readonly #started: Running[] = [];

  constructor(url: string) {
    this.url = url;
  }

  /** `npm run farm -- ARGS`, without npm. */
  run(...args: string[]): Promise<Ended> {
    return this.start(args).ended;
  }

  start(args: string[], env: Record<string, string> = {}): Running {
    return this.#start([...node, join(root, 'farm', 'main.ts'), ...args], { FARM_DB: this.url, ...env });
  }

  /** Ends what still runs. */
  async end(): Promise<void> {
    for (const { child } of this.#started) child.kill('SIGKILL');
    await Promise.all(this.#started.map(({ ended }) => ended));
  }

  /** A worker, by another way in (`url`) or within something (`before`). */
  worker({ url = this.url, jobs = 1, before = [] as string[], env = {} } = {}): Running {
    const program = [...node, join(root, 'farm', 'main.ts'), 'worker', '--jobs', `${jobs}`];
    return this.#start(program, { FARM_DB: url, ...env }, before);
  }

  /** A worker whose grader sleeps for so long, or fails. */
  stub(milliseconds: number | 'fault', jobs = 1): Running {
    const program = join(import.meta.dirname, 'stub-worker.ts');
    return this.#start([...node, program, `${milliseconds}`, `${jobs}`], { FARM_DB: this.url });
  }

  /** Asks the database itself, which may be away for a moment. */
  async rows(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    for (;;) {
      const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 5000 });
      client.on('error', () => {});
      try {
        await client.connect();
        return (await client.query(text, values)).rows;
      } catch (error) {
        if (!/^(08|57|ECONN)|terminated/.test(`${(error as { code?: string }).code} ${error}`)) throw error;
        await setTimeout(200);
      } finally {
        await client.end().catch(() => {});
      }
    }
  }

  #start(...given: Parameters<typeof start>): Running {
    const running = start(...given);
    this.#started.push(running);
    return running;
  }

  /** Waits until a query has rows. */
  async until(text: string, values: unknown[] = []): Promise<void> {
    while ((await this.rows(text, values)).length === 0) await setTimeout(100);
  }
}

/** `npm run grade -- ARGS`, on this Node and within something (`before`). */
export const gradeWithin = (before: string[], ...args: string[]): Promise<Ended> =>
  start([join(root, 'bin', 'bayes.mjs'), 'grade', ...args], {}, before).ended;

/** `npm run grade -- ARGS`, on this Node. */
export const grade = (...args: string[]): Promise<Ended> => gradeWithin([], ...args);
