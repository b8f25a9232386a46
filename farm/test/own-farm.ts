import { Farm } from './farm-process.ts';
import { Postgres } from './postgres.ts';

/**
 * A farm on a server of its own.
 *
 * @param whenDone what to be told how it ends: `afterAll` or `onTestFinished`
 */
export async function beginFarm(
  whenDone: (end: () => Promise<void>) => void,
  options: Parameters<typeof Postgres.begin>[0] = {},
): Promise<{ postgres: Postgres; farm: Farm }> {
  const postgres = await Postgres.begin(options);
  const farm = new Farm(postgres.url());
  whenDone(async () => {
    await farm.end();
    await postgres.stop();
  });
  return { postgres, farm };
}
