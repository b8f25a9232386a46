import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeEmptyClass } from './class.ts';
import { scratchFolder } from './farm-process.ts';
import { beginFarm } from './own-farm.ts';

const around = scratchFolder();
const { postgres, farm } = await beginFarm(afterAll);

beforeAll(async () => {
  writeEmptyClass(join(around, 'class'), 1);
  await farm.run('submit', join(around, 'class'), '--out', join(around, 'grades'));
  await farm.rows('create user node1 in role farm_worker');
  farm.stub(0);
  await farm.until('select 1 from farm.mark');
});

describe('what a worker may do', () => {
  const asWorker = async (text: string): Promise<string> => {
    const client = new pg.Client(postgres.url('node1'));
    await client.connect();
    return client
      .query(text)
      .then(
        ({ rowCount }) => `rows: ${rowCount}`,
        ({ message }) => message,
      )
      .finally(() => client.end());
  };

  test.each([
    ["update farm.mark set result = '{}'", 'permission denied for table mark'],
    ['delete from farm.mark', 'permission denied for table mark'],
    ['truncate farm.mark', 'permission denied for table mark'],
    ['drop table farm.mark', 'must be owner of table mark'],
    ['select student from farm.hand_in', 'permission denied for table hand_in'],
    ['delete from farm.content', 'permission denied for table content'],
    ['update farm.batch set seed = 1', 'permission denied for table batch'],
    ['update farm.fault set reason = 1', 'permission denied for table fault'],
    ['insert into farm.mark select * from farm.mark on conflict do nothing', 'rows: 0'],
    [
      'insert into farm.mark select * from farm.mark',
      'duplicate key value violates unique constraint "mark_pkey"',
    ],
    ['select bytes from farm.content limit 1', 'rows: 1'],
  ])('%s: %s', async (text, answer) => expect(await asWorker(text)).toBe(answer));
});
