import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { UsageError } from '../setup/commands/usage-error.mjs';

/** Sends one statement. */
// biome-ignore lint/suspicious/noExplicitAny: what a row holds is known where the statement stands
export type Query = (text: string, values?: unknown[]) => Promise<{ rows: any[]; rowCount: number | null }>;

/** For so long a database may be away before a command that a person has typed gives up, in milliseconds. */
const personsPatience = 15_000;

/**
 * The database that `FARM_DB` names. It may be away for a while: what could not be sent is sent again, so everything that
 * is sent here may be done twice.
 */
export class Database {
  readonly #pool: pg.Pool;
  /** In milliseconds; a worker sets it to infinity once it has seen the database. */
  patience = personsPatience;

  /**
   * @param connections at a time
   * @throws {UsageError} where no database is named
   */
  constructor(connections: number, url = process.env.FARM_DB) {
    if (!url)
      throw new UsageError(
        'Cannot reach the farm: FARM_DB must name its database. For example: export FARM_DB="postgresql://USER:PASSWORD@HOST/DATABASE?sslmode=verify-full"',
      );
    this.#pool = new pg.Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 5000,
      query_timeout: 60_000, // a network that was cut says nothing
      keepAlive: true,
      application_name: 'bayes-farm',
    });
    this.#pool.on('error', () => {}); // of a connection that is idle: the next statement gets another one
  }

  /** @throws {Error} where the statement is refused, or the database has been away for too long */
  readonly query: Query = (text, values) => this.#patiently(() => this.#pool.query(text, values));

  /** As pg-boss asks for it. */
  readonly executeSql = this.query;

  /** Runs statements that hold together or not at all. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.#patiently(async () => {
      const client = await this.#pool.connect();
      try {
        await client.query('begin');
        const result = await work((text, values) => client.query(text, values));
        await client.query('commit');
        client.release();
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => {});
        client.release(error as Error);
        throw error;
      }
    });
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #patiently<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    for (let wait = 100; ; wait = Math.min(2 * wait, 3000)) {
      try {
        return await work();
      } catch (error) {
        if (!isAway(error)) throw error;
        if (performance.now() - began > this.patience)
          throw new UsageError(
            `Cannot reach the database of FARM_DB: it must answer, and it says ${(error as Error).message || (error as NodeJS.ErrnoException).code}. Once it does, the same command goes on where it was`,
          );
        await setTimeout(wait);
      }
    }
  }
}

/** Whether the database cannot be reached just now, or has no room: not whether it refuses what was sent. */
const isAway = (error: unknown): boolean => {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  return (
    /^(?:08|40|53|57P|58|E[A-Z]{4,})/.test(code) ||
    /timeout|terminated|closed|Connection ended/i.test(message)
  );
};
